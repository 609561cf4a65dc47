// SPDX-License-Identifier: GPL-3.0-or-later
/* Benchmarks against peers: a table of ratios, JSON, and plots of the cost. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/bench.h"
#include "cli/program.h"
#include "cli/truth.h"

extern const struct command command_bench;

enum { USUAL_TURNS = 5, USUAL_PATIENCE = 8, FULL_PATIENCE = 300 };

static enum mc_status read_number(slong *out, const char *option, const char *text, slong lo,
                                  slong hi, struct mc_complaint *why)
{
    char *end;
    long value = strtol(text, &end, 10);

    if (end == text || (*end && *end != ',') || value < lo || value > hi)
        return mc_complain(why, MC_BAD_INPUT, "%s %.40s: numbers from %ld to %ld, please",
                           option, text, (long)lo, (long)hi);
    *out = value;
    return MC_OK;
}

/* "64,128" as a list that 0 ends; nothing where the option is absent. */
static enum mc_status read_list(slong list[CASES_MAX], const struct arguments *args,
                                const char *option, slong lo, slong hi,
                                struct mc_complaint *why)
{
    const char *text = arguments_option(args, option, 0);
    enum mc_status status = MC_OK;
    int count = 0;

    while (text && status == MC_OK && count < CASES_MAX - 1) {
        status = read_number(&list[count++], option, text, lo, hi, why);
        text = strchr(text, ',');
        text += text ? 1 : 0;
    }
    if (text && status == MC_OK)
        return mc_complain(why, MC_BAD_INPUT, "%s: at most %d numbers", option, CASES_MAX - 1);
    return status;
}

static enum mc_status read_options(struct bench_task *task, const struct arguments *args,
                                   struct mc_complaint *why)
{
    const char *turns = arguments_option(args, "--turns", 0);
    slong count = USUAL_TURNS;
    enum mc_status status = read_list(task->bench.sizes, args, "--size", 1, 8192, why);

    if (status == MC_OK)
        status = read_list(task->bench.bits, args, "--bits", 2, 2000, why);
    if (status == MC_OK && turns)
        status = read_number(&count, "--turns", turns, 1, TURNS_MAX, why);
    task->bench.turns = (int)count;
    task->bench.full = arguments_option_count(args, "--full") > 0;
    task->bench.patience = task->bench.full ? FULL_PATIENCE : USUAL_PATIENCE;
    task->bench.seed = task->call->seed;
    task->folder = arguments_option(args, "-o", 0);
    return status;
}

static enum mc_status check_names(const struct arguments *args, struct mc_complaint *why)
{
    for (size_t i = 0; i < arguments_positional_count(args); i++) {
        struct suggestion suggestion = {.word = arguments_positional(args, i)};
        char offer[96];
        if (benchmark_find(suggestion.word))
            continue;
        for (size_t k = 0; k < benchmark_count; k++)
            suggestion_offer(&suggestion, benchmarks[k]->id);
        suggestion_text(offer, sizeof offer, &suggestion);
        return mc_complain(why, MC_BAD_INPUT, "no benchmark is called '%.60s'%s",
                           suggestion.word, offer);
    }
    return MC_OK;
}

static bool wanted(const struct bench_task *task, const struct arguments *args,
                   const struct benchmark *benchmark)
{
    size_t count = arguments_positional_count(args);

    for (size_t i = 0; i < count; i++)
        if (!strcmp(arguments_positional(args, i), benchmark->id))
            return true;
    return !count && (task->bench.full || !benchmark->on_request);
}

static void progress(void *context, const char *text)
{
    command_progress(((struct bench_task *)context)->call, "%s", text);
}

static void record(void *context, const struct comparison *comparison)
{
    struct bench_task *task = context;
    struct comparison *more = realloc(task->list, (task->count + 1) * sizeof *more);

    if (!more) {
        task->memory_out = true;
        return;
    }
    task->list = more;
    more[task->count++] = *comparison;
    if (!task->call->json)
        bench_print_comparison(comparison);
}

static enum mc_status run_all(struct bench_task *task, const struct arguments *args,
                              const char **blame, struct mc_complaint *why)
{
    enum mc_status status = MC_OK;

    for (size_t i = 0; i < benchmark_count && status == MC_OK; i++) {
        if (!wanted(task, args, benchmarks[i]))
            continue;
        *blame = benchmarks[i]->id;
        if (!task->call->json)
            bench_print_title(benchmarks[i]);
        status = benchmark_run(&task->bench, benchmarks[i], why);
    }
    return task->memory_out ? MC_NO_RESOURCE : status;
}

/* Fits, and plots where there is a folder for them. */
static enum mc_status finish(struct bench_task *task, const char **blame,
                             struct mc_complaint *why)
{
    struct curve *curves;
    size_t count, i, used;
    enum mc_status status = MC_OK;

    curves_new(&curves, &count, task->list, task->count);
    if (task->call->json)
        status = bench_print_json(task, curves, count) ? MC_NO_RESOURCE : MC_OK;
    else
        bench_print_curves(curves, count);
    *blame = NULL;
    if (status == MC_OK && task->folder && !count)
        status = mc_complain(why, MC_BAD_INPUT, "-o: a plot needs two sizes at least");
    else if (status == MC_OK && task->folder) {
        *blame = task->folder;
        status = make_directory(task->folder, why);
        for (i = 0; i < count && status == MC_OK; i += used)
            status = curves_plot(task->folder, curves + i, count - i, &used, why);
    }
    free(curves);
    return status;
}

static int run(const struct invocation *call)
{
    struct bench_task task = {.call = call, .bench = {.progress = progress, .record = record}};
    struct mc_complaint why = {0};
    struct arguments *args;
    const char *blame = NULL;
    enum mc_status status = arguments_parse(&args, call, &command_bench, &why);

    task.bench.context = &task;
    if (status == MC_OK)
        status = read_options(&task, args, &why);
    if (status == MC_OK)
        status = check_names(args, &why);
    if (status == MC_OK && !call->json)
        bench_print_machine(call);
    if (status == MC_OK)
        status = run_all(&task, args, &blame, &why);
    if (status == MC_OK)
        status = finish(&task, &blame, &why);
    arguments_free(args);
    free(task.list);
    return status == MC_OK ? EXIT_AS_EXPECTED : command_fails(call, blame, status, &why);
}

static const struct option options[] = {
    {"--size", "N,...", "the sizes n instead of each benchmark's own"},
    {"--bits", "B,...", "the precisions instead of each benchmark's own"},
    {"--turns", "K", "measurements of each side (default 5)"},
    {"--full", NULL, "larger sizes, every precision, slow peers everywhere: hours"},
    {"-o", "DIR", "plots of the cost against n and against bits, as SVG"},
    {0},
};

const struct command command_bench = {
    .id = "bench",
    .usage = "bench [NAME...] [--size N,...] [--bits B,...] [--turns K] [--full] [-o DIR]",
    .title = "benchmarks against peers, each as a ratio taken in this run",
    .help =
        "Peers are called from their Debian packages, alternating with muoncheck; ratios are\n"
        "(their cost) / (ours), median with least and largest.  A peer that is not there is\n"
        "said to be missing.  Peers that are programs of their own are built by `ninja "
        "peers`.\n"
        "Seconds are processor seconds of one thread.  A side that has taken more than 8\n"
        "seconds in all (300 with --full) is not asked again.\n\n"
        "  muoncheck bench\n"
        "  muoncheck bench product svd --size 256,512 --bits 128,256 -o plots",
    .options = options,
    .run = run,
};
