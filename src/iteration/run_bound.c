// SPDX-License-Identifier: Apache-2.0
#include "iteration/run_bound.h"

/* Which argument there is. */
static enum mc_run_bound argument(const struct mc_iteration *iteration)
{
    switch (iteration->target) {
    case MC_POLAR:
        return MC_BY_SPECTRA;
    case MC_INVERSE_ROOT:
        return MC_BY_PAIRS;
    case MC_POWER:
        return MC_BY_RECURRENCE;
    }
    return MC_BY_NORMS;
}

/* ||X^|| + ||X||, ||X|| <= ||T|| + ||X - T||. */
static void by_norms(arb_t out, const arb_mat_t computed, const struct target *target,
                     const arb_t approximation, slong prec)
{
    mc_spectral_norm(out, computed, prec / 2);
    arb_add(out, out, target->norm, prec);
    arb_add(out, out, approximation, prec);
}

static void choose(struct mc_convergence_step *step, const arb_t bound,
                   enum mc_run_bound argument, const arb_mat_t computed,
                   const struct target *target, slong prec)
{
    arb_t trivial;

    arb_init(trivial);
    arb_indeterminate(step->run_bound);
    step->run_bound_by = MC_NO_RUN_BOUND;
    if (!arb_mat_is_finite(computed)) {
        arb_clear(trivial);
        return;
    }
    by_norms(trivial, computed, target, step->approximation, prec);
    if (arb_is_finite(trivial)) {
        arb_set(step->run_bound, trivial);
        step->run_bound_by = MC_BY_NORMS;
    }
    if (arb_is_finite(bound) && !arb_gt(bound, step->run_bound)) {
        arb_set(step->run_bound, bound);
        step->run_bound_by = argument;
    }
    arb_clear(trivial);
}

void run_bound(struct mc_convergence *out, const struct trajectory *run,
               const struct target *target, slong prec)
{
    enum mc_run_bound by = argument(target->iteration);
    arb_ptr bounds = _arb_vec_init(run->count);
    enum mc_status status = MC_OK;
    slong k;

    _arb_vec_indeterminate(bounds, run->count);
    if (by == MC_BY_SPECTRA)
        status = run_bound_spectra(bounds, run, target, prec);
    if (by == MC_BY_PAIRS)
        status = run_bound_pairs(bounds, run, target, prec);
    if (by == MC_BY_RECURRENCE)
        status = run_bound_recurrence(bounds, run, target, prec);
    for (k = 0; k < run->count; k++)
        choose(out->steps + k, bounds + k, status == MC_OK ? by : MC_NO_RUN_BOUND, run->x + k,
               target, prec);
    _arb_vec_clear(bounds, run->count);
}
