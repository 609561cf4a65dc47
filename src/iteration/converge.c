// SPDX-License-Identifier: Apache-2.0
/*
 * The format's run is made once, and is then an exact object.  Beside it the same iteration
 * runs in balls, and the scalar map on the spectrum; the precision of both doubles until every
 * distance is narrow enough.
 */
#include "iteration/judge.h"
#include "iteration/run_bound.h"
#include "iteration/target.h"
#include "iteration/trajectory.h"
#include "muoncheck/iteration.h"
#include "muoncheck/number.h"

/* Bits by which the widths stay below the format's unit roundoff. */
enum { FINER_THAN_FORMAT = 16, FEWEST_BITS = 128, WIDTH_BITS = 96 };

/* out = ||A - B||.  A norm has no cancellation: half the precision of the iterates will do. */
static void distance(arb_t out, const arb_mat_t A, const arb_mat_t B, slong prec)
{
    arb_mat_t gap;

    arb_mat_init(gap, arb_mat_nrows(A), arb_mat_ncols(A));
    arb_mat_sub(gap, A, B, prec);
    mc_spectral_norm(out, gap, prec / 2 + FINER_THAN_FORMAT);
    arb_mat_clear(gap);
}

static void measure(struct mc_convergence_step *step, arb_t relative, const arb_mat_t computed,
                    const arb_mat_t exact, const struct target *target, arb_srcptr w,
                    slong prec)
{
    if (arb_is_finite(relative) && step->k && target->iteration->bound) {
        target->iteration->bound(step->bound, relative, prec);
        arb_mul(step->bound, step->bound, target->norm, prec);
    } else {
        arb_indeterminate(step->bound);
    }
    if (target->iteration->map || target->iteration->map_at)
        target_distance(step->approximation, relative, target, w, prec);
    else
        distance(step->approximation, exact, target->exact, prec);
    distance(step->error, computed, target->exact, prec);
    distance(step->rounding, computed, exact, prec);
    target_residual(step->orthogonality, target, computed, prec);
}

/* w_0, divided by the bound of the format's run, which may come from another precision. */
static void start_values(arb_ptr w, const struct trajectory *run, const struct target *target,
                         slong prec)
{
    arb_t hi;

    _arb_vec_set(w, target->start, target->values);
    if (target->iteration->scaling != MC_BY_BOUND)
        return;
    arb_init(hi);
    mc_rational_enclose(hi, run->hi, prec);
    _arb_vec_scalar_div(w, w, target->values, hi, prec);
    arb_clear(hi);
}

/* Fills every step at one precision. */
static enum mc_status measure_all(struct mc_convergence *out, const struct trajectory *run,
                                  const struct target *target, slong prec)
{
    struct mc_arithmetic balls = mc_arithmetic_ball(prec);
    arb_ptr w = _arb_vec_init(target->values);
    enum mc_status status = MC_OK;
    struct mc_state state;
    arb_mat_t exact;
    arb_t relative;
    slong k, i;

    arb_init(relative);
    arb_indeterminate(relative);
    arb_mat_init(exact, target->rows, target->cols);
    mc_state_init(&state);
    trajectory_start(&state, run, target, &balls);
    start_values(w, run, target, prec);
    for (k = 0; k < out->count && status == MC_OK; k++) {
        mc_state_finish(exact, &state, target->iteration);
        measure(out->steps + k, relative, run->x + k, exact, target, w, prec);
        if (k + 1 == out->count)
            break;
        status = target->iteration->step(&state);
        for (i = 0; i < target->values && status == MC_OK; i++)
            mc_state_map(w + i, w + i, &state, prec);
    }
    arb_clear(relative);
    arb_mat_clear(exact);
    mc_state_clear(&state);
    _arb_vec_clear(w, target->values);
    return status;
}

/* Is the width of x at most `allowed`?  No where x is not finite. */
static bool narrow(const arb_t x, const arb_t allowed)
{
    arb_t width;
    bool out;

    arb_init(width);
    arb_get_rad_arb(width, x);
    arb_mul_2exp_si(width, width, 1);
    out = arb_le(width, allowed);
    arb_clear(width);
    return out;
}

static bool decided(const struct mc_convergence *out, const struct trajectory *run,
                    const struct target *target, const struct mc_arithmetic *format,
                    slong digits)
{
    arb_t allowed;
    slong k;
    bool fine = true;

    arb_init(allowed);
    arb_set_ui(allowed, 10);
    arb_pow_ui(allowed, allowed, (ulong)digits, WIDTH_BITS);
    arb_inv(allowed, allowed, WIDTH_BITS);
    if (arf_cmpabs_2exp_si(arb_midref(allowed), -(format->bits + FINER_THAN_FORMAT)) > 0) {
        arb_one(allowed);
        arb_mul_2exp_si(allowed, allowed, -(format->bits + FINER_THAN_FORMAT));
    }
    arb_mul(allowed, allowed, target->norm, WIDTH_BITS);
    for (k = 0; k < out->count && fine; k++) {
        fine = narrow(out->steps[k].approximation, allowed);
        if (fine && arb_mat_is_finite(run->x + k))   /* no precision cures an overflow */
            fine = narrow(out->steps[k].error, allowed) &&
                   narrow(out->steps[k].rounding, allowed);
    }
    arb_clear(allowed);
    return fine;
}

/* One precision.  The trajectory is made with the first target that is decided. */
static enum mc_status attempt(struct mc_convergence *out, struct trajectory *run,
                              const struct mc_matrix *M, const struct mc_arithmetic *format,
                              const struct mc_convergence_options *options, slong steps,
                              slong prec, struct mc_complaint *why)
{
    struct target target;
    enum mc_status status = target_init(&target, out->iteration, out->p, M, options, prec, why);

    if (status != MC_OK)
        return status;
    out->gram = target.gram;
    out->bits = prec;
    if (!run->x)
        status = trajectory_run(run, &target, format, steps, why);
    if (status == MC_OK && !out->steps)
        status = convergence_init_steps(out, run->count);
    if (status == MC_OK)
        status = measure_all(out, run, &target, prec);
    if (status == MC_OK)
        judge(out, run, &target);
    if (status == MC_OK && !decided(out, run, &target, format, options->digits))
        status = mc_complain(why, MC_NOT_DECIDED, "%ld bits leave the errors too wide",
                             (long)prec);
    if (status == MC_OK || (out->count && prec >= options->max_bits))
        run_bound(out, run, &target, prec);
    target_clear(&target);
    return status;
}

static slong first_precision(const struct mc_arithmetic *format, slong digits, slong max_bits)
{
    slong bits = 2 * (format->bits + FINER_THAN_FORMAT);
    slong wanted = 2 * mc_bits_for_digits(digits);

    bits = bits > wanted ? bits : wanted;
    bits = bits > FEWEST_BITS ? bits : FEWEST_BITS;
    return bits < max_bits ? bits : max_bits;
}

enum mc_status mc_converge(struct mc_convergence *out, const struct mc_iteration *iteration,
                           const struct mc_matrix *M, const struct mc_arithmetic *format,
                           const struct mc_convergence_options *options,
                           struct mc_complaint *why)
{
    slong steps = options->steps < 0 ? iteration->default_steps : options->steps;
    slong prec = first_precision(format, options->digits, options->max_bits);
    struct trajectory run = {0};
    enum mc_status status;

    *out = (struct mc_convergence){.iteration = iteration, .wrong_at = -1, .stagnates_at = -1,
                                   .p = options->p ? options->p : iteration->default_p};
    if (out->p && (!iteration->accepts || !iteration->accepts(out->p)))
        return mc_complain(why, MC_BAD_INPUT, "%s takes no p = %ld", iteration->id,
                           (long)out->p);
    for (;;) {
        status = attempt(out, &run, M, format, options, steps, prec, why);
        if (status != MC_NOT_DECIDED || prec >= options->max_bits)
            break;
        prec = 2 * prec < options->max_bits ? 2 * prec : options->max_bits;
    }
    if (status == MC_OK || status == MC_NOT_DECIDED) {
        trajectory_bound(out, &run, M, format, options);
        if (out->count) {
            out->x = run.x;
            run.x = NULL;
        }
    } else {
        mc_convergence_clear(out);
    }
    trajectory_clear(&run);
    return status;
}
