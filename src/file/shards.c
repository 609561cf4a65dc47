// SPDX-License-Identifier: Apache-2.0
/*
 * A checkpoint in several files: NAME.index.json says which tensor lies in which file beside it,
 *   {"metadata": {...}, "weight_map": {"model.layers.0.weight": "model-00001-of-00002.safetensors"}}
 * Source: Hugging Face transformers, the index that save_pretrained writes.
 */
#include <stdlib.h>
#include <string.h>

#include "file/format.h"

/* One of the files. */
struct part {
    char *path;
    const char *name;            /* as the index says: the end of path                       */
    struct mc_bytes bytes;
    struct mc_container container;
};

/* Where a tensor comes from. */
struct origin {
    const struct part *part;
    const struct mc_member *member;
};

struct shards {
    json_t *index;
    struct part *parts;
    size_t count;
    struct origin *origins;
};

static void close_shards(void *inside)
{
    struct shards *s = inside;
    size_t i;

    for (i = 0; i < s->count; i++) {
        mc_container_close(&s->parts[i].container);
        mc_bytes_unmap(&s->parts[i].bytes);
        free(s->parts[i].path);
    }
    free(s->parts);
    free(s->origins);
    json_decref(s->index);
    free(s);
}

static enum mc_status check(void *inside, const struct mc_member *m, struct mc_complaint *why)
{
    const struct origin *origin = m->place;
    const struct mc_container *c = &origin->part->container;

    (void)inside;
    return c->check ? c->check(c->inside, origin->member, why) : MC_OK;
}

/* The file of that name in the index's folder: a plain name, so that nothing else is reached. */
static enum mc_status open_part(struct part *part, const char *index_path, const char *name,
                                struct mc_complaint *why)
{
    const char *slash = strrchr(index_path, '/');
    size_t folder = slash ? (size_t)(slash + 1 - index_path) : 0;
    const struct mc_format *format = mc_format_of(name, NULL);
    struct mc_complaint bare = {{0}};
    struct mc_reading r = {.stem = name};
    enum mc_status status;

    if (strchr(name, '/') || !format || !format->open || format == &mc_format_shards)
        return mc_complain(why, MC_BAD_INPUT, "%s: is no file of tensors beside the index",
                           mc_label(name).text);
    part->path = malloc(folder + strlen(name) + 1);
    if (!part->path)
        return mc_complain(why, MC_NO_RESOURCE, "out of memory");
    memcpy(part->path, index_path, folder);
    part->name = strcpy(part->path + folder, name);
    status = mc_bytes_map(&part->bytes, part->path, &bare);
    r.bytes = part->bytes;
    r.path = part->path;
    if (status == MC_OK)
        status = format->open(&part->container, &r, &bare);
    return status == MC_OK ? MC_OK
                           : mc_complain(why, status, "%s: %.170s", mc_label(name).text,
                                         bare.text);
}

static bool is_open(const struct shards *s, const char *name)
{
    size_t i = s->count;

    while (i-- > 0)
        if (!strcmp(s->parts[i].name, name))
            return true;
    return false;
}

static enum mc_status open_parts(struct shards *s, const json_t *map, const char *path,
                                 struct mc_complaint *why)
{
    enum mc_status status = MC_OK;
    const char *name, *file;
    struct part *more;
    json_t *value;

    json_object_foreach((json_t *)(uintptr_t)map, name, value)
    {
        file = json_string_value(value);
        if (!file)
            return mc_complain(why, MC_BAD_INPUT, "%s: the index names no file for it",
                               mc_label(name).text);
        if (is_open(s, file))
            continue;
        more = reallocarray(s->parts, s->count + 1, sizeof *more);
        if (!more)
            return mc_complain(why, MC_NO_RESOURCE, "out of memory");
        s->parts = more;
        s->parts[s->count] = (struct part){0};
        status = open_part(&s->parts[s->count++], path, file, why);
        if (status != MC_OK)
            return status;
    }
    return status;
}

/* Every tensor of every file must be the index's, and every one of the index be there. */
static enum mc_status gather(struct mc_container *c, struct shards *s, const json_t *map,
                             struct mc_complaint *why)
{
    size_t most = json_object_size(map), i, j;

    c->items = calloc(most + 1, sizeof *c->items);
    s->origins = calloc(most + 1, sizeof *s->origins);
    if (!c->items || !s->origins)
        return mc_complain(why, MC_NO_RESOURCE, "out of memory");
    for (i = 0; i < s->count; i++)
        for (j = 0; j < s->parts[i].container.count; j++) {
            const struct mc_member *m = &s->parts[i].container.items[j];
            const char *file = json_string_value(json_object_get(map, m->tensor.name));

            if (!file || strcmp(file, s->parts[i].name) || c->count == most)
                return mc_complain(why, MC_BAD_INPUT, "%s: lies in %s, but not by the index",
                                   mc_label(m->tensor.name).text,
                                   mc_label(s->parts[i].name).text);
            s->origins[c->count] = (struct origin){&s->parts[i], m};
            c->items[c->count] = *m;
            c->items[c->count].file = s->parts[i].path;
            c->items[c->count].place = &s->origins[c->count];
            c->count++;
        }
    if (c->count < most)
        return mc_complain(why, MC_BAD_INPUT, "%zu tensors of the index are not in its files",
                           most - c->count);
    return MC_OK;
}

static enum mc_status open_index(struct mc_container *c, struct shards *s,
                                 const struct mc_reading *r, struct mc_complaint *why)
{
    enum mc_status status;
    const json_t *map;

    if (!r->path)
        return mc_complain(why, MC_BAD_INPUT, "an index without a folder has no files");
    s->index = json_loadb((const char *)r->bytes.at, r->bytes.size, JSON_REJECT_DUPLICATES,
                          NULL);
    map = json_object_get(s->index, "weight_map");
    if (!json_is_object(map))
        return mc_complain(why, MC_BAD_INPUT, "is no index: JSON with a weight_map, please");
    status = open_parts(s, map, r->path, why);
    c->says = json_incref(json_object_get(s->index, "metadata"));
    return status == MC_OK ? gather(c, s, map, why) : status;
}

static enum mc_status open_shards(struct mc_container *c, const struct mc_reading *r,
                                  struct mc_complaint *why)
{
    struct shards *s = calloc(1, sizeof *s);
    enum mc_status status;

    *c = (struct mc_container){.inside = s};
    if (!s)
        return mc_complain(why, MC_NO_RESOURCE, "out of memory");
    c->close = close_shards;
    c->check = check;
    status = open_index(c, s, r, why);
    if (status != MC_OK)
        mc_container_close(c);
    return status;
}

const struct mc_format mc_format_shards = {".index.json", .open = open_shards};
