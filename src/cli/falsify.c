// SPDX-License-Identifier: GPL-3.0-or-later
/* Searches for counterexamples to claims, whole or without one of their hypotheses. */
#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "cli/falsify.h"

extern const struct command command_falsify;

enum { DEFAULT_SECONDS = 60, DEFAULT_DIGITS = 15 };

static volatile sig_atomic_t interrupted;

static void interrupt(int signal_number)
{
    (void)signal_number;
    interrupted = 1;
}

const char *falsification_drop(const struct falsification *f)
{
    return f->twist ? claim_variant(f->claim, f->twist)->id : NULL;
}

/* "60s", "5m", "1h", or a number of looks. */
static enum mc_status read_budget(struct hunt_options *o, const char *text,
                                  struct mc_complaint *why)
{
    char *end = NULL;
    double value = text ? strtod(text, &end) : DEFAULT_SECONDS;
    double unit = !text || !strcmp(end, "s") ? 1 : !strcmp(end, "m") ? 60
                  : !strcmp(end, "h") ? 3600 : 0;

    if (text && (end == text || (*end && unit == 0) || !(value > 0 && value <= 1e9)))
        return mc_complain(why, MC_BAD_INPUT,
                           "--budget %.40s: 60s, 5m, 1h or a number of looks, please", text);
    if (unit > 0)
        o->seconds = value * unit;
    else
        o->looks = (slong)value;
    return MC_OK;
}

static enum mc_status add(struct falsify_task *task, const struct claim *claim, int twist)
{
    struct falsification *more =
        reallocarray(task->searches, task->count + 1, sizeof *more);

    if (!more)
        return MC_NO_RESOURCE;
    task->searches = more;
    more[task->count++] = (struct falsification){.claim = claim, .twist = twist};
    return MC_OK;
}

/* What --drop names: a hypothesis, or a control or relaxed statement; without it the claim. */
static enum mc_status add_claim(struct falsify_task *task, const struct claim *claim,
                                const struct arguments *args, struct mc_complaint *why)
{
    size_t drops = arguments_option_count(args, "--drop"), i;
    enum mc_status status = drops ? MC_OK : add(task, claim, 0);

    for (i = 0; i < drops && status == MC_OK; i++) {
        const char *name = arguments_option(args, "--drop", i);
        int named = claim_twist(claim, name), k = named ? named : 1;
        bool all = !named && !strcmp(name, "all");

        for (; (all || k == named) && claim_variant(claim, k) && status == MC_OK; k++)
            status = add(task, claim, k);
        if (!all && !named)
            return mc_complain(why, MC_BAD_INPUT, "%s has no hypothesis '%.60s' to drop; "
                               "`muoncheck explain %s` lists them", claim->id, name, claim->id);
    }
    return status == MC_OK ? MC_OK : mc_complain(why, status, "memory is out");
}

static enum mc_status read_task(struct falsify_task *task, const struct arguments *args,
                                struct mc_complaint *why)
{
    const struct invocation *call = task->call;
    const char *directory = arguments_option(args, "--witnesses", 0);
    size_t count = arguments_positional_count(args), i;
    enum mc_status status = read_budget(&task->options, arguments_option(args, "--budget", 0),
                                        why);

    task->options.seed = call->seed;
    task->options.digits = call->digits ? call->digits : DEFAULT_DIGITS;
    task->options.max_bits = call->max_bits;
    task->options.witness_dir = directory ? directory : "witnesses";
    if (status == MC_OK && !count)
        return mc_complain(why, MC_BAD_INPUT, "which claim, please?  `muoncheck list claims`");
    for (i = 0; i < count && status == MC_OK; i++) {
        const char *name = arguments_positional(args, i);
        const struct claim *claim = claim_find(name);

        status = claim ? add_claim(task, claim, args, why)
                       : mc_complain(why, MC_BAD_INPUT, "there is no claim '%.60s'", name);
    }
    return status;
}

static bool tell(void *context, slong looks, double best)
{
    const struct falsify_task *task = context;
    const struct falsification *f = &task->searches[task->done];
    const char *drop = falsification_drop(f);

    if (isfinite(best))
        command_progress(task->call, "%s%s%s  %ld looks, excess %.6g", f->claim->id,
                         drop ? " without " : "", drop ? drop : "", looks, best);
    return interrupted;
}

/* A claim that holds must not be refuted, one without a hypothesis should be. */
static int judge(const struct falsify_task *task)
{
    bool open = false;
    size_t i;

    for (i = 0; i < task->done; i++) {
        const struct falsification *f = &task->searches[i];
        bool refuted = f->found.verdict == MC_REFUTED,
             wanted = claim_expected(f->claim, f->twist) == MC_REFUTED;

        if (refuted && !wanted)
            return EXIT_NOT_AS_EXPECTED;
        open = open || (wanted && !refuted);
    }
    return open ? EXIT_NOT_DECIDED : EXIT_AS_EXPECTED;
}

static int search_all(struct falsify_task *task)
{
    struct mc_complaint why = {{0}};
    enum mc_status status = MC_OK;
    int code = 0;

    task->options.tell = tell;
    task->options.context = task;
    while (task->done < task->count && !interrupted && status == MC_OK) {
        struct falsification *f = &task->searches[task->done];

        status = hunt(&f->found, f->claim, f->twist, &task->options, &why);
        command_progress(task->call, "%s", "");
        if (status == MC_OK && !task->call->json)
            falsify_print(task, f);
        if (status != MC_OK)
            code = command_fails(task->call, f->claim->id, status, &why);
        task->done += status == MC_OK;
    }
    if (status == MC_OK)
        code = judge(task);
    if (task->call->json && status == MC_OK &&
        command_prints_json(task->call, falsify_json(task)))
        code = EXIT_TOOL_FAILED;
    return code;
}

static int run(const struct invocation *call)
{
    struct falsify_task task = {.call = call};
    struct mc_complaint why = {{0}};
    struct arguments *args;
    enum mc_status status = arguments_parse(&args, call, &command_falsify, &why);
    void (*before)(int) = signal(SIGINT, interrupt);
    int code;

    if (status == MC_OK)
        status = read_task(&task, args, &why);
    code = status == MC_OK ? search_all(&task) : command_fails(call, NULL, status, &why);
    for (size_t i = 0; i < task.count; i++)
        hunt_result_clear(&task.searches[i].found);
    free(task.searches);
    arguments_free(args);
    signal(SIGINT, before);
    return code;
}

static const struct option options[] = {
    {"--drop", "HYPOTHESIS", "without it (a control of the claim; all: each in turn)"},
    {"--budget", "TIME", "60s (default), 5m, 1h, or a number of looks, for each search"},
    {"--witnesses", "DIR", "where witnesses are written (default witnesses)"},
    {0},
};

const struct command command_falsify = {
    .id = "falsify",
    .usage = "falsify ID... [--drop HYPOTHESIS]... [--budget TIME] [--witnesses DIR]",
    .title = "searches for a counterexample, certifies and shrinks it",
    .help =
        "Walks over matrices up to 3 x 3 and over whatever else the claim chooses (directions,\n"
        "gradients, starting points, fractions), and maximises lhs/rhs of each inequality.  What\n"
        "violates is decided in balls, made small and round, and written as a witness, which\n"
        "`verify --replay` evaluates again.  Nothing found proves nothing: the verdict is then\n"
        "undecided, and the best ratios say how sharp the constants are at least.  With a number\n"
        "of looks in place of a time, and the same --seed, the answer is the same everywhere.\n"
        "Ctrl-C ends a search with what it has.\n\n"
        "  muoncheck falsify one-step-descent-with-decay --drop factor-one\n"
        "  muoncheck falsify kkt-score --drop all --budget 20s\n"
        "  muoncheck falsify higham-lemma --budget 5000 --json",
    .options = options,
    .run = run,
};
