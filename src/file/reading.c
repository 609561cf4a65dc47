// SPDX-License-Identifier: Apache-2.0
#include <stdlib.h>
#include <string.h>

#include "file/reading.h"

bool mc_reading_wants(const struct mc_reading *r, const char *name)
{
    size_t length;

    if (!r->wanted || !strcmp(r->wanted, name))
        return true;
    length = strlen(r->wanted);
    return length && r->wanted[length - 1] == '*' && !strncmp(r->wanted, name, length - 1);
}

bool mc_reading_may_want(const struct mc_reading *r, const char *name)
{
    size_t length = strlen(name);

    return mc_reading_wants(r, name) ||
           (!strncmp(r->wanted, name, length) && r->wanted[length] == '[');
}

enum mc_status mc_reading_reserve(struct mc_reading *r, size_t count, size_t each,
                                  struct mc_complaint *why)
{
    size_t bytes;

    if (__builtin_mul_overflow(count, each, &bytes) || bytes > r->memory)
        return mc_complain(why, MC_NO_RESOURCE,
                           "needs more memory than there is (%zu x %zu bytes)", count, each);
    r->memory -= bytes;
    return MC_OK;
}

enum mc_status mc_reading_reserve_matrix(struct mc_reading *r, size_t rows, size_t cols,
                                         size_t entry, struct mc_complaint *why)
{
    enum mc_status status;
    size_t row;

    status = mc_reading_reserve(r, rows, sizeof(void *), why);
    if (status == MC_OK)
        status = mc_reading_reserve(r, cols, sizeof(void *), why);
    if (status != MC_OK)
        return status;
    if (__builtin_mul_overflow(cols, entry, &row))
        return mc_complain(why, MC_NO_RESOURCE, "needs more memory than there is");
    return mc_reading_reserve(r, rows, row, why);
}

struct mc_matrix *mc_reading_add(struct mc_reading *r)
{
    struct mc_matrix_list *list = r->list;
    size_t capacity = r->capacity ? 2 * r->capacity : 4;
    struct mc_matrix *items;

    if (list->count == r->capacity) {
        items = reallocarray(list->items, capacity, sizeof *items);
        if (!items)
            return NULL;
        list->items = items;
        r->capacity = capacity;
    }
    list->items[list->count] = (struct mc_matrix){0};
    return &list->items[list->count++];
}

void mc_matrix_list_clear(struct mc_matrix_list *list)
{
    size_t i;

    for (i = 0; i < list->count; i++)
        mc_matrix_clear(&list->items[i]);
    free(list->items);
    *list = (struct mc_matrix_list){0};
}

struct mc_label mc_label(const char *name)
{
    struct mc_label label = {{0}};
    size_t i;

    for (i = 0; name[i] && i + 1 < sizeof label.text; i++)
        label.text[i] = (unsigned char)name[i] < ' ' || name[i] == 127 ? '?' : name[i];
    return label;
}
