// SPDX-License-Identifier: GPL-3.0-or-later
/* Which claims, and in which order. */
#define _GNU_SOURCE /* strverscmp */
#include <stdlib.h>
#include <string.h>

#include "cli/program.h"
#include "cli/verification.h"

static enum mc_status unknown_claim(const char *id, struct mc_complaint *why)
{
    struct suggestion suggestion = {.word = id};
    char offer[96];

    for (size_t i = 0; i < claim_count; i++)
        suggestion_offer(&suggestion, claims[i]->id);
    suggestion_text(offer, sizeof offer, &suggestion);
    return mc_complain(why, MC_BAD_INPUT, "no claim is called '%.60s'%s", id, offer);
}

/* "2506.15054" names "arXiv:2506.15054" as well. */
static bool is_from(const struct claim *claim, const char *paper)
{
    const char *number = strchr(claim->paper, ':');

    return !paper || !strcmp(claim->paper, paper) || (number && !strcmp(number + 1, paper));
}

static void add(struct verification *v, const struct claim *claim, const char *paper)
{
    for (size_t i = 0; i < v->count; i++)
        if (v->claims[i] == claim)
            return;
    if (is_from(claim, paper))
        v->claims[v->count++] = claim;
}

/* "0.4" before "0.15": the catalogue's numbers count as numbers. */
static int by_number(const void *a, const void *b)
{
    const struct claim *const *x = a, *const *y = b;
    int order = strverscmp((*x)->number, (*y)->number);

    return order ? order : strcmp((*x)->id, (*y)->id);
}

static enum mc_status add_named(struct verification *v, const struct arguments *args,
                                const char *paper, struct mc_complaint *why)
{
    for (size_t i = 0; i < arguments_positional_count(args); i++) {
        const char *id = arguments_positional(args, i);
        const struct claim *claim = claim_find(id);

        if (!claim)
            return unknown_claim(id, why);
        add(v, claim, paper);
    }
    return MC_OK;
}

enum mc_status verification_select(struct verification *v, const struct arguments *args,
                                   struct mc_complaint *why)
{
    const char *paper = arguments_option(args, "--paper", 0);
    enum mc_status status = MC_OK;

    v->claims = calloc(claim_count + 1, sizeof *v->claims);
    v->results = calloc(claim_count + 1, sizeof *v->results);
    if (!v->claims || !v->results)
        return mc_complain(why, MC_NO_RESOURCE, "memory is out");
    if (arguments_positional_count(args)) {
        status = add_named(v, args, paper, why);
    } else {
        for (size_t i = 0; i < claim_count; i++)
            add(v, claims[i], paper);
        qsort(v->claims, v->count, sizeof *v->claims, by_number);
    }
    if (status == MC_OK && !v->count && paper)
        return mc_complain(why, MC_BAD_INPUT, "no claim asked for is from paper '%.60s'",
                           paper);
    return status;
}
