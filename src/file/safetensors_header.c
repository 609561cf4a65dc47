// SPDX-License-Identifier: Apache-2.0
#include <stdlib.h>
#include <string.h>

#include "file/safetensors.h"

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

static bool set_fields(struct mc_safetensor *s, const json_t *value)
{
    const json_t *shape = json_object_get(value, "shape"),
                 *range = json_object_get(value, "data_offsets");
    size_t i;

    s->dtype_name = json_string_value(json_object_get(value, "dtype"));
    if (!s->dtype_name || !json_is_array(shape) || json_array_size(range) != 2 ||
        json_array_size(shape) > MC_TENSOR_DIMENSIONS)
        return false;
    s->tensor.dimensions = json_array_size(shape);
    for (i = 0; i < s->tensor.dimensions; i++)
        if (!set_size(&s->tensor.shape[i], json_array_get(shape, i)))
            return false;
    return set_size(&s->begin, json_array_get(range, 0)) &&
           set_size(&s->end, json_array_get(range, 1));
}

/* One tensor's description, checked but for its place among the others. */
static enum mc_status describe(struct mc_safetensor *s, const char *name, const json_t *value,
                               const struct mc_bytes *data, struct mc_complaint *why)
{
    enum mc_status status;
    size_t elements;

    s->tensor.name = name;
    if (!set_fields(s, value))
        return mc_complain(why, MC_BAD_INPUT,
                           "%s: its dtype, shape or data_offsets are not as they must be",
                           mc_label(name).text);
    if (s->begin > s->end || s->end > data->size)
        return mc_complain(why, MC_BAD_INPUT,
                           "%s: bytes %zu to %zu do not lie within the %zu bytes of data",
                           mc_label(name).text, s->begin, s->end, data->size);
    s->tensor.dtype = mc_dtype_by_name(s->dtype_name);
    s->tensor.data = data->at + s->begin;
    status = mc_tensor_elements(&elements, &s->tensor, why);
    if (status == MC_OK && s->tensor.dtype &&
        elements * s->tensor.dtype->size != s->end - s->begin)
        return mc_complain(why, MC_BAD_INPUT, "%s: %zu elements of %s are not %zu bytes",
                           mc_label(name).text, elements, s->dtype_name, s->end - s->begin);
    return status;
}

static int by_place(const void *a, const void *b)
{
    const struct mc_safetensor *x = a, *y = b;

    if (x->begin != y->begin)
        return x->begin < y->begin ? -1 : 1;
    if (x->end != y->end)
        return x->end < y->end ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

/* Sorted by place, each must begin where the one before it ends. */
static enum mc_status check_cover(struct mc_safetensors *file, size_t size,
                                  struct mc_complaint *why)
{
    size_t i, covered = 0;

    qsort(file->items, file->count, sizeof *file->items, by_place);
    for (i = 0; i < file->count; i++) {
        if (file->items[i].begin != covered)
            return mc_complain(why, MC_BAD_INPUT, "%s: its bytes begin at %zu, %s byte %zu",
                               mc_label(file->items[i].tensor.name).text, file->items[i].begin,
                               file->items[i].begin < covered ? "but others reach to"
                                                              : "after a hole from",
                               covered);
        covered = file->items[i].end;
    }
    if (covered != size)
        return mc_complain(why, MC_BAD_INPUT, "%zu bytes at the end belong to no tensor",
                           size - covered);
    return MC_OK;
}

static enum mc_status describe_all(struct mc_safetensors *file, const struct mc_bytes *data,
                                   struct mc_complaint *why)
{
    enum mc_status status = MC_OK;
    const char *name;
    json_t *value;

    file->items = calloc(json_object_size(file->header) + 1, sizeof *file->items);
    if (!file->items)
        return mc_complain(why, MC_NO_RESOURCE, "out of memory");
    json_object_foreach(file->header, name, value)
    {
        if (!strcmp(name, "__metadata__"))
            continue;
        file->items[file->count].order = file->count;
        status = describe(&file->items[file->count], name, value, data, why);
        if (status != MC_OK)
            return status;
        file->count++;
    }
    return check_cover(file, data->size, why);
}

enum mc_status mc_safetensors_open(struct mc_safetensors *file, const struct mc_bytes *bytes,
                                   struct mc_complaint *why)
{
    enum mc_status status;
    struct mc_bytes data;
    size_t length = 0;

    *file = (struct mc_safetensors){0};
    status = parse_json(&file->header, &length, bytes, why);
    if (status == MC_OK) {
        data.at = bytes->at + LENGTH_SIZE + length;
        data.size = bytes->size - LENGTH_SIZE - length;
        status = describe_all(file, &data, why);
    }
    if (status != MC_OK)
        mc_safetensors_close(file);
    return status;
}

void mc_safetensors_close(struct mc_safetensors *file)
{
    json_decref(file->header);
    free(file->items);
    *file = (struct mc_safetensors){0};
}
