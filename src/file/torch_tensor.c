// SPDX-License-Identifier: Apache-2.0
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "file/torch.h"

/* Tied weights share their bytes; a file whose tensors claim this many times its size is none
 * that anybody trained. */
enum { MOST_SHARING = 16, KEY_LENGTH = 64 };

/* The storage that a tensor lies in. */
struct storage {
    const char *dtype;                    /* NULL: untyped, counted in bytes                  */
    size_t count;                         /* of its elements                                  */
    const struct mc_zip_member *member;
    struct mc_bytes data;
};

static enum mc_status contradicts(struct mc_complaint *why, const char *name, const char *what)
{
    return mc_complain(why, MC_BAD_INPUT, "%s: its %s are not as they must be",
                       mc_label(name).text, what);
}

static bool is_size(const struct mc_pickle_value *value)
{
    return value && value->kind == MC_PICKLE_INTEGER && value->integer >= 0;
}

/* Persistent id: ('storage', class, key, location, count). */
static enum mc_status find_storage(struct storage *s, const struct torch_file *file,
                                   const struct mc_pickle_value *id, const char *name,
                                   struct mc_complaint *why)
{
    const struct mc_pickle *p = &file->pickle;
    const struct mc_pickle_value *tuple = id ? mc_pickle_item(p, id, 0) : NULL, *class, *key,
                                 *count;
    char path[512];

    if (!id || id->kind != MC_PICKLE_STORED || tuple->kind != MC_PICKLE_TUPLE ||
        tuple->count < 5)
        return contradicts(why, name, "storage");
    class = mc_pickle_item(p, tuple, 1);
    key = mc_pickle_item(p, tuple, 2);
    count = mc_pickle_item(p, tuple, 4);
    if (class->kind != MC_PICKLE_GLOBAL || key->kind != MC_PICKLE_TEXT || !is_size(count) ||
        torch_role_of(class->text, &s->dtype) != TORCH_STORAGE || strlen(key->text) > KEY_LENGTH)
        return contradicts(why, name, "storage");
    s->count = (size_t)count->integer;
    snprintf(path, sizeof path, "%sdata/%s", file->prefix, key->text);
    s->member = mc_zip_find(&file->zip, path);
    if (!s->member || s->member->method || s->member->flags & 1 ||
        s->member->size != s->member->packed)
        return mc_complain(why, MC_BAD_INPUT, "%s: its bytes %s are missing, or compressed",
                           mc_label(name).text, mc_label(path).text);
    return mc_zip_packed(&s->data, s->member, &file->bytes, why);
}

static bool set_shape(struct mc_tensor *t, const struct mc_pickle *p,
                      const struct mc_pickle_value *size, const struct mc_pickle_value *stride)
{
    size_t d;

    if (!size || !stride || size->kind != MC_PICKLE_TUPLE || stride->kind != MC_PICKLE_TUPLE ||
        size->count != stride->count || size->count > MC_TENSOR_DIMENSIONS)
        return false;
    t->dimensions = size->count;
    for (d = 0; d < t->dimensions; d++) {
        const struct mc_pickle_value *n = mc_pickle_item(p, size, d),
                                     *step = mc_pickle_item(p, stride, d);

        if (!is_size(n) || !is_size(step))
            return false;
        t->shape[d] = (size_t)n->integer;
        t->stride[d] = (size_t)step->integer;
    }
    return true;
}

/* Do all elements lie within `count` of them from `offset` on? */
static bool within(const struct mc_tensor *t, size_t offset, size_t elements, size_t count)
{
    size_t d, last = offset, reach;

    if (!elements)
        return offset <= count;
    for (d = 0; d < t->dimensions; d++)
        if (__builtin_mul_overflow(t->shape[d] - 1, t->stride[d], &reach) ||
            __builtin_add_overflow(last, reach, &last))
            return false;
    return last < count && elements <= count;
}

/* data, from a storage whose bytes and claims must agree. */
static enum mc_status place(struct mc_tensor *t, struct torch_file *file,
                            const struct storage *s, size_t offset, struct mc_complaint *why)
{
    size_t elements, size = t->dtype->size, bytes;
    enum mc_status status = mc_tensor_elements(&elements, t, why);

    if (status != MC_OK)
        return status;
    if (__builtin_mul_overflow(s->count, s->dtype ? size : 1, &bytes) || bytes != s->data.size)
        return mc_complain(why, MC_BAD_INPUT, "%s: its storage claims %zu elements, not %zu "
                           "bytes", mc_label(t->name).text, s->count, s->data.size);
    if (!within(t, offset, elements, s->data.size / size))
        return mc_complain(why, MC_BAD_INPUT, "%s: its elements do not lie, each once, within "
                           "its storage", mc_label(t->name).text);
    file->claimed += elements * size;
    if (file->claimed / MOST_SHARING > file->bytes.size)
        return mc_complain(why, MC_BAD_INPUT, "%s: the tensors so far claim %d times the file",
                           mc_label(t->name).text, MOST_SHARING);
    t->data = s->data.at + offset * size;
    return MC_OK;
}

static enum mc_status grow(struct mc_container *c, struct torch_file *file)
{
    size_t more = file->capacity ? 2 * file->capacity : 16;
    struct mc_member *items;
    char **names;

    if (c->count < file->capacity)
        return MC_OK;
    items = reallocarray(c->items, more, sizeof *items);
    if (items)
        c->items = items;
    names = reallocarray(file->names, more, sizeof *names);
    if (names)
        file->names = names;
    if (!items || !names)
        return MC_NO_RESOURCE;
    file->capacity = more;
    return MC_OK;
}

/* The tensor without its name, which the caller owns until it is one of the container's. */
static enum mc_status rebuild(struct mc_member *m, struct torch_file *file,
                              const struct mc_pickle_value *call, struct mc_complaint *why)
{
    const struct mc_pickle *p = &file->pickle;
    const struct mc_pickle_value *arguments = mc_pickle_item(p, call, 1),
                                 *offset = mc_pickle_item(p, arguments, 1),
                                 *typed = mc_pickle_item(p, arguments, 6);
    bool has_type = !strcmp(mc_pickle_item(p, call, 0)->text,
                            "torch._utils._rebuild_tensor_v3");
    struct storage s = {0};
    enum mc_status status = find_storage(&s, file, mc_pickle_item(p, arguments, 0),
                                         m->tensor.name, why);

    if (status != MC_OK)
        return status;
    m->dtype_name = s.dtype;
    if (has_type && typed && typed->kind == MC_PICKLE_GLOBAL)
        (void)torch_role_of(typed->text, &m->dtype_name);
    if (!is_size(offset) || !m->dtype_name || has_type != !s.dtype ||
        !set_shape(&m->tensor, p, mc_pickle_item(p, arguments, 2),
                   mc_pickle_item(p, arguments, 3)))
        return contradicts(why, m->tensor.name, "shape or type");
    m->tensor.dtype = mc_dtype_by_name(m->dtype_name);
    m->place = s.member;
    return m->tensor.dtype ? place(&m->tensor, file, &s, (size_t)offset->integer, why) : MC_OK;
}

enum mc_status torch_add_tensor(struct mc_container *c, struct torch_file *file,
                                const struct mc_pickle_value *call, const char *name,
                                struct mc_complaint *why)
{
    struct mc_member m = {.tensor = {.name = name}};
    enum mc_status status = grow(c, file);
    char *owned;

    if (status == MC_OK)
        status = rebuild(&m, file, call, why);
    else
        return mc_complain(why, status, "out of memory");
    if (status != MC_OK)
        return status;
    owned = strdup(name);
    if (!owned)
        return mc_complain(why, MC_NO_RESOURCE, "out of memory");
    m.tensor.name = file->names[file->name_count++] = owned;
    c->items[c->count++] = m;
    return MC_OK;
}
