// SPDX-License-Identifier: GPL-3.0-or-later
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/explanation.h"

extern const struct command command_explain;

/* Finds `id` among all that can be explained; *out is NULL where memory is out. */
static enum mc_status explain(json_t **out, const char *id, struct mc_complaint *why)
{
    struct suggestion suggestion = {.word = id};
    char offer[96];

    if (explanation_find(out, id))
        return *out ? MC_OK : mc_complain(why, MC_NO_RESOURCE, "memory is out");
    explanation_suggest(&suggestion);
    suggestion_text(offer, sizeof offer, &suggestion);
    return mc_complain(why, MC_BAD_INPUT, "nothing is called '%.60s'%s", id, offer);
}

/* Claims alone have a statement, and alone have results. */
static enum mc_status add_last_result(json_t *explanation, const char *store,
                                      struct mc_complaint *why)
{
    json_t *last = NULL;
    enum mc_status status = MC_OK;

    if (!json_object_get(explanation, "statement"))
        return MC_OK;
    status = last_result(&last, store, json_string_value(json_object_get(explanation, "id")), why);
    json_object_set_new(explanation, "last_result", last ? last : json_null());
    return status;
}

static enum mc_status explain_all(json_t *results, const struct arguments *args,
                                  const char **blame, struct mc_complaint *why)
{
    const char *given = arguments_option(args, "--store", 0);
    const char *store = given ? given : "muoncheck.sqlite";
    size_t i, count = arguments_positional_count(args);
    json_t *explanation = NULL;
    enum mc_status status = MC_OK;

    if (!count)
        return mc_complain(why, MC_BAD_INPUT, "which one?  'muoncheck list' names them all");
    if (given && access(given, R_OK)) {
        *blame = given;
        return mc_complain(why, MC_BAD_INPUT, "%s", strerror(errno));
    }
    for (i = 0; i < count && status == MC_OK; i++) {
        status = explain(&explanation, arguments_positional(args, i), why);
        if (status != MC_OK)
            return status;
        json_array_append_new(results, explanation);
        status = add_last_result(explanation, store, why);
        *blame = status == MC_OK ? NULL : store;
    }
    return status;
}

static int run(const struct invocation *call)
{
    struct mc_complaint why = {0};
    struct arguments *args;
    enum mc_status status = arguments_parse(&args, call, &command_explain, &why);
    json_t *results = json_array(), *explanation;
    const char *blame = NULL;
    size_t i;

    if (status == MC_OK)
        status = explain_all(results, args, &blame, &why);
    arguments_free(args);
    if (status == MC_OK && call->json)
        return command_prints_json(call, results);
    json_array_foreach (results, i, explanation) {
        if (status != MC_OK)
            break;
        fputs(i ? "\n" : "", stdout);
        explanation_print(explanation);
    }
    json_decref(results);
    return status == MC_OK ? EXIT_AS_EXPECTED : command_fails(call, blame, status, &why);
}

static const struct option options[] = {
    {"--store", "FILE", "where the last result is looked for (default muoncheck.sqlite)"},
    {0},
};

const struct command command_explain = {
    .id = "explain",
    .usage = "explain ID... [--store FILE]",
    .title = "what a claim says and how it is decided; what a generator or an iteration does",
    .help = "A claim: statement, hypotheses, source, method, controls, expected verdict, and how\n"
            "far it is established: kernel-checked, certificate, enclosure on instances,\n"
            "statistical.  A generator: what it makes, its keys, an example.  An iteration: what\n"
            "it converges to and from where.  A norm: the map K and the constraint that comes\n"
            "with it.  An optimizer: how its step differs from Lion-K.  A table or an\n"
            "accumulation: where it is from.  Claims also answer to their number in the\n"
            "catalogue.\n\n  muoncheck explain hilbert\n  muoncheck explain 0.4",
    .options = options,
    .run = run,
};
