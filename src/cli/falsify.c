// SPDX-License-Identifier: GPL-3.0-or-later
/* Searches for counterexamples to claims, whole or without one of their hypotheses. */
#include <stdlib.h>
#include <string.h>

#include "cli/falsify.h"
#include "report/report.h"

extern const struct command command_falsify;

enum { DEFAULT_DIGITS = 15 };

#define DEFAULT_BUDGET "60s"

/* "60s", "5m", "1h", or a number of looks. */
static enum mc_status read_budget(struct hunt_options *o, const char *text,
                                  struct mc_complaint *why)
{
    char *end = NULL;
    double value = strtod(text, &end);
    double unit = !strcmp(end, "s") ? 1 : !strcmp(end, "m") ? 60 : !strcmp(end, "h") ? 3600 : 0;

    if (end == text || (*end && unit == 0) || !(value > 0 && value <= 1e9))
        return mc_complain(why, MC_BAD_INPUT,
                           "--budget %.40s: 60s, 5m, 1h or a number of looks, please", text);
    if (unit > 0)
        o->seconds = value * unit;
    else
        o->looks = (slong)value;
    return MC_OK;
}

static enum mc_status open_journal(struct falsify_task *task, const char *path,
                                   struct mc_complaint *why)
{
    struct mc_complaint said = {{0}};
    enum mc_status status =
        journal_open(&task->journal, path, SEARCHES_SIGNATURE, JOURNAL_WRITE, &said);

    return status == MC_OK ? MC_OK : mc_complain(why, status, "--resume %.240s", said.text);
}

static enum mc_status read_task(struct falsify_task *task, const struct arguments *args,
                                struct mc_complaint *why)
{
    const struct invocation *call = task->call;
    const char *journal = arguments_option(args, "--resume", 0);
    enum mc_status status;

    task->budget = arguments_option_or(args, "--budget", DEFAULT_BUDGET);
    task->options.seed = call->seed;
    task->options.digits = call->digits ? call->digits : DEFAULT_DIGITS;
    task->options.max_bits = call->max_bits;
    task->options.witness_dir = arguments_option_or(args, "--witnesses", "witnesses");
    status = read_budget(&task->options, task->budget, why);
    if (status == MC_OK)
        status = falsify_select(task, args, why);
    return status == MC_OK && journal ? open_journal(task, journal, why) : status;
}

/* A claim that holds must not be refuted, one without a hypothesis should be. */
static int judge(const struct falsify_task *task)
{
    bool open = false;
    size_t i;

    for (i = 0; i < task->count; i++) {
        const json_t *result = task->searches[i].result;
        bool refuted = falsify_says_refuted(result, "verdict");
        bool wanted = falsify_says_refuted(result, "expected");

        if (refuted && !wanted)
            return EXIT_NOT_AS_EXPECTED;
        open = open || (wanted && !refuted);
    }
    return open ? EXIT_NOT_DECIDED : EXIT_AS_EXPECTED;
}

static int tell_all(const struct falsify_task *task)
{
    json_t *list = task->call->json ? json_array() : NULL;
    size_t i;

    for (i = 0; i < task->count; i++)
        if (list && task->searches[i].result)
            json_array_append(list, task->searches[i].result);
        else if (!task->whole && task->searches[i].result)
            falsify_print(&task->searches[i]);
    if (list)
        return command_prints_json(task->call, list);
    if (task->whole)
        falsify_table(task);
    return EXIT_AS_EXPECTED;
}

static int search(struct falsify_task *task, const struct arguments *args)
{
    const char *csv = arguments_option(args, "--csv", 0);
    struct mc_complaint why = {{0}};
    enum mc_status status = read_task(task, args, &why);
    int code;

    if (status == MC_OK)
        status = falsify_run(task, &why);
    if (status == MC_OK && csv)
        status = falsify_csv(task, csv, &why);
    if (status != MC_OK)
        return command_fails(task->call, NULL, status, &why);
    code = tell_all(task);
    return code == EXIT_AS_EXPECTED ? judge(task) : code;
}

static int run(const struct invocation *call)
{
    struct falsify_task task = {.call = call};
    struct mc_complaint why = {{0}};
    struct arguments *args;
    enum mc_status status = arguments_parse(&args, call, &command_falsify, &why);
    int code = status == MC_OK ? search(&task, args) : command_fails(call, NULL, status, &why);

    for (size_t i = 0; i < task.count; i++)
        json_decref(task.searches[i].result);
    free(task.searches);
    journal_close(task.journal);
    arguments_free(args);
    return code;
}

static const struct option options[] = {
    {"--drop", "HYPOTHESIS...", "without it (a control of the claim; all: each in turn); repeatable"},
    {"--budget", "TIME", "60s (default), 5m, 1h of processor time, or looks, for each search"},
    {"--resume", "JOURNAL", "keeps every search there as it ends, and takes those it has"},
    {"--csv", "FILE", "the ratios and violations as a table"},
    {"--witnesses", "DIR", "where witnesses are written (default witnesses)"},
    {0},
};

const struct command command_falsify = {
    .id = "falsify",
    .usage = "falsify (ID... | all) [--drop HYPOTHESIS]... [--budget TIME] [--resume JOURNAL]\n"
             "                         [--csv FILE] [--witnesses DIR]",
    .title = "searches for a counterexample, certifies and shrinks it",
    .help =
        "Walks over matrices up to 4 x 4 and over whatever else the claim chooses (directions,\n"
        "gradients, starting points, fractions), and maximises lhs/rhs of each inequality.  What\n"
        "violates is decided in balls, made small and round, and written as a witness, which\n"
        "`verify --replay` evaluates again.  Nothing found proves nothing: the verdict is then\n"
        "undecided, and the best ratios say how sharp the constants are at least.  The last\n"
        "quarter of the budget (of a control the last tenth, if it is not found before) goes to\n"
        "the claim's own instances; what is found alone is told apart.  `all` is every claim and\n"
        "all that can be left out of one, on --jobs threads.  With a number of looks in place\n"
        "of a time, and the same --seed, the answer is the same everywhere.\n"
        "Ctrl-C ends the searches under way with what they have.\n\n"
        "  muoncheck falsify one-step-descent-with-decay --drop factor-one\n"
        "  muoncheck falsify kkt-score --drop all --budget 20s\n"
        "  muoncheck falsify all --resume searches.journal --csv tightness.csv\n"
        "  muoncheck falsify higham-lemma --budget 5000 --json",
    .options = options,
    .run = run,
};
