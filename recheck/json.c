// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdlib.h>
#include <string.h>

#include "json.h"

enum { DEEPEST = 16 };

struct reader {
    const char *at;
    int depth;
};

static bool read_value(struct json *out, struct reader *r);

static bool take(struct reader *r, char c)
{
    r->at += strspn(r->at, " \n\t\r");
    if (*r->at != c)
        return false;
    r->at++;
    return true;
}

/* The string behind an opening quote; heap. */
static char *read_text(struct reader *r)
{
    char *out = malloc(strlen(r->at) + 1);
    size_t length = 0;

    while (out && *r->at && *r->at != '"') {
        if ((unsigned char)*r->at < ' ' || (*r->at == '\\' && !strchr("\"\\/n", r->at[1]))) {
            free(out);
            return NULL;
        }
        r->at += *r->at == '\\' && r->at[1];
        out[length++] = *r->at++;
    }
    if (!out || *r->at != '"') {
        free(out);
        return NULL;
    }
    r->at++;
    out[length] = '\0';
    return out;
}

/* A number, true, false or null, as its letters; heap. */
static char *read_word(struct reader *r)
{
    size_t length = strspn(r->at, "+-.0123456789Eaeflnrstu");
    char *out = length ? strndup(r->at, length) : NULL;

    r->at += length;
    return out;
}

static bool grow(struct json *out)
{
    struct json *items = realloc(out->items, (out->count + 1) * sizeof *items);
    char **keys;

    if (!items)
        return false;
    out->items = items;
    if (out->kind == JSON_MAP) {
        keys = realloc(out->keys, (out->count + 1) * sizeof *keys);
        if (!keys)
            return false;
        out->keys = keys;
        keys[out->count] = NULL;
    }
    out->items[out->count++] = (struct json){0};
    return true;
}

static bool read_key(struct json *out, struct reader *r)
{
    size_t i, last = out->count - 1;

    if (!take(r, '"') || !(out->keys[last] = read_text(r)))
        return false;
    for (i = 0; i < last; i++)
        if (!strcmp(out->keys[i], out->keys[last]))
            return false;
    return take(r, ':');
}

static bool read_items(struct json *out, struct reader *r, char close)
{
    if (take(r, close))
        return true;
    do {
        if (!grow(out) || (out->kind == JSON_MAP && !read_key(out, r)) ||
            !read_value(out->items + out->count - 1, r))
            return false;
    } while (take(r, ','));
    return take(r, close);
}

static bool read_value(struct json *out, struct reader *r)
{
    bool fine = false;

    if (r->depth++ > DEEPEST)
        return false;
    if (take(r, '"')) {
        out->kind = JSON_TEXT;
        fine = (out->text = read_text(r)) != NULL;
    } else if (take(r, '[')) {
        out->kind = JSON_LIST;
        fine = read_items(out, r, ']');
    } else if (take(r, '{')) {
        out->kind = JSON_MAP;
        fine = read_items(out, r, '}');
    } else {
        out->kind = JSON_WORD;
        fine = (out->text = read_word(r)) != NULL;
    }
    r->depth--;
    return fine;
}

bool json_read(struct json *out, const char *text)
{
    struct reader r = {.at = text};

    *out = (struct json){0};
    if (!read_value(out, &r))
        return false;
    take(&r, ' ');
    return !*r.at;
}

void json_clear(struct json *json)
{
    size_t i;

    for (i = 0; i < json->count; i++) {
        json_clear(json->items + i);
        if (json->keys)
            free(json->keys[i]);
    }
    free(json->items);
    free(json->keys);
    free(json->text);
    *json = (struct json){0};
}

const struct json *json_get(const struct json *map, const char *key, enum json_kind kind)
{
    size_t i;

    for (i = 0; map->kind == JSON_MAP && i < map->count; i++)
        if (!strcmp(map->keys[i], key))
            return map->items[i].kind == kind ? map->items + i : NULL;
    return NULL;
}

const char *json_get_text(const struct json *map, const char *key)
{
    const struct json *found = json_get(map, key, JSON_TEXT);

    return found ? found->text : NULL;
}
