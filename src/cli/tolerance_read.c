// SPDX-License-Identifier: GPL-3.0-or-later
#include <math.h>
#include <stdlib.h>

#include "cli/tolerance.h"

enum { MOST_STEPS = 100, LARGEST = 1000000, SEARCHED = 64, RUNS = 100, MOST_RUNS = 1000000 };

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

    if (!text)
        return mc_complain(why, MC_BAD_INPUT, "which shape? --shape MxN or --input FILE");
    if (!read_integer(&task->rows, &at, 1, LARGEST) || *at++ != 'x' ||
        !read_integer(&task->cols, &at, 1, LARGEST) || *at)
        return mc_complain(why, MC_BAD_INPUT, "--shape %.40s: MxN, from 1 to %d, please",
                           text, LARGEST);
    return MC_OK;
}

/* In [0, 1/sqrt(min)]: with Frobenius norm 1 no matrix has more. */
static enum mc_status read_sigma(struct tolerance_task *task, const char *text,
                                 struct mc_complaint *why)
{
    slong r = task->rows < task->cols ? task->rows : task->cols;
    enum mc_status status =
        arguments_rational(task->sigma_min, "--sigma-min", text ? text : "0", why);
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
    const char *text = arguments_option(args, option, 0);

    *out = otherwise;
    return text ? arguments_whole(out, option, text, 0, most, why) : MC_OK;
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
        status = arguments_rational(task->failure, "--failure", failure ? failure : "1/1000", why);
    if (status != MC_OK)
        return status;
    task->searched_rows = FLINT_MIN(task->rows, FLINT_MAX(largest, 1));
    task->searched_cols = FLINT_MIN(task->cols, FLINT_MAX(largest, 1));
    if (fmpq_sgn(task->failure) <= 0 || fmpq_cmp_ui(task->failure, 1) >= 0)
        return mc_complain(why, MC_BAD_INPUT, "--failure %.40s: above 0, below 1, please",
                           failure);
    return MC_OK;
}

/* What is wrong with a file is said with its name. */
static enum mc_status read_file(struct mc_matrix_list *list, const char *file,
                                struct mc_complaint *why)
{
    struct mc_complaint what = {0};
    enum mc_status status = mc_read_matrices(list, file, NULL, &what);

    return status == MC_OK ? MC_OK : mc_complain(why, status, "%.120s: %s", file, what.text);
}

/* Matrices instead of a shape; results are paired with them in order. */
static enum mc_status read_input(struct tolerance_task *task, const struct arguments *args,
                                 struct mc_complaint *why)
{
    const char *input = arguments_option(args, "--input", 0);
    const char *output = arguments_option(args, "--output", 0);
    enum mc_status status = read_file(&task->inputs, input, why);
    size_t i;

    if (status == MC_OK && output)
        status = read_file(&task->outputs, output, why);
    if (status != MC_OK || !output)
        return status;
    if (task->inputs.count != task->outputs.count)
        return mc_complain(why, MC_BAD_INPUT, "%zu inputs, but %zu outputs", task->inputs.count,
                           task->outputs.count);
    for (i = 0; i < task->inputs.count; i++)
        if (task->inputs.items[i].rows != task->outputs.items[i].rows ||
            task->inputs.items[i].cols != task->outputs.items[i].cols)
            return mc_complain(why, MC_BAD_INPUT, "%.60s and %.60s differ in shape",
                               task->inputs.items[i].name, task->outputs.items[i].name);
    return MC_OK;
}

enum mc_status tolerance_read(struct tolerance_task *task, const struct arguments *args,
                              struct mc_complaint *why)
{
    const char *table = arguments_option(args, "--table", 0);
    enum mc_status status;

    if (arguments_positional_count(args) || !table)
        return mc_complain(why, MC_BAD_INPUT, "which table? --table NAME, please");
    if (arguments_option(args, "--output", 0) && !arguments_option(args, "--input", 0))
        return mc_complain(why, MC_BAD_INPUT, "--output is for --input FILE");
    if (arguments_option(args, "--shape", 0) && arguments_option(args, "--input", 0))
        return mc_complain(why, MC_BAD_INPUT, "one of --shape MxN and --input FILE, please");
    status = read_count(&task->steps, args, "--steps", -1, MOST_STEPS, why);
    if (status == MC_OK && arguments_option(args, "--input", 0))
        status = read_input(task, args, why);
    else if (status == MC_OK)
        status = read_shape(task, arguments_option(args, "--shape", 0), why);
    if (status == MC_OK && !task->inputs.count)
        status = read_sigma(task, arguments_option(args, "--sigma-min", 0), why);
    if (status == MC_OK)
        status = read_format(task, args, why);
    if (status == MC_OK)
        status = read_search(task, args, why);
    if (status != MC_OK)
        return status;
    task->table = table;
    return tolerance_rows_read(&task->polynomials, &task->steps, table, why);
}
