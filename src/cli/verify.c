// SPDX-License-Identifier: GPL-3.0-or-later
#include <cblas.h>
#include <stdlib.h>
#include <string.h>

#include "cli/verification.h"
#include "report/envelope.h"

extern const struct command command_verify;

enum { DEFAULT_DIGITS = 30 };

static enum mc_status read_options(struct verification *v, const struct arguments *args,
                                   struct mc_complaint *why)
{
    const char *suite = arguments_option_or(args, "--suite", "quick");

    if (strcmp(suite, "quick") && strcmp(suite, "full"))
        return mc_complain(why, MC_BAD_INPUT, "--suite is quick or full, not '%.60s'", suite);
    v->options = (struct decide_options){
        .digits = v->call->digits ? v->call->digits : DEFAULT_DIGITS,
        .max_bits = v->call->max_bits,
        .full = !strcmp(suite, "full"),
        .witness_dir = arguments_option_or(args, "--witnesses", "witnesses")};
    return verification_select(v, args, why);
}

/* The threads are over claims; those of the BLAS would only wait for each other. */
static json_t *run_context(const struct invocation *call)
{
    openblas_set_num_threads(1);
    return json_context(call->seed, call->started);
}

/* Opens the store, takes over what --resume allows, and starts the run in it. */
static enum mc_status open_run(struct verification *v, const char *path, bool resume,
                               struct mc_complaint *why)
{
    json_t *context = run_context(v->call);
    char *text = json_dumps(context, JSON_COMPACT);
    const struct store_run run = {
        .version = MUONCHECK_VERSION, .suite = v->options.full ? "full" : "quick",
        .started = v->call->started, .context = text, .seed = v->call->seed,
        .digits = v->options.digits, .max_bits = v->options.max_bits};
    enum mc_status status = text ? store_open(&v->store, path, STORE_WRITE, why)
                                 : mc_complain(why, MC_NO_RESOURCE, "memory is out");

    if (status == MC_OK && resume)
        status = verification_resume(v, &run, why);
    if (status == MC_OK)
        status = store_begin_run(v->store, &run, why);
    free(text);
    json_decref(context);
    return status;
}

/* Steals nothing: the envelope gets references of its own. */
static int print_json(const struct verification *v)
{
    json_t *list = json_array();
    int code;

    for (size_t i = 0; i < v->count; i++)
        if (v->results[i])
            json_array_append(list, v->results[i]);
    code = command_prints_json(v->call, list);
    return code == EXIT_AS_EXPECTED ? verification_exit_code(v) : code;
}

static int answer(const struct verification *v, enum mc_status status,
                  const struct mc_complaint *why)
{
    int code;

    if (status != MC_OK)
        command_fails(v->call, NULL, status, why);
    if (v->call->json) {
        code = print_json(v);
    } else {
        verification_print_table(v);
        code = verification_exit_code(v);
    }
    if (status == MC_OK)
        return code;
    return status == MC_NO_RESOURCE || code == EXIT_TOOL_FAILED ? EXIT_TOOL_FAILED : EXIT_USAGE;
}

static int verify(const struct invocation *call, const struct arguments *args)
{
    struct verification v = {.call = call};
    struct mc_complaint why = {{0}};
    const char *path = arguments_option_or(args, "--store", "muoncheck.sqlite"), *blame = NULL;
    enum mc_status status = read_options(&v, args, &why);
    int code;

    if (status == MC_OK) {
        blame = path;
        status = open_run(&v, path, arguments_option_count(args, "--resume") > 0, &why);
    }
    if (status == MC_OK) {
        status = verification_run(&v, &why);
        code = answer(&v, status, &why);
    } else {
        code = command_fails(call, blame, status, &why);
    }
    verification_clear(&v);
    return code;
}

static int run(const struct invocation *call)
{
    struct mc_complaint why = {{0}};
    struct arguments *args;
    enum mc_status status = arguments_parse(&args, call, &command_verify, &why);
    int code;

    if (status != MC_OK)
        code = command_fails(call, NULL, status, &why);
    else if (arguments_option_count(args, "--replay") && arguments_positional_count(args))
        code = command_fails(call, NULL, mc_complain(&why, MC_BAD_INPUT,
                                                     "--replay WITNESS takes no ID beside it"),
                             &why);
    else if (arguments_option_count(args, "--replay"))
        code = replay_witness(call, arguments_option(args, "--replay", 0));
    else
        code = verify(call, args);
    arguments_free(args);
    return code;
}

static const struct option options[] = {
    {"--paper", "ID", "only what is from this paper (arXiv:2506.15054, or the number alone)"},
    {"--suite", "SUITE", "quick (default) or full: more instances"},
    {"--store", "FILE", "where results are kept (default muoncheck.sqlite)"},
    {"--resume", NULL, "skip what has a stored result of a like run"},
    {"--replay", "WITNESS", "evaluate one witness file again, and nothing else"},
    {"--witnesses", "DIR", "where witnesses are written (default witnesses)"},
    {0},
};

const struct command command_verify = {
    .id = "verify",
    .usage = "verify [ID...] [--paper ID] [--suite quick|full] [--store FILE] [--resume]\n"
             "                        [--witnesses DIR]\n"
             "       muoncheck verify --replay WITNESS",
    .title = "decides claims on their instances and proves theorems, with their controls",
    .help =
        "Without an ID all claims and theorems.  A claim is decided on its instances (scope\n"
        "instances), a theorem for all matrices, in exact arithmetic (scope all; `prove` also\n"
        "writes its certificate).  Each ends with a verdict, and its controls (nearby false\n"
        "statements that go through the same code) have to come back refuted.  Every\n"
        "result is stored as soon as it is there, so that an interrupted run loses nothing; a\n"
        "like run has the same version, digits, max-bits and suite.\n\n"
        "The column 'expected' says yes, or the verdict that was expected instead.\n\n"
        "  muoncheck verify nuclear-subgradient\n"
        "  muoncheck verify --suite full --resume\n"
        "  muoncheck verify --paper 2506.15054 --json",
    .options = options,
    .run = run,
};
