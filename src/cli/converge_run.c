// SPDX-License-Identifier: GPL-3.0-or-later
/* Every matrix in every format: run, weighed, told. */
#include "cli/converge.h"
#include "cli/memory.h"
#include "muoncheck/number.h"

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
        status = converge_csv_rows(task, told, why);
    if (status == MC_OK && task->plot_path)
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

enum mc_status converge_run_all(json_t *results, struct converge_task *task,
                                struct mc_complaint *why)
{
    enum mc_status status = MC_OK;
    size_t i, format;

    for (i = 0; i < task->list.count && status == MC_OK; i++)
        for (format = 0; format < task->format_count && status == MC_OK; format++)
            status = tell(results, task, i, format, why);
    return status;
}
