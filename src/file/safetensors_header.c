// SPDX-License-Identifier: Apache-2.0
#include <stdlib.h>
#include <string.h>

#include "file/safetensors.h"

/* A tensor, and where in the data and in the header it stands. */
struct described {
    struct mc_member member;
    size_t begin, end, order;
};

enum { LENGTH_SIZE = 8, MOST_HEADER = 100000000 };

static enum mc_status parse_json(json_t **header, size_t *length, const struct mc_bytes *bytes,
                                 struct mc_complaint *why)
{
    json_error_t error;
    uint64_t claimed;

    if (bytes->size < LENGTH_SIZE)
        return mc_complain(why, MC_BAD_INPUT, "is cut short: %zu bytes", bytes->size);
    claimed = mc_bytes_little(bytes->at, LENGTH_SIZE);
    if (claimed > MOST_HEADER || claimed > bytes->size - LENGTH_SIZE)
        return mc_complain(why, MC_BAD_INPUT,
                           "is cut short, or no .safetensors file: the header claims %llu "
                           "bytes, the file has %zu",
                           (unsigned long long)claimed, bytes->size);
    *length = claimed;
    *header = json_loadb((const char *)bytes->at + LENGTH_SIZE, claimed, JSON_REJECT_DUPLICATES,
                         &error);
    if (!*header && json_error_code(&error) == json_error_out_of_memory)
        return mc_complain(why, MC_NO_RESOURCE, "out of memory");
    if (!*header && json_error_code(&error) == json_error_duplicate_key)
        return mc_complain(why, MC_BAD_INPUT, "a name stands in the header twice");
    if (!json_is_object(*header) || bytes->at[LENGTH_SIZE] != '{')
        return mc_complain(why, MC_BAD_INPUT, "the header is not the JSON object it must be");
    return MC_OK;
}

static bool set_size(size_t *out, const json_t *value)
{
    if (!json_is_integer(value) || json_integer_value(value) < 0)
        return false;
    *out = (size_t)json_integer_value(value);
    return true;
}

static bool set_fields(struct described *s, const json_t *value)
{
    const json_t *shape = json_object_get(value, "shape"),
                 *range = json_object_get(value, "data_offsets");
    const char *dtype = json_string_value(json_object_get(value, "dtype"));
    struct mc_tensor *t = &s->member.tensor;
    size_t i;

    if (!dtype || !json_is_array(shape) || json_array_size(range) != 2 ||
        json_array_size(shape) > MC_TENSOR_DIMENSIONS)
        return false;
    s->member.dtype_name = dtype;
    t->dtype = mc_dtype_by_name(dtype);
    t->dimensions = json_array_size(shape);
    for (i = 0; i < t->dimensions; i++)
        if (!set_size(&t->shape[i], json_array_get(shape, i)))
            return false;
    mc_tensor_set_strides(t, false);
    return set_size(&s->begin, json_array_get(range, 0)) &&
           set_size(&s->end, json_array_get(range, 1));
}

/* One tensor's description, checked but for its place among the others. */
static enum mc_status describe(struct described *s, const char *name, const json_t *value,
                               const struct mc_bytes *data, struct mc_complaint *why)
{
    struct mc_tensor *t = &s->member.tensor;
    enum mc_status status;
    size_t elements;

    t->name = name;
    if (!set_fields(s, value))
        return mc_complain(why, MC_BAD_INPUT,
                           "%s: its dtype, shape or data_offsets are not as they must be",
                           mc_label(name).text);
    if (s->begin > s->end || s->end > data->size)
        return mc_complain(why, MC_BAD_INPUT,
                           "%s: bytes %zu to %zu do not lie within the %zu bytes of data",
                           mc_label(name).text, s->begin, s->end, data->size);
    t->data = data->at + s->begin;
    status = mc_tensor_elements(&elements, t, why);
    if (status == MC_OK && t->dtype && elements * t->dtype->size != s->end - s->begin)
        return mc_complain(why, MC_BAD_INPUT, "%s: %zu elements of %s are not %zu bytes",
                           mc_label(name).text, elements, s->member.dtype_name,
                           s->end - s->begin);
    return status;
}

static int by_place(const void *a, const void *b)
{
    const struct described *x = a, *y = b;

    if (x->begin != y->begin)
        return x->begin < y->begin ? -1 : 1;
    if (x->end != y->end)
        return x->end < y->end ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

/* Sorted by place, each must begin where the one before it ends. */
static enum mc_status check_cover(struct described *items, size_t count, size_t size,
                                  struct mc_complaint *why)
{
    size_t i, covered = 0;

    qsort(items, count, sizeof *items, by_place);
    for (i = 0; i < count; i++) {
        if (items[i].begin != covered)
            return mc_complain(why, MC_BAD_INPUT, "%s: its bytes begin at %zu, %s byte %zu",
                               mc_label(items[i].member.tensor.name).text, items[i].begin,
                               items[i].begin < covered ? "but others reach to"
                                                        : "after a hole from",
                               covered);
        covered = items[i].end;
    }
    if (covered != size)
        return mc_complain(why, MC_BAD_INPUT, "%zu bytes at the end belong to no tensor",
                           size - covered);
    return MC_OK;
}

static enum mc_status describe_all(struct described *items, size_t *count, json_t *header,
                                   const struct mc_bytes *data, struct mc_complaint *why)
{
    enum mc_status status = MC_OK;
    const char *name;
    json_t *value;

    json_object_foreach(header, name, value)
    {
        if (!strcmp(name, "__metadata__"))
            continue;
        items[*count].order = *count;
        status = describe(&items[*count], name, value, data, why);
        if (status != MC_OK)
            return status;
        ++*count;
    }
    return check_cover(items, *count, data->size, why);
}

static enum mc_status fill(struct mc_container *file, const struct mc_bytes *data,
                           struct mc_complaint *why)
{
    size_t most = json_object_size(file->inside) + 1, count = 0, i;
    struct described *items = calloc(most, sizeof *items);
    enum mc_status status;

    file->items = calloc(most, sizeof *file->items);
    if (items && file->items)
        status = describe_all(items, &count, file->inside, data, why);
    else
        status = mc_complain(why, MC_NO_RESOURCE, "out of memory");
    for (i = 0; i < count && status == MC_OK; i++)
        file->items[file->count++] = items[i].member;
    free(items);
    return status;
}

static void close_header(void *header)
{
    json_decref(header);
}

enum mc_status mc_safetensors_open(struct mc_container *file, const struct mc_reading *r,
                                   struct mc_complaint *why)
{
    const struct mc_bytes *bytes = &r->bytes;
    enum mc_status status;
    struct mc_bytes data;
    json_t *header = NULL;
    size_t length = 0;

    status = parse_json(&header, &length, bytes, why);
    *file = (struct mc_container){.inside = header, .close = close_header};
    if (status == MC_OK) {
        file->says = json_incref(json_object_get(header, "__metadata__"));
        data.at = bytes->at + LENGTH_SIZE + length;
        data.size = bytes->size - LENGTH_SIZE - length;
        status = fill(file, &data, why);
    }
    if (status != MC_OK)
        mc_container_close(file);
    return status;
}
