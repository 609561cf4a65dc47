// SPDX-License-Identifier: Apache-2.0
/* A weight as it lies in a mapped file, as a source of doubles. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "audit/checkpoint.h"

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

static void read_small(double *out, const void *context, slong at, slong count)
{
    const struct mapped *from = context;
    const uint8_t *bytes = from->data + (size_t)at * from->dtype->size;
    bool one = from->dtype->size == 1;

    for (slong i = 0; i < count; i++)
        out[i] = from->table[one ? bytes[i]
                                 : (size_t)bytes[2 * i] | (size_t)bytes[2 * i + 1] << 8];
}

/* The data need not be aligned. */
static void read_floats(double *out, const void *context, slong at, slong count)
{
    const struct mapped *from = context;
    const uint8_t *bytes = from->data + (size_t)at * sizeof(float);
    float x;

    for (slong i = 0; i < count; i++) {
        memcpy(&x, bytes + (size_t)i * sizeof x, sizeof x);
        out[i] = x;
    }
}

static void read_doubles(double *out, const void *context, slong at, slong count)
{
    const struct mapped *from = context;

    memcpy(out, from->data + (size_t)at * sizeof *out, (size_t)count * sizeof *out);
}

/* The pages that lie within these entries alone. */
static void give_back(const void *context, slong at, slong count)
{
    const struct mapped *from = context;
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE), size = from->dtype->size;
    uintptr_t first = (uintptr_t)from->data + (uintptr_t)at * size;
    uintptr_t last = (first + (uintptr_t)count * size) & ~(page - 1);

    first = (first + page - 1) & ~(page - 1);
    if (first < last)
        (void)madvise((void *)first, last - first, MADV_DONTNEED);
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

bool mapped_init(struct mapped *from, const struct entry *entry)
{
    size_t size = entry->dtype->size;

    *from = (struct mapped){.dtype = entry->dtype, .data = entry->data};
    if (!entry->data)
        from->data = from->copy = gather(entry);
    if (size < sizeof(float))
        from->table = table_of(entry->dtype);
    /* Row-major m x n is column-major n x m, of the same singular values. */
    from->source = (struct matrix_source){.m = entry->weight.cols,
                                          .n = entry->weight.rows,
                                          .context = from,
                                          .release = from->copy ? NULL : give_back,
                                          .read = size == sizeof(double)  ? read_doubles
                                                  : size == sizeof(float) ? read_floats
                                                                          : read_small};
    return from->data && (from->table || size >= sizeof(float));
}

void mapped_clear(struct mapped *from)
{
    free(from->table);
    free(from->copy);
    *from = (struct mapped){0};
}
