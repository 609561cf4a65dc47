// SPDX-License-Identifier: GPL-3.0-or-later
/* The error of an iteration, step by step, against the exact transform. */
#include <stdio.h>
#include <stdlib.h>

#include "cli/command.h"
#include "cli/converge.h"

extern const struct command command_converge;

enum { DEFAULT_DIGITS = 20 };

static enum mc_status draw(struct converge_task *task, enum mc_status status,
                           struct mc_complaint *why)
{
    if (status != MC_OK || !task->plot_path || !task->curves)
        return status;
    task->source = task->plot_path;
    return converge_curves_draw(task, why);
}

static int run(const struct invocation *call)
{
    struct converge_task task = {.call = call};
    struct mc_complaint why = {0};
    struct arguments *args;
    enum mc_status status = arguments_parse(&args, call, &command_converge, &why);
    json_t *results = json_array();

    task.digits = call->digits ? call->digits : DEFAULT_DIGITS;
    task.options.digits = task.digits;
    task.options.max_bits = call->max_bits;
    fmpq_init(task.epsilon);
    fmpq_init(task.max_error);
    if (status == MC_OK)
        status = converge_read(&task, args, &why);
    flint_set_num_threads((int)call->jobs);   /* those of products */
    if (status == MC_OK)
        status = converge_csv_open(&task, &why);
    if (status == MC_OK)
        status = converge_run_all(results, &task, &why);
    status = converge_csv_close(&task, status, &why);
    status = draw(&task, status, &why);
    if (status != MC_OK)
        task.code = command_fails(call, task.source, status, &why);
    if (status == MC_OK && call->json && command_prints_json(call, json_incref(results)))
        task.code = EXIT_TOOL_FAILED;
    json_decref(results);
    converge_curves_free(task.curves);
    fmpq_clear(task.epsilon);
    fmpq_clear(task.max_error);
    mc_matrix_list_clear(&task.list);
    arguments_free(args);
    return task.code;
}

static const struct option options[] = {
    {"--iteration", "NAME", "`list iterations` names them; NAME:p=P roots, NAME:rank=K sketches"},
    {"--input", "FILE", "a matrix file, or FILE:NAME"},
    {"--matrix", "SPEC...", "a generated matrix instead of a file; repeatable"},
    {"--steps", "K", "how many steps; each iteration has its own default"},
    {"--format", "F...", "fp64 (default), fp32, tf32, bf16, fp16, e4m3, e5m2, mpfr:BITS; repeatable"},
    {"--accumulate", "A", "how products are summed: fp32/blocks16, avx512-bf16, ..."},
    {"--rounding", "MODE", "nearest (default), zero, up, down, away, stochastic"},
    {"--epsilon", "E", "added to the norm that the start is divided by (as 1e-7, 1e-2)"},
    {"--max-error", "E", "decide whether the last error is at most E"},
    {"--flatten", NULL, "more than two dimensions: the first by the product of the rest"},
    {"--bf16", NULL, "two-byte void types in .npy are bfloat16"},
    {"--csv", "FILE", "the same numbers as a table, lower and upper ends in columns, all runs"},
    {"--plot", "FILE", "error, approximation, rounding, its bounds, as SVG; of several runs errors"},
    {0},
};

const struct command command_converge = {
    .id = "converge",
    .usage = "converge --iteration NAME (--input FILE | --matrix SPEC...) [--steps K]\n"
             "                          [--format F]... [--epsilon E] [--max-error E] [--flatten]\n"
             "                          [--csv FILE] [--plot FILE]",
    .title = "the error of an iteration per step, against the exact transform",
    .help =
        "Runs an iteration in the chosen arithmetic and encloses, at every step, its distance\n"
        "from the exact transform (error), what more steps would cure (approximation), what\n"
        "more precision would cure (rounding), the residual (orthogonality), the observed\n"
        "order, and the bounds that theory proves, where there are any: `rounding_bound` for all\n"
        "inputs of the shape, `run_bound` for this very run.  It says at which step\n"
        "errors stop falling, and at which the run goes wrong: exit code 1.\n"
        "Roots are of the matrix itself where it is symmetric positive definite, else of its\n"
        "smaller Gram matrix.\n"
        "\n"
        "  muoncheck converge --iteration newton-schulz-3 --matrix gaussian:m=8,n=8,seed=1\n"
        "  muoncheck converge --iteration coupled-newton:p=4 --matrix hilbert:m=3,n=3 \\\n"
        "      --format mpfr:113 --plot root.svg\n"
        "  muoncheck converge --iteration keller --matrix gaussian:m=8,n=8,seed=1 \\\n"
        "      --format bf16 --accumulate avx512-bf16\n"
        "  muoncheck converge --iteration keller --matrix gaussian:m=8,n=8,scale=1e-10 \\\n"
        "      --epsilon 1e-7 --max-error 1/2",
    .options = options,
    .run = run,
};
