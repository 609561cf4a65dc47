// SPDX-License-Identifier: GPL-3.0-or-later
/* The steps as JSON: enclosures rounded outward everywhere. */
#include "cli/converge.h"
#include "report/envelope.h"

const char *const converge_quantities[CONVERGE_QUANTITIES] = {
    "error", "orthogonality", "approximation",  "rounding",
    "order", "bound",         "rounding_bound", "run_bound"};
const char *const converge_metric_names[CONVERGE_METRICS] = {"residual", "psd_residual",
                                                             "dual_gap", "bound_violation"};

arb_srcptr converge_quantity(const struct mc_convergence_step *step, size_t i)
{
    const arb_srcptr all[CONVERGE_QUANTITIES] = {
        step->error, step->orthogonality, step->approximation,  step->rounding,
        step->order, step->bound,         step->rounding_bound, step->run_bound};

    return all[i];
}

arb_srcptr converge_metric(const struct converge_metrics *metrics, size_t i)
{
    const arb_srcptr all[CONVERGE_METRICS] = {metrics->residual, metrics->psd_residual,
                                              metrics->dual_gap, metrics->bound_violation};

    return all[i];
}

const char *converge_run_bound_name(const struct mc_convergence *run, slong k)
{
    switch (run->steps[k].run_bound_by) {
    case MC_BY_SPECTRA:
        return "spectra";
    case MC_BY_PAIRS:
        return "pairs";
    case MC_BY_RECURRENCE:
        return "recurrence";
    case MC_BY_NORMS:
        return "norms";
    case MC_NO_RUN_BOUND:
        break;
    }
    return arb_mat_is_finite(run->x + k) ? "not-enclosed" : "left-range";
}

static const char *wrong_name(enum mc_wrong wrong)
{
    static const char *const names[] = {
        [MC_NOTHING_WRONG] = "nothing",
        [MC_LEFT_RANGE] = "left-range",
        [MC_EPSILON_RULES] = "epsilon",
        [MC_OUT_OF_HAND] = "out-of-hand",
    };

    return names[wrong];
}

static json_t *step_json(const struct converge_task *task, const struct converge_run *told,
                         slong k)
{
    const struct mc_convergence_step *step = told->run.steps + k;
    json_t *row = json_pack("{s:I}", "k", (json_int_t)k);
    size_t i;

    for (i = 0; i < CONVERGE_QUANTITIES; i++)
        json_object_set_new(row, converge_quantities[i],
                            json_enclosure_or_null(converge_quantity(step, i), task->digits));
    for (i = 0; i < CONVERGE_METRICS; i++)
        json_object_set_new(
            row, converge_metric_names[i],
            json_enclosure_or_null(converge_metric(told->metrics + k, i), task->digits));
    json_object_set_new(row, "run_bound_by",
                        json_string(converge_run_bound_name(&told->run, k)));
    return row;
}

json_t *converge_json(const struct converge_task *task, const struct converge_run *told)
{
    const struct mc_convergence *run = &told->run;
    json_t *steps = json_array(), *wrong = json_null();
    slong k;

    for (k = 0; k < run->count; k++)
        json_array_append_new(steps, step_json(task, told, k));
    if (run->wrong != MC_NOTHING_WRONG)
        wrong = json_pack("{s:s, s:I}", "what", wrong_name(run->wrong), "k",
                          (json_int_t)run->wrong_at);
    return json_pack(
        "{s:s, s:s, s:s, s:o, s:b, s:I, s:o, s:o, s:o, s:o}", "tensor", told->name, "iteration",
        run->iteration->id, "format", told->format->name, "p",
        run->p ? json_integer(run->p) : json_null(), "gram", (int)run->gram, "bits",
        (json_int_t)run->bits, "wrong", wrong, "stagnates_at",
        run->stagnates_at < 0 ? json_null() : json_integer(run->stagnates_at), "verdict",
        fmpq_is_zero(task->max_error) ? json_null()
                                      : json_string(mc_verdict_name(told->verdict)),
        "steps", steps);
}
