// SPDX-License-Identifier: GPL-3.0-or-later
/* The error of an iteration, step by step, against the exact transform. */
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "cli/converge.h"
#include "cli/memory.h"
#include "generator/generator.h"
#include "muoncheck/file.h"
#include "number/suggestion.h"

extern const struct command command_converge;

enum { DEFAULT_DIGITS = 20, MOST_STEPS = 10000 };

static enum mc_status unknown_iteration(const char *id, struct mc_complaint *why)
{
    struct suggestion suggestion = {.word = id};
    char offer[96];

    for (size_t i = 0; i < mc_iteration_count; i++)
        suggestion_offer(&suggestion, mc_iterations[i]->id);
    suggestion_text(offer, sizeof offer, &suggestion);
    return mc_complain(why, MC_BAD_INPUT, "no iteration is called '%.60s'%s", id, offer);
}

/* "NAME", "NAME:p=P" or "NAME:rank=K". */
static enum mc_status read_iteration(struct converge_task *task, const char *text,
                                     struct mc_complaint *why)
{
    struct spec *spec = NULL;
    enum mc_status status;

    if (!text)
        return mc_complain(why, MC_BAD_INPUT, "which iteration? --iteration NAME; "
                           "`list iterations` names them");
    status = spec_parse(&spec, text, why);
    if (status != MC_OK)
        return status;
    task->iteration = mc_iteration_find(spec_name(spec));
    if (!task->iteration)
        status = unknown_iteration(spec_name(spec), why);
    if (status == MC_OK)
        status = spec_integer(&task->options.p, spec, "p", task->iteration->default_p, -1000,
                              1000, why);
    if (status == MC_OK && !task->options.p && task->iteration->default_p)
        status = mc_complain(why, MC_BAD_INPUT, "p = 0: there is no zeroth root");
    if (status == MC_OK)
        status = spec_integer(&task->options.sketch.rank, spec, "rank", 0, 0, 1 << 20, why);
    if (status == MC_OK && task->options.sketch.rank && !task->iteration->sketched)
        status = mc_complain(why, MC_BAD_INPUT, "%s takes no rank", task->iteration->id);
    task->options.sketch.seed = task->call->seed;
    spec_free(spec);
    return status;
}

static enum mc_status read_steps(struct converge_task *task, const char *text,
                                 struct mc_complaint *why)
{
    char *end;
    long steps;

    task->options.steps = -1;
    if (!text)
        return MC_OK;
    steps = strtol(text, &end, 10);
    if (end == text || *end || steps < 0 || steps > MOST_STEPS)
        return mc_complain(why, MC_BAD_INPUT, "--steps %.40s: a number from 0 to %d, please",
                           text, MOST_STEPS);
    task->options.steps = steps;
    return MC_OK;
}

static enum mc_status read_matrices(struct converge_task *task, const struct arguments *args,
                                    struct mc_complaint *why)
{
    const struct mc_read_options options = {
        .flatten = arguments_option_count(args, "--flatten") > 0,
        .bf16 = arguments_option_count(args, "--bf16") > 0,
    };
    const char *spec = arguments_option(args, "--matrix", 0);
    const char *file = arguments_option(args, "--input", 0);
    enum mc_status status;

    if (arguments_positional_count(args) || !spec == !file)
        return mc_complain(why, MC_BAD_INPUT, "one --input FILE, or one --matrix SPEC, please");
    task->source = spec ? spec : file;
    if (file)
        return mc_read_matrices(&task->list, file, &options, why);
    status = memory_allows_spec(task->call, spec, task->digits, why);
    if (status != MC_OK)
        return status;
    task->list.items = calloc(1, sizeof *task->list.items);
    if (!task->list.items)
        return mc_complain(why, MC_NO_RESOURCE, "memory is out");
    task->list.count = 1;
    return generate(task->list.items, spec, why);
}

/* The stream of stochastic rounding starts from --seed, and runs through all matrices. */
static enum mc_status read_format(struct converge_task *task, const struct arguments *args,
                                  struct mc_complaint *why)
{
    const char *format = arguments_option(args, "--format", 0);
    const char *sum = arguments_option(args, "--accumulate", 0);
    const char *rounding = arguments_option(args, "--rounding", 0);
    enum mc_status status = mc_arithmetic_parse(&task->format, format ? format : "fp64", why);

    task->stream = (struct mc_stream){.seed = task->call->seed};
    if (status == MC_OK && sum)
        status = mc_arithmetic_accumulate(&task->format, sum, why);
    if (status == MC_OK && rounding)
        status = mc_arithmetic_round_by(&task->format, rounding, &task->stream, why);
    return status;
}

static enum mc_status read_task(struct converge_task *task, const struct arguments *args,
                                struct mc_complaint *why)
{
    enum mc_status status = read_iteration(task, arguments_option(args, "--iteration", 0), why);

    if (status == MC_OK)
        status = read_steps(task, arguments_option(args, "--steps", 0), why);
    if (status == MC_OK)
        status = read_format(task, args, why);
    if (status == MC_OK)
        status = read_matrices(task, args, why);
    task->csv = arguments_option(args, "--csv", 0);
    task->plot = arguments_option(args, "--plot", 0);
    if (status == MC_OK && (task->csv || task->plot) && task->list.count > 1)
        status = mc_complain(why, MC_BAD_INPUT,
                             "%zu matrices, but --csv and --plot are for one: FILE:NAME",
                             task->list.count);
    return status;
}

/* One matrix.  Too few bits, or a run that leaves its format's range, are no failure: what is
 * known is told, the exit code says so. */
static enum mc_status tell(json_t *results, struct converge_task *task, size_t i,
                           struct mc_complaint *why)
{
    const struct mc_matrix *M = &task->list.items[i];
    const char *name = M->name ? M->name : task->source;
    struct mc_convergence run;
    enum mc_status status;
    int code;

    command_progress(task->call, "%zu of %zu: %s", i + 1, task->list.count, name);
    status = memory_allows_svd(task->call, M->rows, M->cols, task->digits, why);
    if (status != MC_OK)
        return status;
    status = mc_converge(&run, task->iteration, M, &task->format, &task->options, why);
    command_progress(task->call, "%s", "");
    if (status == MC_NOT_DECIDED) {
        code = tensor_fails(task->call, task->source, name, status, why);
        task->code = task->code ? task->code : code;   /* 1 is worse than 3 */
        status = MC_OK;
    }
    if (status == MC_OK && run.left_range >= 0)
        task->code = EXIT_NOT_AS_EXPECTED;
    if (status == MC_OK && task->call->json)
        json_array_append_new(results, converge_json(task, name, &run));
    else if (status == MC_OK)
        converge_print(task, name, &run);
    if (status == MC_OK && task->csv) {
        status = converge_csv(task, &run, why);
        task->source = status == MC_OK ? task->source : task->csv;
    }
    if (status == MC_OK && task->plot) {
        status = converge_plot(task, name, &run, why);
        task->source = status == MC_OK ? task->source : task->plot;
    }
    mc_convergence_clear(&run);
    return status;
}

static int run(const struct invocation *call)
{
    struct converge_task task = {.call = call};
    struct mc_complaint why = {0};
    struct arguments *args;
    enum mc_status status = arguments_parse(&args, call, &command_converge, &why);
    json_t *results = json_array();
    size_t i;

    task.digits = call->digits ? call->digits : DEFAULT_DIGITS;
    task.options.digits = task.digits;
    task.options.max_bits = call->max_bits;
    if (status == MC_OK)
        status = read_task(&task, args, &why);
    flint_set_num_threads((int)call->jobs);   /* those of products */
    for (i = 0; i < task.list.count && status == MC_OK; i++)
        status = tell(results, &task, i, &why);
    if (status != MC_OK)
        task.code = command_fails(call, task.source, status, &why);
    if (status == MC_OK && call->json && command_prints_json(call, json_incref(results)))
        task.code = EXIT_TOOL_FAILED;
    json_decref(results);
    mc_matrix_list_clear(&task.list);
    arguments_free(args);
    return task.code;
}

static const struct option options[] = {
    {"--iteration", "NAME", "`list iterations` names them; NAME:p=P for roots, NAME:rank=K for sketches"},
    {"--input", "FILE", "a matrix file, or FILE:NAME"},
    {"--matrix", "SPEC", "a generated matrix instead of a file"},
    {"--steps", "K", "how many steps; each iteration has its own default"},
    {"--format", "F", "fp64 (default), fp32, tf32, bf16, fp16, e4m3, e5m2 or mpfr:BITS"},
    {"--accumulate", "A", "how products are summed: fp32/blocks16, avx512-bf16, ..."},
    {"--rounding", "MODE", "nearest (default), zero, up, down, away, stochastic"},
    {"--flatten", NULL, "more than two dimensions: the first by the product of the rest"},
    {"--bf16", NULL, "two-byte void types in .npy are bfloat16"},
    {"--csv", "FILE", "the same numbers as a table, lower and upper ends in columns"},
    {"--plot", "FILE", "error, approximation and rounding by step, as SVG"},
    {0},
};

const struct command command_converge = {
    .id = "converge",
    .usage = "converge --iteration NAME (--input FILE | --matrix SPEC) [--steps K] [--format F]\n"
             "                          [--flatten] [--csv FILE] [--plot FILE]",
    .title = "the error of an iteration per step, against the exact transform",
    .help =
        "Runs an iteration in the chosen arithmetic and encloses, at every step, its distance\n"
        "from the exact transform (error), what more steps would cure (approximation), what\n"
        "more precision would cure (rounding), the residual (orthogonality), the observed\n"
        "order, and the bound that theory proves for the step, where there is one.\n"
        "Roots are of the matrix itself where it is symmetric positive definite, else of its\n"
        "smaller Gram matrix.\n"
        "\n"
        "  muoncheck converge --iteration newton-schulz-3 --matrix gaussian:m=8,n=8,seed=1\n"
        "  muoncheck converge --iteration coupled-newton:p=4 --matrix hilbert:m=3,n=3 \\\n"
        "      --format mpfr:113 --plot root.svg\n"
        "  muoncheck converge --iteration keller --matrix gaussian:m=8,n=8,seed=1 \\\n"
        "      --format bf16 --accumulate avx512-bf16",
    .options = options,
    .run = run,
};
