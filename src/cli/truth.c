// SPDX-License-Identifier: GPL-3.0-or-later
/* The exact spectrum of matrices, and their spectral transforms. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/memory.h"
#include "cli/truth.h"
#include "generator/generator.h"
#include "muoncheck/file.h"

extern const struct command command_truth;

enum { DEFAULT_DIGITS = 30 };

static void task_clear(struct truth_task *task)
{
    size_t i;

    mc_matrix_list_clear(&task->list);
    for (i = 0; i < task->power_count; i++)
        fmpq_clear(&task->powers[i]);
    free(task->powers);
}

static enum mc_status read_powers(struct truth_task *task, const struct arguments *args,
                                  struct mc_complaint *why)
{
    size_t count = arguments_option_count(args, "--p"), i;
    enum mc_status status = MC_OK;

    task->powers = calloc(count + 1, sizeof *task->powers);
    if (!task->powers)
        return mc_complain(why, MC_NO_RESOURCE, "memory is out");
    for (i = 0; i < count && status == MC_OK; i++) {
        fmpq_init(&task->powers[task->power_count++]);
        status = arguments_rational(&task->powers[i], "--p", arguments_option(args, "--p", i),
                                    why);
        if (status == MC_OK && fmpq_sgn(&task->powers[i]) < 0)
            status = mc_complain(why, MC_BAD_INPUT, "--p %s: the power must not be negative",
                                 arguments_option(args, "--p", i));
    }
    return status;
}

static enum mc_status read_spec(struct mc_matrix_list *list, const char *spec,
                                struct mc_complaint *why)
{
    enum mc_status status;

    list->items = calloc(1, sizeof *list->items);
    if (!list->items)
        return mc_complain(why, MC_NO_RESOURCE, "memory is out");
    status = generate(list->items, spec, why);
    list->count = status == MC_OK;
    return status;
}

static enum mc_status read_task(struct truth_task *task, const struct arguments *args,
                                struct mc_complaint *why)
{
    const char *spec = arguments_option(args, "--matrix", 0);
    struct mc_read_options options = {
        .flatten = arguments_option_count(args, "--flatten") > 0,
        .bf16 = arguments_option_count(args, "--bf16") > 0,
    };
    enum mc_status status = read_powers(task, args, why);

    if (status != MC_OK)
        return status;
    if (arguments_positional_count(args) + arguments_option_count(args, "--matrix") != 1)
        return mc_complain(why, MC_BAD_INPUT, "one FILE, or one --matrix SPEC, please");
    task->directory = arguments_option(args, "-o", 0);
    if (task->directory && !task->power_count)
        return mc_complain(why, MC_BAD_INPUT, "-o %.60s would stay empty: which transform?  "
                           "--p P", task->directory);
    task->generated = spec != NULL;
    task->source = spec ? spec : arguments_positional(args, 0);
    if (spec) {
        status = memory_allows_spec(task->call, spec, task->digits, why);
        return status == MC_OK ? read_spec(&task->list, spec, why) : status;
    }
    return mc_read_matrices(&task->list, task->source, &options, why);
}

/* One tensor: its spectrum and its transforms, appended to `results` where they are wanted
 * again, or printed. */
static enum mc_status tell(json_t *results, struct truth_task *task, size_t tensor,
                           struct mc_complaint *why)
{
    const struct invocation *call = task->call;
    const struct mc_matrix *A = &task->list.items[tensor];
    json_t *result = NULL, *transforms = json_array(), *certificate = NULL;
    enum mc_status status;
    struct mc_svd svd;
    size_t i;

    command_progress(call, "%zu of %zu: %s", tensor + 1, task->list.count,
                     truth_tensor_name(task, tensor));
    mc_svd_init(&svd);
    status = memory_allows_svd(call, A->rows, A->cols, task->digits, why);
    if (status == MC_OK)
        status = mc_svd_to_digits(&svd, A, task->digits + TRUTH_COMPUTED_BEYOND, call->max_bits,
                                  why);
    if (status == MC_NOT_DECIDED) {
        task->code = tensor_fails(call, task->source, truth_tensor_name(task, tensor),
                                  status, why);
        status = MC_OK;
    }
    if (status == MC_OK)
        result = truth_spectrum(task, tensor, &svd);
    if (status == MC_OK && task->directory)
        status = truth_certify(&certificate, task, tensor, &svd, why);
    for (i = 0; i < task->power_count && status == MC_OK; i++)
        status = truth_transform(transforms, task, tensor, &svd, certificate, &task->powers[i],
                                 why);
    json_object_set_new(result, "transforms", transforms);
    command_progress(call, "%s", "");
    if (status == MC_OK && !call->json)
        truth_print(task, tensor, &svd, result);
    if (call->json || task->directory)
        json_array_append_new(results, result);
    else
        json_decref(result);
    json_decref(certificate);
    mc_svd_clear(&svd);
    return status;
}

static int run(const struct invocation *call)
{
    struct truth_task task = {.call = call, .digits = call->digits ? call->digits : DEFAULT_DIGITS};
    struct mc_complaint why = {0};
    struct arguments *args;
    enum mc_status status = arguments_parse(&args, call, &command_truth, &why);
    json_t *results = json_array();
    size_t i;

    if (status == MC_OK)
        status = read_task(&task, args, &why);
    if (status == MC_OK && task.directory) {
        status = make_directory(task.directory, &why);
        task.source = status == MC_OK ? task.source : task.directory;
    }
    flint_set_num_threads((int)call->jobs);   /* those of products */
    for (i = 0; i < task.list.count && status == MC_OK; i++)
        status = tell(results, &task, i, &why);
    if (status == MC_OK && task.directory)
        status = truth_manifest(&task, results, &why);
    if (status != MC_OK)
        task.code = command_fails(call, task.source, status, &why);
    if (status == MC_OK && call->json && command_prints_json(call, json_incref(results)))
        task.code = EXIT_TOOL_FAILED;
    json_decref(results);
    task_clear(&task);
    arguments_free(args);
    return task.code;
}

static const struct option options[] = {
    {"--matrix", "SPEC", "a generated matrix instead of a file"},
    {"--p", "P...", "also the transform U S^P V^T, P >= 0 a decimal or a fraction; repeatable"},
    {"-o", "DIR", "write the transforms there, as .npy and decimals in .csv, manifest.json, certificates"},
    {"--flatten", NULL, "more than two dimensions: the first by the product of the rest"},
    {"--bf16", NULL, "two-byte void types in .npy are bfloat16"},
    {0},
};

const struct command command_truth = {
    .id = "truth",
    .usage = "truth (FILE | --matrix SPEC) [--p P]... [-o DIR] [--flatten]",
    .title = "certified singular values, rank, norms and transforms of a matrix",
    .help = "Every number is an enclosure: the exact value lies in it.  FILE is .npy, .npz,\n"
            ".safetensors, .pt, .mtx or .csv; FILE:NAME picks a tensor of a container.  P = 0 is\n"
            "the polar factor, and needs a rank that can be decided; where it cannot, the transform\n"
            "is undecided and the exit code 3.  --digits defaults to 30.  What -o wrote, `recheck\n"
            "--truth DIR` checks in exact integers.\n\n"
            "  muoncheck truth --matrix hilbert:n=12 --digits 60\n"
            "  muoncheck truth momentum.safetensors:w --p 0 --p 1/2 -o transforms --json",
    .options = options,
    .run = run,
};
