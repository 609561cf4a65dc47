// SPDX-License-Identifier: GPL-3.0-or-later
/* Which claims and theorems, and in which order. */
#define _GNU_SOURCE /* strverscmp */
#include <stdlib.h>
#include <string.h>

#include "cli/program.h"
#include "cli/verification.h"

const char *statement_id(const struct statement *s)
{
    return s->claim ? s->claim->id : s->theorem->id;
}

static const char *statement_number(const struct statement *s)
{
    return s->claim ? s->claim->number : s->theorem->number;
}

static const char *statement_paper(const struct statement *s)
{
    return s->claim ? s->claim->paper : s->theorem->paper;
}

static enum mc_status unknown_statement(const char *id, struct mc_complaint *why)
{
    struct suggestion suggestion = {.word = id};
    char offer[96];

    for (size_t i = 0; i < claim_count; i++)
        suggestion_offer(&suggestion, claims[i]->id);
    for (size_t i = 0; i < theorem_count; i++)
        suggestion_offer(&suggestion, theorems[i]->id);
    suggestion_text(offer, sizeof offer, &suggestion);
    return mc_complain(why, MC_BAD_INPUT, "no claim or theorem is called '%.60s'%s", id, offer);
}

/* "2506.15054" names "arXiv:2506.15054" as well. */
static bool is_from(const struct statement *statement, const char *paper)
{
    const char *whole = statement_paper(statement), *number = strchr(whole, ':');

    return !paper || !strcmp(whole, paper) || (number && !strcmp(number + 1, paper));
}

static void add(struct verification *v, struct statement statement, const char *paper)
{
    for (size_t i = 0; i < v->count; i++)
        if (v->statements[i].claim == statement.claim &&
            v->statements[i].theorem == statement.theorem)
            return;
    if (is_from(&statement, paper))
        v->statements[v->count++] = statement;
}

/* "0.4" before "0.15": the catalogue's numbers count as numbers. */
static int by_number(const void *a, const void *b)
{
    const struct statement *x = a, *y = b;
    int order = !x->claim - !y->claim;

    if (!order)
        order = strverscmp(statement_number(x), statement_number(y));
    return order ? order : strcmp(statement_id(x), statement_id(y));
}

/* A claim and a theorem may share a number: it then names both. */
static enum mc_status add_named(struct verification *v, const struct arguments *args,
                                const char *paper, struct mc_complaint *why)
{
    for (size_t i = 0; i < arguments_positional_count(args); i++) {
        const char *id = arguments_positional(args, i);
        const struct claim *claim = claim_find(id);
        const struct theorem *theorem = theorem_find(id);

        if (!claim && !theorem)
            return unknown_statement(id, why);
        if (claim)
            add(v, (struct statement){.claim = claim}, paper);
        if (theorem)
            add(v, (struct statement){.theorem = theorem}, paper);
    }
    return MC_OK;
}

static void add_all(struct verification *v, const char *paper)
{
    for (size_t i = 0; i < claim_count; i++)
        add(v, (struct statement){.claim = claims[i]}, paper);
    for (size_t i = 0; i < theorem_count; i++)
        add(v, (struct statement){.theorem = theorems[i]}, paper);
    qsort(v->statements, v->count, sizeof *v->statements, by_number);
}

enum mc_status verification_select(struct verification *v, const struct arguments *args,
                                   struct mc_complaint *why)
{
    const char *paper = arguments_option(args, "--paper", 0);
    enum mc_status status = MC_OK;

    v->statements = calloc(claim_count + theorem_count + 1, sizeof *v->statements);
    v->results = calloc(claim_count + theorem_count + 1, sizeof *v->results);
    if (!v->statements || !v->results)
        return mc_complain(why, MC_NO_RESOURCE, "memory is out");
    if (arguments_positional_count(args))
        status = add_named(v, args, paper, why);
    else
        add_all(v, paper);
    if (status == MC_OK && !v->count && paper)
        return mc_complain(why, MC_BAD_INPUT, "nothing asked for is from paper '%.60s'", paper);
    return status;
}
