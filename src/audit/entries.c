// SPDX-License-Identifier: Apache-2.0
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit/checkpoint.h"

enum { LANCZOS = 194 };

/* `size` bytes an entry; `copied` of them, or none, in memory. */
static void set_memory(struct mc_weight *w, size_t size, size_t copied)
{
    size_t m = (size_t)w->rows, n = (size_t)w->cols, least = m < n ? m : n;

    w->bytes = m * n * size;
    w->memory = m * n * copied + source_bytes(w->rows, w->cols) +
                sizeof(double) * least * FLINT_MIN(least, LANCZOS);
    /* The doubles, their scaled copy, U, one more, V, V^T V; dgesdd works in 4 squares. */
    w->values_memory = m * n * copied + sizeof(double) * (4 * m * n + 6 * least * least);
}

static struct entry *add(struct mc_checkpoint *c, const char *name, size_t rows, size_t cols)
{
    size_t capacity = c->capacity ? 2 * c->capacity : 16;
    struct entry *entries;

    if (c->count == c->capacity) {
        entries = reallocarray(c->entries, capacity, sizeof *entries);
        if (!entries)
            return NULL;
        c->entries = entries;
        c->capacity = capacity;
    }
    c->entries[c->count] = (struct entry){.weight = {.name = strdup(name), .rows = (slong)rows,
                                                     .cols = (slong)cols}};
    return c->entries[c->count].weight.name ? &c->entries[c->count++] : NULL;
}

/* NAME, or NAME[i,j] of a stack. */
static void name_slice(char *out, size_t size, const struct mc_tensor *t, size_t leading,
                       size_t slice)
{
    size_t used = (size_t)snprintf(out, size, "%s%s", t->name, leading ? "[" : ""), d, stride;

    for (d = 0; d < leading && used < size; d++) {
        stride = 1;
        for (size_t e = d + 1; e < leading; e++)
            stride *= t->shape[e];
        used += (size_t)snprintf(out + used, size - used, "%zu%s", slice / stride % t->shape[d],
                                 d + 1 < leading ? "," : "]");
    }
}

enum mc_status checkpoint_add_tensor(struct mc_checkpoint *c, const struct mc_member *member,
                                 const struct mc_reading *r, struct mc_complaint *why)
{
    const struct mc_tensor *t = &member->tensor;
    bool row_major = mc_tensor_is_row_major(t);
    size_t leading = t->dimensions > 2 && !r->options.flatten ? t->dimensions - 2 : 0;
    size_t rows = t->shape[leading], cols = 1, slices = 1, i;
    char name[512];
    struct entry *entry;

    for (i = 0; i < leading; i++)
        slices *= t->shape[i];
    for (i = leading + 1; i < t->dimensions; i++)
        cols *= t->shape[i];
    for (i = 0; i < slices && rows && cols; i++) {
        name_slice(name, sizeof name, t, leading, i);
        if (!mc_reading_wants(r, t->name) && !mc_reading_wants(r, name))
            continue;
        entry = add(c, name, rows, cols);
        if (!entry)
            return mc_complain(why, MC_NO_RESOURCE, "out of memory");
        entry->member = member;
        entry->weight.file = member->file;
        entry->dtype = t->dtype;
        entry->first = i * rows * cols;
        if (!t->dtype)
            continue;
        entry->data = row_major ? t->data + entry->first * t->dtype->size : NULL;
        set_memory(&entry->weight, t->dtype->size, row_major ? 0 : t->dtype->size);
        entry->weight.digits = t->dtype->fraction_bits + 1;
        entry->weight.tiny = 2 - (WORD(1) << (t->dtype->exponent_bits - 1));
    }
    return MC_OK;
}

/* The coarsest float format that holds every entry, whatever the file calls it: the allowance
 * for rounding may be too wide then, never too narrow.  Rationals that are no floats count as
 * fp32. */
static void coarsest_format(struct mc_weight *weight, const struct mc_matrix *A)
{
    slong bits = 0, i, j;

    for (i = 0; A->kind == MC_DYADIC && i < A->rows; i++)
        for (j = 0; j < A->cols; j++)
            bits = FLINT_MAX(bits, arf_bits(arb_midref(arb_mat_entry(A->dyadic, i, j))));
    if (A->kind != MC_DYADIC)
        bits = 24;
    weight->digits = bits <= 8 ? 8 : bits <= 11 ? 11 : 24;
    weight->tiny = bits <= 11 ? -14 : -126;
}

enum mc_status checkpoint_add_matrix(struct mc_checkpoint *c, const struct mc_matrix *A,
                                     struct mc_complaint *why)
{
    struct entry *entry;

    if (!A->rows || !A->cols)
        return MC_OK;
    entry = add(c, A->name ? A->name : "", (size_t)A->rows, (size_t)A->cols);
    if (!entry)
        return mc_complain(why, MC_NO_RESOURCE, "out of memory");
    entry->matrix = A;
    set_memory(&entry->weight, sizeof(double), sizeof(double));
    coarsest_format(&entry->weight, A);
    return MC_OK;
}
