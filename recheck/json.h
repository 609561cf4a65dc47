// SPDX-License-Identifier: GPL-3.0-or-later
/* The part of JSON that certificates use: strings without escapes but \" \\ \/ \n, arrays,
 * objects; numbers, true, false and null as bare words. */
#ifndef RECHECK_JSON_H
#define RECHECK_JSON_H

#include <stdbool.h>
#include <stddef.h>

enum json_kind { JSON_TEXT, JSON_WORD, JSON_LIST, JSON_MAP };

struct json {
    enum json_kind kind;
    char *text;  /* JSON_TEXT, JSON_WORD                                            */
    char **keys; /* JSON_MAP: one an item, all different                            */
    struct json *items;
    size_t count;
};

/* Errors: false; `out` can be cleared in any case. */
bool json_read(struct json *out, const char *text);
void json_clear(struct json *json);

/* The value of `key`, of that kind; NULL when there is none. */
const struct json *json_get(const struct json *map, const char *key, enum json_kind kind);

/* The text of `key`, or NULL. */
const char *json_get_text(const struct json *map, const char *key);

#endif
