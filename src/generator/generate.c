// SPDX-License-Identifier: GPL-3.0-or-later
#include <string.h>

#include "generator/generator.h"

static const struct generator *find(const char *id)
{
    size_t i;

    for (i = 0; i < generator_count; i++)
        if (!strcmp(generators[i]->id, id))
            return generators[i];
    return NULL;
}

/* Is `key` one of the words of `keys`? */
static bool reads(const char *keys, const char *key, size_t length)
{
    const char *at = keys;

    while (*at) {
        size_t word = strcspn(at, " ");
        if (word == length && !memcmp(at, key, length))
            return true;
        at += word;
        at += strspn(at, " ");
    }
    return false;
}

/* Walks the pairs of the spec's text; spec_parse has already refused what is malformed. */
static enum mc_status check_keys(const struct generator *g, const struct spec *spec,
                                 struct mc_complaint *why)
{
    const char *at = strchr(spec_text(spec), ':'), *key = at + 1;
    int depth = 0;

    for (; at && *at; at++) {
        depth += (*at == '[') - (*at == ']');
        if (*at == ',' && !depth)
            key = at + 1;
        if (*at == '=' && key && !reads(g->keys, key, (size_t)(at - key)))
            return mc_complain(why, MC_BAD_INPUT, "%s has no key '%.*s'; it reads: %s", g->id,
                               at - key > 40 ? 40 : (int)(at - key), key,
                               *g->keys ? g->keys : "none");
        if (*at == '=')
            key = NULL;
    }
    return MC_OK;
}

static enum mc_status make(struct mc_matrix *A, const struct spec *spec,
                           struct mc_complaint *why)
{
    const struct generator *g = find(spec_name(spec));
    enum mc_status status;

    if (!g)
        return mc_complain(why, MC_BAD_INPUT, "no generator is called '%.60s'",
                           spec_name(spec));
    status = check_keys(g, spec, why);
    return status == MC_OK ? g->make(A, spec, why) : status;
}

enum mc_status generate(struct mc_matrix *A, const char *text, struct mc_complaint *why)
{
    struct spec *spec;
    enum mc_status status = spec_parse(&spec, text, why);

    *A = (struct mc_matrix){0};
    if (status != MC_OK)
        return status;
    status = make(A, spec, why);
    if (status != MC_OK)
        mc_matrix_clear(A);
    spec_free(spec);
    return status;
}
