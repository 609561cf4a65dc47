// SPDX-License-Identifier: GPL-3.0-or-later
/* A coefficient table on every singular value of an interval. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/lint.h"
#include "cli/recipe.h"

extern const struct command command_lint;

enum { DEFAULT_DIGITS = 15, MOST_STEPS = 1000 };

/* "A,B" */
static enum mc_status read_interval(struct lint_task *task, const char *text,
                                    struct mc_complaint *why)
{
    char low[128];
    const char *comma = text ? strchr(text, ',') : NULL;
    enum mc_status status;

    if (!text)
        return MC_OK;
    if (!comma || (size_t)(comma - text) >= sizeof low)
        return mc_complain(why, MC_BAD_INPUT, "--interval %.40s: A,B, please", text);
    memcpy(low, text, (size_t)(comma - text));
    low[comma - text] = '\0';
    status = arguments_rational(task->options.on.lo, "--interval", low, why);
    if (status == MC_OK)
        status = arguments_rational(task->options.on.hi, "--interval", comma + 1, why);
    task->options.has_interval = true;
    if (status == MC_OK && (fmpq_sgn(task->options.on.lo) < 0 ||
                            fmpq_cmp(task->options.on.lo, task->options.on.hi) >= 0))
        status = mc_complain(why, MC_BAD_INPUT, "--interval %.80s: 0 <= A < B, please", text);
    return status;
}

static enum mc_status read_normalize(struct lint_task *task, const char *text,
                                     struct mc_complaint *why)
{
    if (text && strcmp(text, "frobenius") && strcmp(text, "spectral") && strcmp(text, "aol"))
        return mc_complain(why, MC_BAD_INPUT, "--normalize %.40s: frobenius, spectral or aol",
                           text);
    task->options.normalize = text;
    return MC_OK;
}

static enum mc_status read_task(struct lint_task *task, const struct arguments *args,
                                struct mc_complaint *why)
{
    const char *extend = arguments_option(args, "--extend", 0);
    const char *steps = arguments_option(args, "--steps", 0);
    struct mc_complaint which = {0};
    enum mc_status status;

    if (arguments_positional_count(args) != 1)
        return mc_complain(why, MC_BAD_INPUT,
                           "one TABLE, please: an id (`list tables`) or a file");
    task->name = arguments_positional(args, 0);
    task->write = arguments_option(args, "--write", 0);
    task->sarif = arguments_option_count(args, "--sarif") > 0;
    task->options.dtype = arguments_option(args, "--dtype", 0);
    task->options.has_extension = extend != NULL;
    status = extend ? mc_extension_parse(&task->options.extension, extend, &which) : MC_OK;
    if (status != MC_OK)
        return mc_complain(why, status, "--extend %s", which.text);
    if (steps)
        status = arguments_whole(&task->options.steps, "--steps", steps, 1, MOST_STEPS, why);
    if (status == MC_OK)
        status = read_interval(task, arguments_option(args, "--interval", 0), why);
    if (status == MC_OK)
        status = read_normalize(task, arguments_option(args, "--normalize", 0), why);
    return status == MC_OK ? table_argument(&task->table, task->name, why) : status;
}

static int tell(const struct lint_task *task)
{
    json_t *sarif;
    int code = EXIT_AS_EXPECTED;

    if (task->sarif) {
        sarif = lint_sarif(task);
        if (!sarif || json_dumpf(sarif, stdout, JSON_INDENT(2)) || putchar('\n') == EOF)
            code = EXIT_TOOL_FAILED;
        json_decref(sarif);
    } else if (task->call->json) {
        code = command_prints_json(task->call, json_pack("[o]", lint_json(task)));
    } else {
        lint_print(task);
    }
    if (code == EXIT_AS_EXPECTED && mc_lint_worst(&task->lint) == MC_ERROR)
        code = EXIT_NOT_AS_EXPECTED;
    return code;
}

static int run(const struct invocation *call)
{
    struct lint_task task = {.call = call};
    struct mc_complaint why = {0};
    struct arguments *args;
    enum mc_status status = arguments_parse(&args, call, &command_lint, &why);
    int code;

    task.digits = call->digits ? call->digits : DEFAULT_DIGITS;
    mc_table_init(&task.table);
    mc_interval_init(&task.options.on);
    if (status == MC_OK)
        status = read_task(&task, args, &why);
    if (status == MC_OK && task.write) {
        status = table_write(&task.table, task.write, &why);
        task.name = status == MC_OK ? task.name : task.write;
    }
    if (status == MC_OK) {
        status = mc_lint_run(&task.lint, &task.table, &task.options, &why);
        code = status == MC_OK ? tell(&task) : command_fails(call, task.name, status, &why);
        mc_lint_clear(&task.lint);
    } else {
        code = command_fails(call, task.name, status, &why);
    }
    mc_interval_clear(&task.options.on);
    mc_table_clear(&task.table);
    arguments_free(args);
    return code;
}

static const struct option options[] = {
    {"--steps", "T", "how many steps; the table's own number unless given"},
    {"--extend", "HOW", "after the last row: repeat-last, cycle or stop"},
    {"--interval", "A,B", "the singular values; the table's own, else 1/1000,1"},
    {"--normalize", "NORM", "what the input was divided by: frobenius, spectral or aol"},
    {"--dtype", "D", "of the input: bf16 (default), fp16, tf32, fp32, fp64, e4m3, e5m2"},
    {"--write", "FILE", "the table itself, as JSON with exact decimals"},
    {"--sarif", NULL, "a SARIF 2.1.0 log instead of text"},
    {0},
};

const struct command command_lint = {
    .id = "lint",
    .usage = "lint TABLE [--steps T] [--extend HOW] [--interval A,B] [--normalize NORM]\n"
             "                      [--dtype D] [--write FILE] [--sarif]",
    .title = "a coefficient table on every singular value of an interval",
    .help =
        "TABLE is the id of a published table (`list tables`), or a file that holds rows of\n"
        "coefficients as JSON ({\"coefficients\": [[a, b, c], ...]}) or as Python literals, or\n"
        "best:KEY=VALUE,... for the best composition, made as Polar Express and CANS do: degree\n"
        "(5), lo (1/1000) and hi (1), steps (8), cushion (0), safety (1); error=E in place of lo\n"
        "takes the smallest lo for which the steps err by at most E.\n"
        "Range, places, error, safe radius and slope are proved in exact arithmetic; findings\n"
        "say what is wrong with the table or its use.  Exit code 1 where one is an error.\n"
        "\n"
        "  muoncheck lint polar-express --interval 1e-3,1.01\n"
        "  muoncheck lint keller --steps 5 --json\n"
        "  muoncheck lint best:lo=1/1000,steps=8,cushion=0.02407327424182761 --write table.json\n"
        "  muoncheck lint my_table.py --dtype bf16 --sarif",
    .options = options,
    .run = run,
};
