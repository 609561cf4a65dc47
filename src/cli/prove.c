// SPDX-License-Identifier: GPL-3.0-or-later
/* Theorems proved, each with its certificate. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/program.h"
#include "theorem/theorem.h"

extern const struct command command_prove;

struct proving {
    const struct invocation *call;
    const char *directory; /* NULL: no certificates are written                         */
    json_t *results;
    bool tool_failed, unexpected, undecided;
};

static enum mc_status check_names(const struct arguments *args, struct mc_complaint *why)
{
    struct suggestion suggestion;
    char offer[96];
    size_t i, k;

    for (i = 0; i < arguments_positional_count(args); i++) {
        const char *id = arguments_positional(args, i);
        if (theorem_find(id))
            continue;
        suggestion = (struct suggestion){.word = id};
        for (k = 0; k < theorem_count; k++)
            suggestion_offer(&suggestion, theorems[k]->id);
        suggestion_text(offer, sizeof offer, &suggestion);
        return mc_complain(why, MC_BAD_INPUT, "no theorem is called '%.60s'%s", id, offer);
    }
    return MC_OK;
}

/* *path (heap, NULL without a directory) = where the certificate now is. */
static enum mc_status write_certificate(char **path, const struct proving *proving,
                                        const struct theorem_result *result,
                                        struct mc_complaint *why)
{
    size_t size;
    bool fine;
    FILE *file;

    *path = NULL;
    if (!proving->directory || !result->certificate)
        return MC_OK;
    size = strlen(proving->directory) + strlen(result->theorem->id) + 8;
    *path = malloc(size);
    if (!*path)
        return mc_complain(why, MC_NO_RESOURCE, "memory is out");
    snprintf(*path, size, "%s/%s.json", proving->directory, result->theorem->id);
    file = fopen(*path, "w");
    fine = file && fputs(result->certificate, file) >= 0;
    if (file && fclose(file))
        fine = false;
    return fine ? MC_OK
                : mc_complain(why, MC_NO_RESOURCE, "%.200s: %s", *path, strerror(errno));
}

static json_t *result_json(const struct theorem_result *r, const char *path)
{
    return json_pack("{s:s, s:s, s:s, s:s, s:s, s:s?, s:I, s:I, s:I, s:f, s:s}", "id",
                     r->theorem->id, "scope", "all", "tier", "exact", "verdict",
                     mc_verdict_name(r->verdict), "control", mc_verdict_name(r->control),
                     "certificate", path, "facts", (json_int_t)r->facts, "boxes",
                     (json_int_t)r->boxes, "bits", (json_int_t)r->bits, "seconds", r->seconds,
                     "message", r->failed);
}

static void tell(struct proving *proving, const struct theorem_result *r, const char *path)
{
    proving->tool_failed = proving->tool_failed || r->control != MC_REFUTED;
    proving->unexpected = proving->unexpected || r->verdict == MC_REFUTED;
    proving->undecided = proving->undecided || r->verdict == MC_UNDECIDED;
    if (proving->call->json)
        json_array_append_new(proving->results, result_json(r, path));
    else
        printf("%-9s %-32s %3zu facts %6zu boxes %6.3f s%s%s\n", mc_verdict_name(r->verdict),
               r->theorem->id, r->facts, r->boxes, r->seconds, *r->failed ? "  failed: " : "",
               r->failed);
}

static enum mc_status prove_one(struct proving *proving, const struct theorem *theorem,
                                struct mc_complaint *why)
{
    struct theorem_result result;
    char *path = NULL;
    enum mc_status status = theorem_decide(&result, theorem, why);

    if (status == MC_OK)
        status = write_certificate(&path, proving, &result, why);
    if (status == MC_OK)
        tell(proving, &result, path);
    free(path);
    theorem_result_clear(&result);
    return status;
}

static enum mc_status prove_all(struct proving *proving, const struct arguments *args,
                                struct mc_complaint *why)
{
    size_t named = arguments_positional_count(args), count = named ? named : theorem_count, i;
    enum mc_status status = check_names(args, why);

    proving->directory = arguments_option(args, "-o", 0);
    if (status == MC_OK && proving->directory && mkdir(proving->directory, 0777) &&
        errno != EEXIST)
        return mc_complain(why, MC_BAD_INPUT, "%.200s: %s", proving->directory,
                           strerror(errno));
    for (i = 0; i < count && status == MC_OK; i++)
        status = prove_one(
            proving, named ? theorem_find(arguments_positional(args, i)) : theorems[i], why);
    return status;
}

static int run(const struct invocation *call)
{
    struct proving proving = {.call = call, .results = json_array()};
    struct mc_complaint why = {0};
    struct arguments *args;
    enum mc_status status = arguments_parse(&args, call, &command_prove, &why);
    int code = EXIT_AS_EXPECTED;

    if (status == MC_OK)
        status = prove_all(&proving, args, &why);
    if (status != MC_OK)
        code = command_fails(call, NULL, status, &why);
    else if (call->json && command_prints_json(call, json_incref(proving.results)))
        code = EXIT_TOOL_FAILED;
    else
        code = proving.tool_failed  ? EXIT_TOOL_FAILED
               : proving.unexpected ? EXIT_NOT_AS_EXPECTED
               : proving.undecided  ? EXIT_NOT_DECIDED
                                    : EXIT_AS_EXPECTED;
    json_decref(proving.results);
    arguments_free(args);
    return code;
}

static const struct option options[] = {
    {"-o", "DIR", "write the certificates there, one ID.json a theorem"},
    {0},
};

const struct command command_prove = {
    .id = "prove",
    .usage = "prove [ID...] [-o DIR]",
    .title = "theorems on all matrices, with certificates",
    .help =
        "Proves the theorems named, or all (`list theorems`), in exact rational arithmetic,\n"
        "each with its controls, which must come back refuted.  A certificate holds every\n"
        "fact and what is needed to check it: `muoncheck recheck` does, with another program.\n"
        "\n"
        "  muoncheck prove -o certificates && muoncheck recheck certificates/*.json",
    .options = options,
    .run = run,
};
