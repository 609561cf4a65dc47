// SPDX-License-Identifier: GPL-3.0-or-later
#include <string.h>

#include "generator/spec.h"
#include "number/suggestion.h"

static const struct generator *find(const char *id)
{
    size_t i;

    for (i = 0; i < generator_count; i++)
        if (!strcmp(generators[i]->id, id))
            return generators[i];
    return NULL;
}

/* Is `key` one of the words of `keys`? */
static bool reads(const char *keys, const char *key)
{
    size_t length = strlen(key), word;

    for (; *keys; keys += word + strspn(keys + word, " ")) {
        word = strcspn(keys, " ");
        if (word == length && !memcmp(keys, key, length))
            return true;
    }
    return false;
}

static enum mc_status check_keys(const struct generator *g, const struct spec *spec,
                                 struct mc_complaint *why)
{
    const char *key;
    size_t i;

    for (i = 0; (key = spec_key(spec, i)); i++)
        if (!reads(g->keys, key))
            return mc_complain(why, MC_BAD_INPUT, "%s has no key '%.40s'; it reads: %s", g->id,
                               key, *g->keys ? g->keys : "none");
    return MC_OK;
}

static enum mc_status unknown(const char *id, struct mc_complaint *why)
{
    struct suggestion suggestion = {.word = id};
    char offer[96];
    size_t i;

    for (i = 0; i < generator_count; i++)
        suggestion_offer(&suggestion, generators[i]->id);
    suggestion_text(offer, sizeof offer, &suggestion);
    return mc_complain(why, MC_BAD_INPUT, "no generator is called '%.60s'%s", id, offer);
}

static enum mc_status make(struct mc_matrix *A, const struct spec *spec,
                           struct mc_complaint *why)
{
    const struct generator *g = find(spec_name(spec));
    enum mc_status status;

    if (!g)
        return unknown(spec_name(spec), why);
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
