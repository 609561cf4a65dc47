// SPDX-License-Identifier: Apache-2.0
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "audit/checkpoint.h"
#include "certificate/source.h"
#include "muoncheck/certificate.h"

enum { MAX_BITS = 1024 };

/* The value of each pattern of a type of one or two bytes: every one is a float. */
static float *table_of(const struct mc_dtype *dtype)
{
    size_t count = (size_t)1 << (8 * dtype->size);
    float *table = malloc(count * sizeof *table);
    arf_t x;

    arf_init(x);
    for (size_t i = 0; table && i < count; i++)
        table[i] = mc_dtype_value(x, dtype, i) ? NAN : (float)arf_get_d(x, ARF_RND_NEAR);
    arf_clear(x);
    return table;
}

struct mapped {
    const struct entry *entry;
    const float *table;          /* of types of one or two bytes                              */
};

static void read_small(double *out, const void *context, slong at, slong count)
{
    const struct mapped *from = context;
    const uint8_t *bytes = from->entry->data + (size_t)at * from->entry->dtype->size;
    bool one = from->entry->dtype->size == 1;

    for (slong i = 0; i < count; i++)
        out[i] = from->table[one ? bytes[i]
                                 : (size_t)bytes[2 * i] | (size_t)bytes[2 * i + 1] << 8];
}

/* The data need not be aligned. */
static void read_floats(double *out, const void *context, slong at, slong count)
{
    const struct mapped *from = context;
    const uint8_t *bytes = from->entry->data + (size_t)at * sizeof(float);
    float x;

    for (slong i = 0; i < count; i++) {
        memcpy(&x, bytes + (size_t)i * sizeof x, sizeof x);
        out[i] = x;
    }
}

static void read_doubles(double *out, const void *context, slong at, slong count)
{
    const struct mapped *from = context;

    memcpy(out, from->entry->data + (size_t)at * sizeof *out, (size_t)count * sizeof *out);
}

/* The pages that lie within these entries alone. */
static void give_back(const void *context, slong at, slong count)
{
    const struct mapped *from = context;
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE), size = from->entry->dtype->size;
    uintptr_t first = (uintptr_t)from->entry->data + (uintptr_t)at * size;
    uintptr_t last = (first + (uintptr_t)count * size) & ~(page - 1);

    first = (first + page - 1) & ~(page - 1);
    if (first < last)
        (void)madvise((void *)first, last - first, MADV_DONTNEED);
}

static enum mc_status complain_place(const struct matrix_source *A, const struct mc_weight *w,
                                     struct mc_complaint *why)
{
    slong at = 0, count = A->m * A->n;
    double x = 0;

    for (; at < count; at++) {
        A->read(&x, A->context, at, 1);
        if (!isfinite(x))
            break;
    }
    return mc_complain(why, MC_BAD_INPUT, "no finite number at row %ld, column %ld (from 1)",
                       (long)(at / w->cols) + 1, (long)(at % w->cols) + 1);
}

/* The slice, the last index fastest: heap. */
static uint8_t *gather(const struct entry *entry)
{
    size_t count = (size_t)entry->weight.rows * (size_t)entry->weight.cols, i,
           size = entry->dtype->size;
    uint8_t *out = malloc(count * size);

    for (i = 0; out && i < count; i++)
        memcpy(out + i * size, mc_tensor_at(&entry->member->tensor, entry->first + i), size);
    return out;
}

/* Row-major m x n is column-major n x m, of the same norm.  `mapped`: its pages are the
 * file's. */
static enum mc_status norm_of_bytes(arb_t out, const struct entry *entry, bool mapped,
                                    slong digits, struct mc_complaint *why)
{
    size_t size = entry->dtype->size;
    float *table = size < sizeof(float) ? table_of(entry->dtype) : NULL;
    struct mapped from = {entry, table};
    struct matrix_source A = {.m = entry->weight.cols,
                              .n = entry->weight.rows,
                              .context = &from,
                              .release = mapped ? give_back : NULL,
                              .read = size == sizeof(double)  ? read_doubles
                                      : size == sizeof(float) ? read_floats
                                                              : read_small};
    enum mc_status status = MC_NO_RESOURCE;

    if (table || size >= sizeof(float))
        status = source_spectral_norm(out, &A, digits);
    if (status == MC_BAD_INPUT)
        complain_place(&A, &entry->weight, why);
    free(table);
    return status;
}

static enum mc_status norm_of_mapped(arb_t out, const struct entry *entry, slong digits,
                                     struct mc_complaint *why)
{
    struct entry here = *entry;
    uint8_t *copy = entry->data ? NULL : gather(entry);
    enum mc_status status = MC_NO_RESOURCE;

    if (copy)
        here.data = copy;
    if (here.data)
        status = norm_of_bytes(out, &here, entry->data, digits, why);
    free(copy);
    return status;
}

enum mc_status mc_checkpoint_spectral_norm(arb_t out, const struct mc_checkpoint *c, size_t i,
                                           slong digits, struct mc_complaint *why)
{
    const struct entry *entry = &c->entries[i];
    struct mc_complaint bare = {{0}};

    arb_indeterminate(out);
    if (entry->matrix)
        return mc_spectral_norm_bounds(out, entry->matrix, digits, MAX_BITS, why);
    if (!entry->dtype)
        return mc_complain(why, MC_BAD_INPUT, "dtype %s is not read",
                           mc_label(entry->member->dtype_name).text);
    if (c->tensors.check &&
        c->tensors.check(c->tensors.inside, entry->member, &bare) != MC_OK)
        return mc_complain(why, MC_BAD_INPUT, "%s", bare.text);
    return norm_of_mapped(out, entry, digits, why);
}
