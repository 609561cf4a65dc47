// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdio.h>
#include <string.h>

#include "claim/claim.h"
#include "cli/command.h"
#include "cli/program.h"
#include "generator/generator.h"

extern const struct command command_explain;

static const char *kind_name(enum claim_kind kind)
{
    static const char *const names[] = {"identity", "inequality", "trajectory"};

    return names[kind];
}

static json_t *controls_of(const struct claim *claim)
{
    json_t *list = json_array();
    const struct control *control;

    for (control = claim->controls; control && control->id; control++)
        json_array_append_new(list, json_pack("{s:s, s:s}", "id", control->id, "statement",
                                              control->statement));
    return list;
}

static json_t *explain_claim(const struct claim *c)
{
    return json_pack("{s:s, s:s, s:s, s:s, s:s, s:s?, s:s, s:s?, s:s?, s:s, s:s, s:b, s:o}", "id",
                     c->id, "kind", kind_name(c->kind), "number", c->number, "title", c->title,
                     "paper", c->paper, "source", c->source, "statement", c->statement,
                     "hypotheses", c->hypotheses, "method", c->method, "scope", "instances",
                     "expected", mc_verdict_name(c->expected), "tight", c->tight, "controls",
                     controls_of(c));
}

static json_t *explain_generator(const struct generator *g)
{
    return json_pack("{s:s, s:s, s:s, s:s?, s:s, s:s}", "id", g->id, "kind", "generator",
                     "title", g->title, "source", g->source, "keys", g->keys, "example",
                     g->example);
}

static const struct generator *find_generator(const char *id)
{
    size_t i;

    for (i = 0; i < generator_count; i++)
        if (!strcmp(generators[i]->id, id))
            return generators[i];
    return NULL;
}

static enum mc_status explain(json_t **out, const char *id, struct mc_complaint *why)
{
    struct suggestion suggestion = {.word = id};
    const struct claim *claim = claim_find(id);
    const struct generator *generator = find_generator(id);
    char offer[96];
    size_t i;

    *out = claim ? explain_claim(claim) : generator ? explain_generator(generator) : NULL;
    if (*out)
        return MC_OK;
    if (claim || generator)
        return mc_complain(why, MC_NO_RESOURCE, "memory is out");
    for (i = 0; i < claim_count; i++)
        suggestion_offer(&suggestion, claims[i]->id);
    for (i = 0; i < generator_count; i++)
        suggestion_offer(&suggestion, generators[i]->id);
    suggestion_text(offer, sizeof offer, &suggestion);
    return mc_complain(why, MC_BAD_INPUT, "nothing is called '%.60s'%s", id, offer);
}

/* The fields of one explanation for people, in the order in which they were packed. */
static void print_explanation(json_t *explanation)
{
    const char *key;
    json_t *value, *control;
    size_t i;

    json_object_foreach (explanation, key, value) {
        if (json_is_string(value) && *json_string_value(value))
            printf("%-12s%s\n", key, json_string_value(value));
        else if (json_is_boolean(value))
            printf("%-12s%s\n", key, json_is_true(value) ? "yes" : "no");
        json_array_foreach (value, i, control)
            printf("%-12s%s: %s\n", "control", json_string_value(json_object_get(control, "id")),
                   json_string_value(json_object_get(control, "statement")));
    }
}

static enum mc_status explain_all(json_t *results, const struct arguments *args,
                                  struct mc_complaint *why)
{
    size_t i, count = arguments_positional_count(args);
    json_t *explanation = NULL;
    enum mc_status status = MC_OK;

    if (!count)
        return mc_complain(why, MC_BAD_INPUT, "which one?  'muoncheck list' names them all");
    for (i = 0; i < count && status == MC_OK; i++) {
        status = explain(&explanation, arguments_positional(args, i), why);
        if (status == MC_OK)
            json_array_append_new(results, explanation);
    }
    return status;
}

static int run(const struct invocation *call)
{
    struct mc_complaint why = {0};
    struct arguments *args;
    enum mc_status status = arguments_parse(&args, call, &command_explain, &why);
    json_t *results = json_array(), *explanation;
    size_t i;

    if (status == MC_OK)
        status = explain_all(results, args, &why);
    arguments_free(args);
    if (status == MC_OK && call->json)
        return command_prints_json(call, results);
    if (status == MC_OK)
        json_array_foreach (results, i, explanation) {
            fputs(i ? "\n" : "", stdout);
            print_explanation(explanation);
        }
    json_decref(results);
    return status == MC_OK ? EXIT_AS_EXPECTED : command_fails(call, NULL, status, &why);
}

const struct command command_explain = {
    .id = "explain",
    .usage = "explain ID...",
    .title = "what a claim or a generator says, where it comes from, how it is decided",
    .help = "A claim: statement, hypotheses, source, method, controls, expected verdict.  A\n"
            "generator: what it makes, its keys, an example.  Claims also answer to their number\n"
            "in the catalogue.\n\n  muoncheck explain hilbert\n  muoncheck explain 0.4",
    .run = run,
};
