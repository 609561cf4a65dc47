// SPDX-License-Identifier: Apache-2.0
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit/checkpoint.h"
#include "file/format.h"
#include "file/read.h"

enum { PANEL = 256, LANCZOS = 194 };

/* The Gram matrix of the smaller side, a panel as it lies in the file and in doubles, Lanczos
 * vectors. */
static size_t memory_of(slong m, slong n, size_t size)
{
    size_t k = (size_t)FLINT_MIN(m, n), l = (size_t)FLINT_MAX(m, n),
           panel = FLINT_MIN(l, PANEL);

    return k * panel * size + sizeof(double) * (k * k + k * (panel + LANCZOS) + l);
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

static enum mc_status add_tensor(struct mc_checkpoint *c, const struct mc_member *member,
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
        entry->weight.memory = memory_of(entry->weight.rows, entry->weight.cols,
                                         t->dtype->size);
        if (!row_major)
            entry->weight.memory += rows * cols * t->dtype->size;
        entry->weight.digits = t->dtype->fraction_bits + 1;
        entry->weight.tiny = 2 - (WORD(1) << (t->dtype->exponent_bits - 1));
    }
    return MC_OK;
}

/* What has an unknown type is one, to be named: nobody said that it holds no weights. */
static bool is_weight(const struct mc_tensor *t)
{
    return t->dimensions >= 2 &&
           (!t->dtype || t->dtype->kind == MC_FLOAT ||
            t->dtype->kind == MC_FLOAT_NO_INFINITY);
}

static enum mc_status open_mapped(struct mc_checkpoint *c, const struct mc_format *format,
                                  struct mc_reading *r, struct mc_complaint *why)
{
    enum mc_status status = mc_bytes_map(&c->bytes, r->path, why);
    char *stem = mc_read_stem(r->path, format);

    r->bytes = c->bytes;
    r->stem = stem;
    if (!stem)
        return mc_complain(why, MC_NO_RESOURCE, "out of memory");
    if (status == MC_OK)
        status = format->open(&c->tensors, r, why);
    for (size_t i = 0; i < c->tensors.count && status == MC_OK; i++)
        if (is_weight(&c->tensors.items[i].tensor))
            status = add_tensor(c, &c->tensors.items[i], r, why);
    free(stem);
    return status;
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

/* Files of text and of numpy are taken as doubles. */
static enum mc_status open_read(struct mc_checkpoint *c, const char *path,
                                const struct mc_read_options *options, struct mc_complaint *why)
{
    enum mc_status status = mc_read_matrices(&c->list, path, options, why);
    struct entry *entry;

    for (size_t i = 0; i < c->list.count && status == MC_OK; i++) {
        const struct mc_matrix *A = &c->list.items[i];

        if (!A->rows || !A->cols)
            continue;
        entry = add(c, A->name ? A->name : "", (size_t)A->rows, (size_t)A->cols);
        if (!entry)
            return mc_complain(why, MC_NO_RESOURCE, "out of memory");
        entry->matrix = A;
        entry->weight.memory = memory_of(A->rows, A->cols, sizeof(double)) +
                               sizeof(double) * (size_t)A->rows * (size_t)A->cols;
        coarsest_format(&entry->weight, A);
    }
    return status;
}

static enum mc_status open_any(struct mc_checkpoint *c, const char *path, char *copy,
                               const struct mc_read_options *options, struct mc_complaint *why)
{
    struct mc_reading r = {.path = copy};
    enum mc_status status = mc_read_split(copy, &r.wanted, why);
    const struct mc_format *format = status == MC_OK ? mc_format_of(copy, why) : NULL;

    if (!format)
        return MC_BAD_INPUT;
    if (options)
        r.options = *options;
    status = format->open ? open_mapped(c, format, &r, why) : open_read(c, path, options, why);
    if (status == MC_OK && !c->count)
        status = mc_complain(why, MC_BAD_INPUT, "there are no matrices of floats in it");
    return status;
}

enum mc_status mc_checkpoint_open(struct mc_checkpoint **out, const char *path,
                                  const struct mc_read_options *options,
                                  struct mc_complaint *why)
{
    struct mc_checkpoint *c = calloc(1, sizeof *c);
    char *copy = strdup(path);
    enum mc_status status = MC_NO_RESOURCE;

    *out = NULL;
    if (c && copy)
        status = open_any(c, path, copy, options, why);
    free(copy);
    if (status == MC_OK)
        *out = c;
    else
        mc_checkpoint_close(c);
    return status;
}

void mc_checkpoint_close(struct mc_checkpoint *c)
{
    if (!c)
        return;
    for (size_t i = 0; i < c->count; i++)
        free((char *)(uintptr_t)c->entries[i].weight.name);
    free(c->entries);
    mc_matrix_list_clear(&c->list);
    mc_container_close(&c->tensors);
    mc_bytes_unmap(&c->bytes);
    free(c);
}

size_t mc_checkpoint_count(const struct mc_checkpoint *c)
{
    return c->count;
}

const struct mc_weight *mc_checkpoint_weight(const struct mc_checkpoint *c, size_t i)
{
    return i < c->count ? &c->entries[i].weight : NULL;
}

const char *mc_checkpoint_says(const struct mc_checkpoint *c, const char *key)
{
    return json_string_value(json_object_get(c->tensors.says, key));
}
