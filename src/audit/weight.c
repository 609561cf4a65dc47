// SPDX-License-Identifier: Apache-2.0
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "audit/checkpoint.h"
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

static bool convert(float *out, const struct entry *entry, size_t count)
{
    float *table = table_of(entry->dtype);

    for (size_t i = 0; table && i < count; i++)
        out[i] = table[entry->dtype->size == 1
                           ? entry->data[i]
                           : (size_t)entry->data[2 * i] | (size_t)entry->data[2 * i + 1] << 8];
    free(table);
    return table;
}

const float *entry_floats(float **copy, const struct entry *entry, size_t count)
{
    bool floats = entry->dtype->size == sizeof(float), done = true;

    *copy = NULL;
    if (floats && (uintptr_t)entry->data % sizeof(float) == 0)
        return (const float *)(const void *)entry->data;
    *copy = malloc(count * sizeof **copy);
    if (*copy && floats)
        memcpy(*copy, entry->data, count * sizeof **copy);
    else if (*copy)
        done = convert(*copy, entry, count);
    return done ? *copy : NULL;
}

static enum mc_status complain_place(const struct mc_weight *w, size_t at,
                                     struct mc_complaint *why)
{
    return mc_complain(why, MC_BAD_INPUT, "no finite number at row %zu, column %zu (from 1)",
                       at / (size_t)w->cols + 1, at % (size_t)w->cols + 1);
}

/* Row-major m x n is column-major n x m, of the same norm. */
static enum mc_status norm_of_floats(arb_t out, const struct entry *entry, slong digits,
                                     struct mc_complaint *why)
{
    const struct mc_weight *w = &entry->weight;
    size_t count = (size_t)w->rows * (size_t)w->cols, i = 0;
    float *copy;
    const float *a = entry_floats(&copy, entry, count);
    enum mc_status status = MC_NO_RESOURCE;

    if (a)
        status = mc_float_spectral_norm(out, a, w->cols, w->rows, digits);
    if (status == MC_BAD_INPUT) {
        while (i < count && isfinite(a[i]))
            i++;
        complain_place(w, i, why);
    }
    free(copy);
    return status;
}

static enum mc_status norm_of_doubles(arb_t out, const struct entry *entry, slong digits,
                                      struct mc_complaint *why)
{
    const struct mc_weight *w = &entry->weight;
    size_t count = (size_t)w->rows * (size_t)w->cols, i = 0;
    bool aligned = (uintptr_t)entry->data % sizeof(double) == 0;
    double *copy = aligned ? NULL : malloc(count * sizeof *copy);
    const double *a = aligned ? (const double *)(const void *)entry->data : copy;
    enum mc_status status = MC_NO_RESOURCE;

    if (copy)
        memcpy(copy, entry->data, count * sizeof *copy);
    if (a)
        status = mc_double_spectral_norm(out, a, w->cols, w->rows, digits);
    if (status == MC_BAD_INPUT) {
        while (i < count && isfinite(a[i]))
            i++;
        complain_place(w, i, why);
    }
    free(copy);
    return status;
}

/* The pages that lie within the tensor alone. */
static void give_back(const struct entry *entry)
{
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE), from = (uintptr_t)entry->data, to;

    to = (from + (uintptr_t)(entry->weight.rows * entry->weight.cols) * entry->dtype->size) &
         ~(page - 1);
    from = (from + page - 1) & ~(page - 1);
    if (from < to)
        (void)madvise((void *)from, to - from, MADV_DONTNEED);
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

static enum mc_status norm_of_mapped(arb_t out, const struct entry *entry, slong digits,
                                     struct mc_complaint *why)
{
    struct entry here = *entry;
    uint8_t *copy = NULL;
    enum mc_status status = MC_NO_RESOURCE;

    if (!here.data)
        here.data = copy = gather(entry);
    if (here.data)
        status = here.dtype->size == sizeof(double) ? norm_of_doubles(out, &here, digits, why)
                                                    : norm_of_floats(out, &here, digits, why);
    free(copy);
    if (entry->data)
        give_back(entry);
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
    if (c->tensors.check &&
        c->tensors.check(c->tensors.inside, entry->member, &bare) != MC_OK)
        return mc_complain(why, MC_BAD_INPUT, "%s", bare.text);
    return norm_of_mapped(out, entry, digits, why);
}
