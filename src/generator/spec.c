// SPDX-License-Identifier: GPL-3.0-or-later
/* A spec is copied once and cut in place: every '=' and ',' between pairs becomes a NUL. */
#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "generator/spec.h"
#include "muoncheck/number.h"

#define PAIRS 16

struct pair {
    const char *key, *value;
};

struct spec {
    char *text;
    char *name;   /* the cut copy: the name stands first in it */
    size_t count;
    struct pair pairs[PAIRS];
};

void spec_free(struct spec *spec)
{
    if (!spec)
        return;
    free(spec->text);
    free(spec->name);
    free(spec);
}

/* The ',' or the NUL that ends a value; NULL where brackets do not match or nest. */
static char *value_end(char *at)
{
    int depth = 0;

    for (; *at && (depth || *at != ','); at++) {
        depth += (*at == '[') - (*at == ']');
        if (depth < 0 || depth > 1)
            return NULL;
    }
    return depth ? NULL : at;
}

static enum mc_status add_pair(struct spec *spec, const char *key, const char *value,
                               struct mc_complaint *why)
{
    if (spec_word(spec, key, NULL))
        return mc_complain(why, MC_BAD_INPUT, "%.40s is given twice", key);
    if (spec->count == PAIRS)
        return mc_complain(why, MC_BAD_INPUT, "%.40s: more than %d keys", key, PAIRS);
    spec->pairs[spec->count++] = (struct pair){key, value};
    return MC_OK;
}

/* Cuts "key=value" at *at out of the list, and moves *at to the next pair, or to NULL. */
static enum mc_status cut_pair(struct spec *spec, char **at, struct mc_complaint *why)
{
    char *key = *at, *value = key + strcspn(key, "=,"), *end;

    if (*value != '=' || value == key)
        return mc_complain(why, MC_BAD_INPUT, "'%.60s' is not a list of key=value%s", key,
                           *key ? "" : ": without keys, leave the colon out");
    *value++ = '\0';
    end = value_end(value);
    if (!end)
        return mc_complain(why, MC_BAD_INPUT, "%.40s=%.60s: brackets do not match", key, value);
    if (end == value)
        return mc_complain(why, MC_BAD_INPUT, "%.40s has no value", key);
    *at = *end ? end + 1 : NULL;
    *end = '\0';
    return add_pair(spec, key, value, why);
}

static enum mc_status cut(struct spec *spec, struct mc_complaint *why)
{
    char *at = strchr(spec->name, ':');
    enum mc_status status = MC_OK;
    size_t i;

    for (i = 0; spec->name[i]; i++)
        if (!isgraph((unsigned char)spec->name[i]))
            return mc_complain(why, MC_BAD_INPUT, "blank or unprintable character at %zu",
                               i + 1);
    if (at)
        *at++ = '\0';
    if (!*spec->name)
        return mc_complain(why, MC_BAD_INPUT, "the generator has no name");
    while (at && status == MC_OK)
        status = cut_pair(spec, &at, why);
    return status;
}

enum mc_status spec_parse(struct spec **spec, const char *text, struct mc_complaint *why)
{
    struct spec *s = calloc(1, sizeof *s);
    enum mc_status status;

    *spec = NULL;
    if (!s)
        return mc_complain(why, MC_NO_RESOURCE, "memory is out");
    s->text = strdup(text);
    s->name = strdup(text);
    if (s->text && s->name)
        status = cut(s, why);
    else
        status = mc_complain(why, MC_NO_RESOURCE, "memory is out");
    if (status == MC_OK)
        *spec = s;
    else
        spec_free(s);
    return status;
}

const char *spec_name(const struct spec *spec)
{
    return spec->name;
}

const char *spec_text(const struct spec *spec)
{
    return spec->text;
}

const char *spec_key(const struct spec *spec, size_t i)
{
    return i < spec->count ? spec->pairs[i].key : NULL;
}

const char *spec_word(const struct spec *spec, const char *key, const char *otherwise)
{
    size_t i;

    for (i = 0; i < spec->count; i++)
        if (!strcmp(spec->pairs[i].key, key))
            return spec->pairs[i].value;
    return otherwise;
}

enum mc_status spec_integer(slong *out, const struct spec *spec, const char *key,
                            slong otherwise, slong lo, slong hi, struct mc_complaint *why)
{
    const char *word = spec_word(spec, key, NULL);
    char *end;
    long long value;

    *out = otherwise;
    if (!word)
        return MC_OK;
    errno = 0;
    value = strtoll(word, &end, 10);
    if (*end || errno || value < lo || value > hi)
        return mc_complain(why, MC_BAD_INPUT, "%s=%.60s is not an integer from %ld to %ld", key,
                           word, (long)lo, (long)hi);
    *out = (slong)value;
    return MC_OK;
}

enum mc_status spec_rational(fmpq_t out, const struct spec *spec, const char *key,
                             const char *otherwise, struct mc_complaint *why)
{
    const char *word = spec_word(spec, key, otherwise);

    if (mc_rational_parse(out, word, NULL) == MC_OK)
        return MC_OK;
    return mc_complain(why, MC_BAD_INPUT, "%s=%.60s is not a decimal or a fraction", key, word);
}
