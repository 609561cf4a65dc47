// SPDX-License-Identifier: GPL-3.0-or-later
/* The tolerance that theory allows a test of a kernel. */
#include <math.h>
#include <stdlib.h>

#include "cli/command.h"
#include "cli/tolerance.h"

extern const struct command command_tolerance;

enum { MOST_STEPS = 100, LARGEST = 1000000, SEARCHED = 64, RUNS = 200, MOST_RUNS = 1000000 };

static void task_clear(struct tolerance_task *task)
{
    for (slong k = 0; k < task->steps; k++)
        fmpq_poly_clear(task->polynomials + k);
    free(task->polynomials);
    fmpq_clear(task->sigma_min);
    fmpq_clear(task->failure);
    tolerance_clear(&task->bound);
    worst_rounding_clear(&task->worst);
}

/* An integer from `least` to `most`, and where it ends. */
static bool read_integer(slong *out, const char **at, slong least, slong most)
{
    char *end;

    *out = strtol(*at, &end, 10);
    if (end == *at || *out < least || *out > most)
        return false;
    *at = end;
    return true;
}

static enum mc_status read_shape(struct tolerance_task *task, const char *text,
                                 struct mc_complaint *why)
{
    const char *at = text;

    if (!text || !read_integer(&task->rows, &at, 1, LARGEST) || *at++ != 'x' ||
        !read_integer(&task->cols, &at, 1, LARGEST) || *at)
        return mc_complain(why, MC_BAD_INPUT, "--shape %.40s: MxN, from 1 to %d, please",
                           text ? text : "", LARGEST);
    return MC_OK;
}

/* In [0, 1/sqrt(min)]: with Frobenius norm 1 no matrix has more. */
static enum mc_status read_sigma(struct tolerance_task *task, const char *text,
                                 struct mc_complaint *why)
{
    slong r = task->rows < task->cols ? task->rows : task->cols;
    enum mc_status status = mc_rational_parse(task->sigma_min, text ? text : "0", why);
    fmpq_t square;
    bool fine;

    if (status != MC_OK)
        return status;
    fmpq_init(square);
    fmpq_mul(square, task->sigma_min, task->sigma_min);
    fmpq_mul_si(square, square, r);
    fine = fmpq_sgn(task->sigma_min) >= 0 && fmpq_cmp_ui(square, 1) <= 0;
    fmpq_clear(square);
    return fine ? MC_OK
                : mc_complain(why, MC_BAD_INPUT, "--sigma-min %.40s: from 0 to 1/sqrt(%ld): it "
                              "is relative to the Frobenius norm", text, (long)r);
}

static enum mc_status read_format(struct tolerance_task *task, const struct arguments *args,
                                  struct mc_complaint *why)
{
    const char *dtype = arguments_option(args, "--dtype", 0);
    const char *sum = arguments_option(args, "--accumulate", 0);
    const char *rounding = arguments_option(args, "--rounding", 0);
    enum mc_status status = mc_arithmetic_parse(&task->format, dtype ? dtype : "bf16", why);

    task->stream = (struct mc_stream){.seed = task->call->seed};
    if (status == MC_OK && !sum)
        sum = task->format.bits > 24 ? "fp64" : "fp32";
    if (status == MC_OK)
        status = mc_arithmetic_accumulate(&task->format, sum, why);
    if (status == MC_OK && rounding)
        status = mc_arithmetic_round_by(&task->format, rounding, &task->stream, why);
    return status;
}

/* An integer option, or what it is unless given. */
static enum mc_status read_count(slong *out, const struct arguments *args, const char *option,
                                 slong otherwise, slong most, struct mc_complaint *why)
{
    const char *at = arguments_option(args, option, 0);

    *out = otherwise;
    if (at && (!read_integer(out, &at, 0, most) || *at))
        return mc_complain(why, MC_BAD_INPUT, "%s: from 0 to %ld, please", option, (long)most);
    return MC_OK;
}

/* How the search goes, and how often the probabilistic bound may fail. */
static enum mc_status read_search(struct tolerance_task *task, const struct arguments *args,
                                  struct mc_complaint *why)
{
    const char *failure = arguments_option(args, "--failure", 0);
    enum mc_status status = read_count(&task->runs, args, "--search", RUNS, MOST_RUNS, why);
    slong largest;

    if (status == MC_OK)
        status = read_count(&largest, args, "--search-size", SEARCHED, LARGEST, why);
    if (status == MC_OK)
        status = mc_rational_parse(task->failure, failure ? failure : "1/1000", why);
    if (status != MC_OK)
        return status;
    task->searched_rows = FLINT_MIN(task->rows, FLINT_MAX(largest, 1));
    task->searched_cols = FLINT_MIN(task->cols, FLINT_MAX(largest, 1));
    if (fmpq_sgn(task->failure) <= 0 || fmpq_cmp_ui(task->failure, 1) >= 0)
        return mc_complain(why, MC_BAD_INPUT, "--failure %.40s: above 0, below 1, please",
                           failure);
    return MC_OK;
}

static enum mc_status read_task(struct tolerance_task *task, const struct arguments *args,
                                struct mc_complaint *why)
{
    const char *table = arguments_option(args, "--table", 0);
    enum mc_status status;
    slong steps;

    if (arguments_positional_count(args) || !table)
        return mc_complain(why, MC_BAD_INPUT, "which table? --table NAME, please");
    status = read_count(&steps, args, "--steps", -1, MOST_STEPS, why);
    if (status == MC_OK)
        status = read_shape(task, arguments_option(args, "--shape", 0), why);
    if (status == MC_OK)
        status = read_sigma(task, arguments_option(args, "--sigma-min", 0), why);
    if (status == MC_OK)
        status = read_format(task, args, why);
    if (status == MC_OK)
        status = read_search(task, args, why);
    if (status == MC_OK)
        status = tolerance_read_table(task, table, steps, why);
    return status;
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
    command_progress(task->call, "%ld runs", (long)task->runs);
    status = worst_rounding_find(&task->worst, &question, task->runs,
                                 (unsigned long)task->call->seed);
    command_progress(task->call, "%s", "");
    return status == MC_OK ? MC_OK : mc_complain(why, status, "memory is out");
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
    if (status == MC_OK)
        status = read_task(&task, args, &why);
    if (status == MC_OK)
        status = answer(&task, &why);
    code = status == MC_OK ? tell(&task) : command_fails(call, task.table, status, &why);
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
    {"--search", "N", "runs of the search for the worst rounding: 200; 0: none"},
    {"--search-size", "N", "largest dimension that it runs: 64"},
    {0},
};

const struct command command_tolerance = {
    .id = "tolerance",
    .usage = "--table T --shape MxN [--dtype D] [--accumulate A] [--sigma-min S]",
    .title = "the tolerance that theory allows a test of a kernel",
    .help = "Bounds how far K steps in a stored format may end from the polar factor, for\n"
            "every matrix of the shape whose singular values are at least S times its\n"
            "Frobenius norm, and whose Frobenius norm lies between 1 and sqrt(largest\n"
            "number of the format) / 2: approximation (the exact iteration), rounding_bound\n"
            "(proved for this very order of the sums), and their total, with a line for a\n"
            "test.  Beside them, never mixed with them: a bound that holds but with\n"
            "probability Q if roundings have mean zero (stochastic rounding has; to nearest\n"
            "it is a model), and the worst rounding that a search over spectra and\n"
            "directions found.  Exit code 3 where no bound is proved.\n"
            "\n"
            "  muoncheck tolerance --table newton-schulz-5 --steps 12 --dtype fp32 \\\n"
            "      --accumulate fp32/blocks32 --shape 64x128 --sigma-min 1/100\n",
    .options = options,
    .run = run,
};
