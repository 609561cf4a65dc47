// SPDX-License-Identifier: GPL-3.0-or-later
/* The error of an iteration, step by step, against the exact transform. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "cli/converge.h"
#include "cli/memory.h"
#include "generator/generator.h"
#include "muoncheck/file.h"
#include "muoncheck/number.h"
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

/* Every --matrix in turn. */
static enum mc_status generate_all(struct converge_task *task, const struct arguments *args,
                                   struct mc_complaint *why)
{
    size_t count = arguments_option_count(args, "--matrix"), i;
    enum mc_status status = MC_OK;

    task->list.items = calloc(count, sizeof *task->list.items);
    if (!task->list.items)
        return mc_complain(why, MC_NO_RESOURCE, "memory is out");
    for (i = 0; i < count && status == MC_OK; i++) {
        task->source = arguments_option(args, "--matrix", i);
        status = memory_allows_spec(task->call, task->source, task->digits, why);
        if (status == MC_OK)
            status = generate(task->list.items + i, task->source, why);
        task->list.count += status == MC_OK;
    }
    return status;
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

    if (arguments_positional_count(args) || !spec == !file)
        return mc_complain(why, MC_BAD_INPUT,
                           "one --input FILE, or --matrix SPEC (as often as wanted), please");
    task->source = file;
    return file ? mc_read_matrices(&task->list, file, &options, why)
                : generate_all(task, args, why);
}

/* One format of the list; the stream of stochastic rounding starts from --seed, and runs
 * through all runs. */
static enum mc_status read_format(struct converge_task *task, const char *name,
                                  const struct arguments *args, struct mc_complaint *why)
{
    struct mc_arithmetic *format = task->formats + task->format_count++;
    const char *sum = arguments_option(args, "--accumulate", 0);
    const char *rounding = arguments_option(args, "--rounding", 0);
    enum mc_status status = mc_arithmetic_parse(format, name, why);

    if (status == MC_OK && sum)
        status = mc_arithmetic_accumulate(format, sum, why);
    if (status == MC_OK && rounding)
        status = mc_arithmetic_round_by(format, rounding, &task->stream, why);
    return status;
}

static enum mc_status read_formats(struct converge_task *task, const struct arguments *args,
                                   struct mc_complaint *why)
{
    size_t count = arguments_option_count(args, "--format"), i;
    enum mc_status status = MC_OK;

    task->stream = (struct mc_stream){.seed = task->call->seed};
    if (count > MOST_FORMATS)
        return mc_complain(why, MC_BAD_INPUT, "%zu formats: %d at most, please", count,
                           MOST_FORMATS);
    if (count == 0)
        return read_format(task, "fp64", args, why);
    for (i = 0; i < count && status == MC_OK; i++)
        status = read_format(task, arguments_option(args, "--format", i), args, why);
    return status;
}

static enum mc_status read_positive(fmpq_t out, const char *text, const char *option,
                                    struct mc_complaint *why)
{
    enum mc_status status = text ? mc_rational_parse(out, text, why) : MC_OK;

    if (status == MC_OK && text && fmpq_sgn(out) <= 0)
        status = mc_complain(why, MC_BAD_INPUT, "%s %.40s: above 0, please", option, text);
    return status;
}

static enum mc_status read_task(struct converge_task *task, const struct arguments *args,
                                struct mc_complaint *why)
{
    enum mc_status status = read_iteration(task, arguments_option(args, "--iteration", 0), why);

    if (status == MC_OK)
        status = read_steps(task, arguments_option(args, "--steps", 0), why);
    if (status == MC_OK)
        status = read_formats(task, args, why);
    if (status == MC_OK)
        status = read_positive(task->epsilon, arguments_option(args, "--epsilon", 0),
                               "--epsilon", why);
    if (status == MC_OK)
        status = read_positive(task->max_error, arguments_option(args, "--max-error", 0),
                               "--max-error", why);
    if (status == MC_OK)
        status = read_matrices(task, args, why);
    if (!fmpq_is_zero(task->epsilon))
        task->options.epsilon = task->epsilon;
    if (status == MC_OK && task->options.epsilon &&
        task->iteration->scaling != MC_BY_FROBENIUS)
        status = mc_complain(why, MC_BAD_INPUT, "%s divides by no norm: --epsilon has nothing "
                             "to be added to", task->iteration->id);
    task->csv_path = arguments_option(args, "--csv", 0);
    task->plot_path = arguments_option(args, "--plot", 0);
    return status;
}

/* The last error against --max-error. */
static enum mc_verdict decide(const struct converge_task *task,
                              const struct mc_convergence *run)
{
    enum mc_verdict out = MC_UNDECIDED;
    arb_t most;

    if (fmpq_is_zero(task->max_error) || !run->count)
        return out;
    arb_init(most);
    mc_rational_enclose(most, task->max_error, run->bits);
    if (arb_le(run->steps[run->count - 1].error, most))
        out = MC_PROVED;
    else if (arb_gt(run->steps[run->count - 1].error, most) ||
             !arb_mat_is_finite(run->x + run->count - 1))
        out = MC_REFUTED;
    arb_clear(most);
    return out;
}

/* 1 is worse than 3. */
static void remember(struct converge_task *task, int code)
{
    if (code == EXIT_NOT_AS_EXPECTED || !task->code)
        task->code = code;
}

static void weigh(struct converge_task *task, const struct converge_run *told)
{
    if (told->run.wrong != MC_NOTHING_WRONG || told->verdict == MC_REFUTED)
        remember(task, EXIT_NOT_AS_EXPECTED);
    else if (!fmpq_is_zero(task->max_error) && told->verdict == MC_UNDECIDED)
        remember(task, EXIT_NOT_DECIDED);
}

static enum mc_status tell_run(json_t *results, struct converge_task *task,
                               struct converge_run *told, const struct mc_matrix *M,
                               struct mc_complaint *why)
{
    enum mc_status status = MC_OK;

    if (task->call->json || task->csv) {
        told->metrics = converge_metrics_new(&told->run, M, task->digits, task->call->max_bits);
        if (!told->metrics)
            return mc_complain(why, MC_NO_RESOURCE, "memory is out");
    }
    if (task->call->json)
        json_array_append_new(results, converge_json(task, told));
    else
        converge_print(task, told);
    if (task->csv)
        converge_csv_rows(task, told);
    if (task->plot_path)
        status = converge_curves_add(task, told, why);
    converge_metrics_free(told->metrics, told->run.count);
    return status;
}

/* One matrix in one format.  Too few bits, or a run that goes wrong, are no failure: what is
 * known is told, the exit code says so. */
static enum mc_status tell(json_t *results, struct converge_task *task, size_t i, size_t format,
                           struct mc_complaint *why)
{
    const struct mc_matrix *M = &task->list.items[i];
    struct converge_run told = {.name = M->name ? M->name : task->source,
                                .format = task->formats + format};
    enum mc_status status;

    command_progress(task->call, "%zu of %zu: %s", i + 1, task->list.count, told.name);
    status = memory_allows_svd(task->call, M->rows, M->cols, task->digits, why);
    if (status != MC_OK)
        return status;
    status = mc_converge(&told.run, task->iteration, M, told.format, &task->options, why);
    command_progress(task->call, "%s", "");
    if (status == MC_NOT_DECIDED) {
        remember(task, tensor_fails(task->call, task->source, told.name, status, why));
        status = MC_OK;
    }
    if (status == MC_OK) {
        told.verdict = decide(task, &told.run);
        weigh(task, &told);
        status = tell_run(results, task, &told, M, why);
    }
    mc_convergence_clear(&told.run);
    return status;
}

static enum mc_status tell_all(json_t *results, struct converge_task *task,
                               struct mc_complaint *why)
{
    enum mc_status status = MC_OK;
    size_t i, format;

    for (i = 0; i < task->list.count && status == MC_OK; i++)
        for (format = 0; format < task->format_count && status == MC_OK; format++)
            status = tell(results, task, i, format, why);
    return status;
}

static enum mc_status open_csv(struct converge_task *task, struct mc_complaint *why)
{
    if (!task->csv_path)
        return MC_OK;
    task->csv = fopen(task->csv_path, "w");
    if (!task->csv) {
        task->source = task->csv_path;
        return mc_complain(why, MC_BAD_INPUT, "cannot be written: %s", strerror(errno));
    }
    converge_csv_head(task->csv);
    return MC_OK;
}

static enum mc_status close_csv(struct converge_task *task, enum mc_status status,
                                struct mc_complaint *why)
{
    bool failed = task->csv && ferror(task->csv);

    failed = (task->csv && fclose(task->csv) != 0) || failed;
    if (!failed || status != MC_OK)
        return status;
    task->source = task->csv_path;
    return mc_complain(why, MC_NO_RESOURCE, "cannot be written: is the disk full?");
}

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
        status = read_task(&task, args, &why);
    flint_set_num_threads((int)call->jobs);   /* those of products */
    if (status == MC_OK)
        status = open_csv(&task, &why);
    if (status == MC_OK)
        status = tell_all(results, &task, &why);
    status = close_csv(&task, status, &why);
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
    {"--matrix", "SPEC", "a generated matrix instead of a file; may be given several times"},
    {"--steps", "K", "how many steps; each iteration has its own default"},
    {"--format", "F", "fp64 (default), fp32, tf32, bf16, fp16, e4m3, e5m2, mpfr:BITS; repeatable"},
    {"--accumulate", "A", "how products are summed: fp32/blocks16, avx512-bf16, ..."},
    {"--rounding", "MODE", "nearest (default), zero, up, down, away, stochastic"},
    {"--epsilon", "E", "added to the norm that the start is divided by (as 1e-7, 1e-2)"},
    {"--max-error", "E", "decide whether the last error is at most E"},
    {"--flatten", NULL, "more than two dimensions: the first by the product of the rest"},
    {"--bf16", NULL, "two-byte void types in .npy are bfloat16"},
    {"--csv", "FILE", "the same numbers as a table, lower and upper ends in columns, all runs"},
    {"--plot", "FILE", "error, approximation, rounding, its bound, as SVG; of several runs errors"},
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
        "order, and the bounds that theory proves, where there are any.  It says at which step\n"
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
