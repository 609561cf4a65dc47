// SPDX-License-Identifier: GPL-3.0-or-later
/* The tolerance that theory allows a test of a kernel. */
#include <math.h>

#include "cli/command.h"
#include "cli/tolerance.h"

extern const struct command command_tolerance;

static void task_clear(struct tolerance_task *task)
{
    tolerance_rows_free(task->polynomials, task->steps);
    fmpq_clear(task->sigma_min);
    fmpq_clear(task->failure);
    tolerance_clear(&task->bound);
    worst_rounding_clear(&task->worst);
    worst_rounding_clear(&task->adversary);
    mc_matrix_list_clear(&task->inputs);
    mc_matrix_list_clear(&task->outputs);
}

static int tell(const struct tolerance_task *task)
{
    int code = isfinite(task->bound.always.rounding) ? EXIT_AS_EXPECTED : EXIT_NOT_DECIDED;
    json_t *results;

    if (!task->call->json) {
        tolerance_print(task);
        return code;
    }
    results = json_array();
    json_array_append_new(results, tolerance_json(task));
    return command_prints_json(task->call, results) ? EXIT_TOOL_FAILED : code;
}

/* Bounds for the shape, and the search in one that is no larger. */
static enum mc_status answer(struct tolerance_task *task, struct mc_complaint *why)
{
    struct tolerance_question question = {
        .polynomials = task->polynomials, .steps = task->steps, .m = task->rows,
        .n = task->cols, .in = &task->format, .sigma_min = task->sigma_min};
    enum mc_status status;

    question.failure = fmpq_get_d(task->failure);
    status = tolerance_bound(&task->bound, &question, why);
    if (status != MC_OK || !task->runs)
        return status;
    question.m = task->searched_rows;
    question.n = task->searched_cols;
    return tolerance_search(task, &question, why);
}

static int run(const struct invocation *call)
{
    struct tolerance_task task = {.call = call};
    struct mc_complaint why = {0};
    struct arguments *args;
    enum mc_status status = arguments_parse(&args, call, &command_tolerance, &why);
    int code;

    fmpq_init(task.sigma_min);
    fmpq_init(task.failure);
    tolerance_init(&task.bound);
    worst_rounding_init(&task.worst);
    worst_rounding_init(&task.adversary);
    if (status == MC_OK)
        status = tolerance_read(&task, args, &why);
    if (status == MC_OK && !task.inputs.count)
        status = answer(&task, &why);
    if (status != MC_OK)
        code = command_fails(call, task.table, status, &why);
    else
        code = task.inputs.count ? tolerance_tell_runs(&task) : tell(&task);
    task_clear(&task);
    arguments_free(args);
    return code;
}

static const struct option options[] = {
    {"--table", "T", "the coefficients: a table of `list tables`, or a file with one"},
    {"--steps", "K", "how many steps; each table has its own default"},
    {"--dtype", "D", "fp64, fp32, tf32, bf16 (default), fp16, e4m3, e5m2"},
    {"--accumulate", "A", "how products are summed: fp32 (default), avx512-bf16, ..."},
    {"--rounding", "MODE", "nearest (default), zero, up, down, away, stochastic"},
    {"--shape", "MxN", "of the matrix"},
    {"--sigma-min", "S", "smallest singular value over the Frobenius norm; 0 unless given"},
    {"--failure", "Q", "probability with which the probabilistic bound may fail: 1/1000"},
    {"--search", "N", "runs of the search for the worst rounding: 100; 0: none"},
    {"--search-size", "N", "largest dimension that it runs: 64"},
    {"--input", "FILE", "instead of a shape: what rounds for these matrices alone"},
    {"--output", "FILE", "what the kernel made of them: does the format reproduce it?"},
    {0},
};

const struct command command_tolerance = {
    .id = "tolerance",
    .usage = "tolerance --table T (--shape MxN | --input FILE) [--steps K] [--dtype D]\n"
             "                           [--accumulate A] [--sigma-min S] [--search N]",
    .title = "the tolerance that theory allows a test of a kernel",
    .help = "Bounds how far K steps in a stored format may end from the polar factor, for\n"
            "every matrix of the shape whose singular values are at least S times its\n"
            "Frobenius norm, and whose Frobenius norm lies between 1 and sqrt(largest\n"
            "number of the format) / 2: approximation (the exact iteration), rounding_bound\n"
            "(proved for this very order of the sums), and their total, with a line for a\n"
            "test.  Beside them, never mixed with them: a bound that holds but with\n"
            "probability Q if roundings have mean zero (stochastic rounding has; to nearest\n"
            "it is a model), and what a search over spectra and directions found: the\n"
            "worst rounding of the format, and the worst of an opponent who may choose\n"
            "every rounding error within its unit roundoff.  Exit code 3 where no bound\n"
            "is proved.\n"
            "\n"
            "  muoncheck tolerance --table newton-schulz-5 --steps 12 --dtype fp32 \\\n"
            "      --accumulate fp32/blocks32 --shape 64x128 --sigma-min 1/100",
    .options = options,
    .run = run,
};
