// SPDX-License-Identifier: Apache-2.0
#include <stdlib.h>
#include <string.h>

#include "audit/checkpoint.h"
#include "file/format.h"
#include "file/read.h"

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
            status = checkpoint_add_tensor(c, &c->tensors.items[i], r, why);
    free(stem);
    return status;
}

/* Files of text and of numpy are taken as doubles. */
static enum mc_status open_read(struct mc_checkpoint *c, const char *path,
                                const struct mc_read_options *options, struct mc_complaint *why)
{
    enum mc_status status = mc_read_matrices(&c->list, path, options, why);

    for (size_t i = 0; i < c->list.count && status == MC_OK; i++)
        status = checkpoint_add_matrix(c, &c->list.items[i], why);
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
