// SPDX-License-Identifier: Apache-2.0
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "file/tensor.h"

/* slices matrices of rows x cols, one after the other where the last index runs fastest. */
struct layout {
    size_t slices, rows, cols;
};

static bool product(size_t *out, const size_t *factors, size_t count)
{
    size_t i;

    *out = 1;
    for (i = 0; i < count; i++)
        if (factors[i] == 0)
            *out = 0;
    for (i = 0; i < count && *out; i++)
        if (__builtin_mul_overflow(*out, factors[i], out))
            return false;
    return *out <= WORD_MAX;
}

enum mc_status mc_tensor_elements(size_t *elements, const struct mc_tensor *t,
                                  struct mc_complaint *why)
{
    size_t i;

    for (i = 0; i < t->dimensions; i++)
        if (t->shape[i] > WORD_MAX)
            break;
    if (i < t->dimensions || !product(elements, t->shape, t->dimensions) ||
        (t->dtype && *elements > WORD_MAX / t->dtype->size))
        return mc_complain(why, MC_BAD_INPUT, "%s: the shape is too large to be counted",
                           mc_label(t->name).text);
    return MC_OK;
}

static bool is_stack(const struct mc_tensor *t, const struct mc_read_options *options)
{
    return t->dimensions > 2 && !options->flatten;
}

static enum mc_status arrange(struct layout *l, const struct mc_tensor *t,
                              const struct mc_reading *r, struct mc_complaint *why)
{
    size_t n = t->dimensions, leading = n < 2 ? 0 : is_stack(t, &r->options) ? n - 2 : 0;
    bool counted = product(&l->slices, t->shape, leading);

    l->rows = n < 2 ? 1 : t->shape[leading];
    if (n < 2)
        l->cols = n ? t->shape[0] : 1;
    else
        counted = product(&l->cols, t->shape + leading + 1, n - leading - 1) && counted;
    /* Slices without elements cost the file nothing: their number is bounded by its size. */
    if (!counted || ((!l->rows || !l->cols) && l->slices > r->bytes.size))
        return mc_complain(why, MC_BAD_INPUT, "%s: the shape is too large for an empty tensor",
                           mc_label(t->name).text);
    return MC_OK;
}

void mc_tensor_set_strides(struct mc_tensor *t, bool first_fastest)
{
    size_t d, i, stride = 1;

    for (i = 0; i < t->dimensions; i++) {
        d = first_fastest ? i : t->dimensions - 1 - i;
        t->stride[d] = stride;
        stride *= t->shape[d];
    }
}

bool mc_tensor_is_row_major(const struct mc_tensor *t)
{
    size_t d, stride = 1;

    for (d = t->dimensions; d-- > 0; stride *= t->shape[d])
        if (t->shape[d] != 1 && t->stride[d] != stride)
            return false;
    return true;
}

const uint8_t *mc_tensor_at(const struct mc_tensor *t, size_t index)
{
    size_t d, at = 0;

    for (d = t->dimensions; d-- > 0; index /= t->shape[d])
        at += index % t->shape[d] * t->stride[d];
    return t->data + at * t->dtype->size;
}

static uint64_t pattern(const struct mc_tensor *t, size_t index)
{
    size_t size = t->dtype->size;
    uint64_t value = mc_bytes_little(mc_tensor_at(t, index), size);

    return t->big_endian ? __builtin_bswap64(value) >> (64 - 8 * size) : value;
}

/* NAME, or NAME[i,j] for a slice of a stack: heap. */
static char *slice_name(const struct mc_tensor *t, bool stack, size_t slice)
{
    size_t d, i[MC_TENSOR_DIMENSIONS], length = strlen(t->name);
    char *name = malloc(length + 21 * t->dimensions + 3), *at;

    if (!name)
        return NULL;
    memcpy(name, t->name, length + 1);
    if (!stack)
        return name;
    for (d = t->dimensions - 2; d-- > 0; slice /= t->shape[d])
        i[d] = slice % t->shape[d];
    at = name + length;
    for (d = 0; d < t->dimensions - 2; d++)
        at += sprintf(at, "%c%zu", d ? ',' : '[', i[d]);
    strcpy(at, "]");
    return name;
}

static enum mc_status read_entries(struct mc_matrix *A, const struct mc_tensor *t, size_t first,
                                   struct mc_complaint *why)
{
    const char *fault;
    slong i, j;

    for (i = 0; i < A->rows; i++)
        for (j = 0; j < A->cols; j++) {
            fault = mc_dtype_value(arb_midref(arb_mat_entry(A->dyadic, i, j)), t->dtype,
                                   pattern(t, first + (size_t)(i * A->cols + j)));
            if (fault)
                return mc_complain(why, MC_BAD_INPUT,
                                   "%s: %s at row %ld, column %ld (counted from 1)",
                                   mc_label(A->name).text, fault, i + 1, j + 1);
        }
    return MC_OK;
}

static enum mc_status read_slice(struct mc_reading *r, const struct mc_tensor *t,
                                 const struct layout *l, const char *name, size_t slice,
                                 struct mc_complaint *why)
{
    enum mc_status status;
    struct mc_matrix *A;

    status = mc_reading_reserve_matrix(r, l->rows, l->cols, sizeof(arb_struct), why);
    if (status == MC_OK)
        status = mc_reading_reserve(r, 1, sizeof *A + strlen(name) + 1, why);
    if (status != MC_OK)
        return status;
    A = mc_reading_add(r);
    if (!A)
        return mc_complain(why, MC_NO_RESOURCE, "out of memory");
    mc_matrix_init_dyadic(A, name, (slong)l->rows, (slong)l->cols);
    if (!A->name)
        return mc_complain(why, MC_NO_RESOURCE, "out of memory");
    return read_entries(A, t, slice * l->rows * l->cols, why);
}

enum mc_status mc_tensor_read(struct mc_reading *r, const struct mc_tensor *t,
                              struct mc_complaint *why)
{
    bool all = mc_reading_wants(r, t->name);
    enum mc_status status;
    struct layout l;
    size_t slice;
    char *name;

    status = arrange(&l, t, r, why);
    for (slice = 0; status == MC_OK && slice < l.slices; slice++) {
        name = slice_name(t, is_stack(t, &r->options), slice);
        if (!name)
            return mc_complain(why, MC_NO_RESOURCE, "out of memory");
        if (all || mc_reading_wants(r, name))
            status = read_slice(r, t, &l, name, slice, why);
        free(name);
    }
    return status;
}
