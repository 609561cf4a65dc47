// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdlib.h>
#include <string.h>

#include "cli/certify.h"

static const char *without(const char *name, const char *prefix)
{
    size_t length = strlen(prefix);

    if (!name)
        return "";
    return strncmp(name, prefix, length) ? name : name + length;
}

static bool starts(const char *name, const char *prefix)
{
    return name && !strncmp(name, prefix, strlen(prefix));
}

static const struct mc_matrix *partner(const struct mc_matrix_list *list, const char *name,
                                       bool prefixed)
{
    for (size_t i = 0; i < list->count; i++)
        if ((!prefixed || starts(list->items[i].name, "out.")) &&
            !strcmp(without(list->items[i].name, "out."), name))
            return &list->items[i];
    return NULL;
}

static void add(struct certify_task *task, const char *name, const struct mc_matrix *x,
                const struct mc_matrix *y)
{
    struct certify_pair *pair = &task->pairs[task->count++];

    *pair = (struct certify_pair){.name = name, .x = x, .y = y};
    mc_certified_init(&pair->found);
}

/* in.NAME with out.NAME of one file. */
static enum mc_status pair_within(struct certify_task *task, struct mc_complaint *why)
{
    const struct mc_matrix_list *list = &task->inputs;
    const struct mc_matrix *y;

    for (size_t i = 0; i < list->count; i++) {
        if (!starts(list->items[i].name, "in."))
            continue;
        y = partner(list, list->items[i].name + 3, true);
        if (!y)
            return mc_complain(why, MC_BAD_INPUT, "%.100s has no out.%.100s beside it",
                               list->items[i].name, list->items[i].name + 3);
        add(task, list->items[i].name + 3, &list->items[i], y);
    }
    if (!task->count)
        return mc_complain(why, MC_BAD_INPUT, "there are no in.NAME and out.NAME in it: "
                           "--output FILE, please");
    return MC_OK;
}

static void pair_by_name(struct certify_task *task)
{
    for (size_t i = 0; i < task->inputs.count; i++) {
        const struct mc_matrix *x = &task->inputs.items[i];
        const char *name = without(x->name, "in.");
        const struct mc_matrix *y = partner(&task->outputs, name, false);

        if (y)
            add(task, name, x, y);
    }
}

static enum mc_status pair_files(struct certify_task *task, struct mc_complaint *why)
{
    size_t m = task->inputs.count, n = task->outputs.count;

    if (m == n && m > 1)
        pair_by_name(task);
    if (m == n && !task->count)
        for (size_t i = 0; i < m; i++)
            add(task, without(task->inputs.items[i].name, "in."), &task->inputs.items[i],
                &task->outputs.items[i]);
    if (task->count != m || m != n)
        return mc_complain(why, MC_BAD_INPUT, "inputs: %zu, outputs: %zu, pairs by name: %zu; as "
                           "many of each, please", m, n, task->count);
    return MC_OK;
}

static enum mc_status turn(struct mc_matrix *A, struct mc_complaint *why)
{
    struct mc_matrix B;

    if (A->kind == MC_DYADIC) {
        mc_matrix_init_dyadic(&B, A->name, A->cols, A->rows);
        arb_mat_transpose(B.dyadic, A->dyadic);
    } else if (A->kind == MC_RATIONAL) {
        mc_matrix_init_rational(&B, A->name, A->cols, A->rows);
        fmpq_mat_transpose(B.rational, A->rational);
    } else {
        return mc_complain(why, MC_BAD_INPUT, "the entries are not exact");
    }
    mc_matrix_clear(A);
    *A = B;
    return MC_OK;
}

static enum mc_status turn_outputs(struct certify_task *task, struct mc_complaint *why)
{
    struct mc_matrix_list *list = task->output ? &task->outputs : &task->inputs;
    enum mc_status status = MC_OK;

    for (size_t i = 0; i < list->count && status == MC_OK; i++)
        if (task->output || starts(list->items[i].name, "out."))
            status = turn(&list->items[i], why);
    return status;
}

enum mc_status certify_read_pairs(struct certify_task *task, struct mc_complaint *why)
{
    enum mc_status status;

    task->blamed = task->input;
    status = mc_read_matrices(&task->inputs, task->input, &task->reading, why);
    if (status == MC_OK && task->output) {
        task->blamed = task->output;
        status = mc_read_matrices(&task->outputs, task->output, &task->reading, why);
    }
    if (status != MC_OK)
        return status;
    if (task->transposed)
        status = turn_outputs(task, why);
    if (status != MC_OK)
        return status;
    task->pairs = calloc(task->inputs.count + 1, sizeof *task->pairs);
    if (!task->pairs)
        return mc_complain(why, MC_NO_RESOURCE, "memory is out");
    status = task->output ? pair_files(task, why) : pair_within(task, why);
    return status;
}
