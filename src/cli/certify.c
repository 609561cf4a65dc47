// SPDX-License-Identifier: GPL-3.0-or-later
/* The error of somebody's transform. */
#include <stdlib.h>
#include <string.h>

#include "cli/certify.h"

extern const struct command command_certify;

enum { MOST_STEPS = 1000 };

static void task_clear(struct certify_task *task)
{
    for (size_t i = 0; i < task->count; i++)
        mc_certified_clear(&task->pairs[i].found);
    mc_matrix_list_clear(&task->inputs);
    mc_matrix_list_clear(&task->outputs);
    free(task->pairs);
    mc_certify_options_clear(&task->options);
    mc_table_clear(&task->table);
}

static enum mc_status read_limit(struct certify_task *task, const struct arguments *args,
                                 struct mc_complaint *why)
{
    const char *p = arguments_option(args, "--p", 0);
    const char *most = arguments_option(args, "--max-error", 0);
    const char *norm = arguments_option(args, "--norm", 0);
    enum mc_status status = p ? arguments_rational(task->options.p, "--p", p, why) : MC_OK;

    if (status == MC_OK && fmpq_sgn(task->options.p) < 0)
        return mc_complain(why, MC_BAD_INPUT, "--p %.40s: must not be negative", p);
    if (norm && strcmp(norm, "spectral") && strcmp(norm, "frobenius"))
        return mc_complain(why, MC_BAD_INPUT, "--norm %.40s: spectral or frobenius", norm);
    task->options.in_frobenius = norm && *norm == 'f';
    if (status != MC_OK || !most)
        return status;
    task->options.has_most = true;
    status = arguments_rational(task->options.most, "--max-error", most, why);
    if (status == MC_OK && fmpq_sgn(task->options.most) < 0)
        return mc_complain(why, MC_BAD_INPUT, "--max-error %.40s: must not be negative", most);
    return status;
}

static enum mc_status read_table(struct certify_task *task, const struct arguments *args,
                                 struct mc_complaint *why)
{
    const char *name = arguments_option(args, "--compare", 0);
    const char *steps = arguments_option(args, "--steps", 0);
    struct mc_complaint table = {0};
    enum mc_status status;

    if (!name)
        return steps ? mc_complain(why, MC_BAD_INPUT, "--steps is for --compare TABLE") : MC_OK;
    if (!fmpq_is_zero(task->options.p))
        return mc_complain(why, MC_BAD_INPUT, "--compare is for --p 0");
    status = mc_table_read(&task->table, name, &table);
    if (status != MC_OK)
        return mc_complain(why, status, "--compare %.40s: %s", name, table.text);
    task->options.table = &task->table;
    task->options.steps = task->table.steps;
    return steps ? arguments_whole(&task->options.steps, "--steps", steps, 0, MOST_STEPS, why)
                 : MC_OK;
}

static enum mc_status read_task(struct certify_task *task, const struct arguments *args,
                                struct mc_complaint *why)
{
    enum mc_status status;

    task->input = arguments_option(args, "--input", 0);
    task->output = arguments_option(args, "--output", 0);
    if (!task->input && arguments_positional_count(args) == 1)
        task->input = arguments_positional(args, 0);
    else if (!task->input || arguments_positional_count(args))
        return mc_complain(why, MC_BAD_INPUT, "--input X --output Y, or one FILE with in.NAME "
                           "and out.NAME, please");
    task->transposed = arguments_option_count(args, "--transposed") > 0;
    task->reading.flatten = arguments_option_count(args, "--flatten") > 0;
    task->reading.bf16 = arguments_option_count(args, "--bf16") > 0;
    task->options.max_bits = task->call->max_bits;
    status = read_limit(task, args, why);
    if (status == MC_OK)
        status = read_table(task, args, why);
    return status == MC_OK ? certify_read_pairs(task, why) : status;
}

/* A refuted bound weighs more than one that is not decided. */
static void judge(struct certify_task *task, const struct mc_certified *found, bool decided)
{
    if (found->verdict == MC_REFUTED)
        task->code = EXIT_NOT_AS_EXPECTED;
    else if (!decided && task->code == EXIT_AS_EXPECTED)
        task->code = EXIT_NOT_DECIDED;
}

static enum mc_status tell(json_t *results, struct certify_task *task,
                           const struct certify_pair *pair, struct mc_complaint *why)
{
    if (pair->status != MC_OK && pair->status != MC_NOT_DECIDED) {
        task->blamed = pair->name;
        *why = pair->why;
        return pair->status;
    }
    judge(task, &pair->found, pair->status == MC_OK);
    if (pair->status == MC_NOT_DECIDED)
        (void)command_fails(task->call, pair->name, pair->status, &pair->why);
    if (task->call->json)
        json_array_append_new(results, certify_json(task, pair));
    else
        certify_print(task, pair);
    return MC_OK;
}

static int run(const struct invocation *call)
{
    struct certify_task task = {.call = call};
    struct mc_complaint why = {0};
    struct arguments *args;
    enum mc_status status = arguments_parse(&args, call, &command_certify, &why);
    json_t *results = json_array();

    mc_certify_options_init(&task.options);
    mc_table_init(&task.table);
    if (status == MC_OK)
        status = read_task(&task, args, &why);
    if (status == MC_OK)
        certify_run(&task);
    for (size_t i = 0; i < task.count && status == MC_OK; i++)
        status = tell(results, &task, &task.pairs[i], &why);
    if (status != MC_OK)
        task.code = command_fails(call, task.blamed, status, &why);
    else if (call->json && command_prints_json(call, json_incref(results)))
        task.code = EXIT_TOOL_FAILED;
    json_decref(results);
    task_clear(&task);
    arguments_free(args);
    return task.code;
}

static const struct option options[] = {
    {"--input", "X", "what the kernel was given: a file, or FILE:NAME"},
    {"--output", "Y", "what it returned; without it X holds in.NAME and out.NAME"},
    {"--p", "P", "the transform U S^P V^T, P >= 0; 0 (the polar factor) unless given"},
    {"--max-error", "E", "decide error <= E: exit code 0, 1 or 3"},
    {"--norm", "NORM", "of that error: spectral (default) or frobenius"},
    {"--compare", "TABLE", "also the distance to the exact image under a coefficient table"},
    {"--steps", "T", "of the table; its own number unless given"},
    {"--transposed", NULL, "the outputs lie transposed"},
    {"--flatten", NULL, "more than two dimensions: the first by the product of the rest"},
    {"--bf16", NULL, "two-byte void types in .npy are bfloat16"},
    {0},
};

const struct command command_certify = {
    .id = "certify",
    .usage = "certify (--input X --output Y | FILE) [--p P] [--max-error E] [--compare TABLE]",
    .title = "bounds the error of somebody's result",
    .help = "Encloses the distance of Y from the transform of X, and five metrics of a polar\n"
            "factor.  At less than full rank it is the distance from the set of all admissible\n"
            "values: the partial isometry on the range plus any contraction between the\n"
            "kernels.  Matrices are paired by name (in.NAME with out.NAME), or in order.\n"
            "\n"
            "  muoncheck certify --input x.npy --output y.npy --max-error 0.3\n"
            "  muoncheck certify momenta.safetensors --compare keller --steps 5 --json",
    .options = options,
    .run = run,
};
