// SPDX-License-Identifier: Apache-2.0
#include <stdlib.h>

#include "iteration/trajectory.h"

static void clear_matrices(arb_mat_struct *items, slong count)
{
    for (slong k = 0; items && k < count; k++)
        arb_mat_clear(items + k);
    free(items);
}

void trajectory_clear(struct trajectory *run)
{
    slong k;

    clear_matrices(run->x, run->count);
    clear_matrices(run->state_x, run->count);
    clear_matrices(run->state_y, run->count);
    for (k = 0; k + 1 < run->count && run->polynomials; k++)
        fmpq_poly_clear(run->polynomials + k);
    free(run->polynomials);
    fmpq_clear(run->lo);
    fmpq_clear(run->hi);
}

/* An infinite scale makes finite zeros of the iterates: they alone do not tell. */
static bool in_range(const struct mc_state *state)
{
    return arb_is_finite(state->scale) && arb_mat_is_finite(state->x) &&
           arb_mat_is_finite(state->y);
}

/* p(x) = x above(x^2), of the step that was taken. */
static void keep_polynomial(fmpq_poly_t p, const struct mc_state *state)
{
    fmpq_t c;
    slong j;

    fmpq_init(c);
    fmpq_poly_init(p);
    for (j = 0; j <= fmpq_poly_degree(state->above); j++) {
        fmpq_poly_get_coeff_fmpq(c, state->above, j);
        fmpq_poly_set_coeff_fmpq(p, 2 * j + 1, c);
    }
    fmpq_clear(c);
}

/* Room for steps + 1 of what this iteration leaves behind. */
static bool make_room(struct trajectory *run, const struct mc_iteration *iteration, slong steps)
{
    size_t count = (size_t)steps + 1;

    run->x = calloc(count, sizeof *run->x);
    if (iteration->odd_polynomial)
        run->polynomials = calloc(count, sizeof *run->polynomials);
    if (iteration->target != MC_POLAR) {
        run->state_x = calloc(count, sizeof *run->state_x);
        run->state_y = calloc(count, sizeof *run->state_y);
    }
    return run->x && (run->polynomials || !iteration->odd_polynomial) &&
           ((run->state_x && run->state_y) || iteration->target == MC_POLAR);
}

static void keep(arb_mat_struct *to, const arb_mat_t from)
{
    arb_mat_init(to, arb_mat_nrows(from), arb_mat_ncols(from));
    arb_mat_set(to, from);
}

static void keep_iterate(struct trajectory *run, const struct mc_state *state,
                         const struct target *target)
{
    slong k = run->count++;

    arb_mat_init(run->x + k, target->rows, target->cols);
    mc_state_finish(run->x + k, state, target->iteration);
    if (run->state_x) {
        keep(run->state_x + k, state->x);
        keep(run->state_y + k, state->y);
    }
    if (run->left_range < 0 && !(in_range(state) && arb_mat_is_finite(run->x + k)))
        run->left_range = k;
}

void trajectory_start(struct mc_state *state, const struct trajectory *run,
                      const struct target *target, const struct mc_arithmetic *in)
{
    target_prepare(state, target);
    mc_state_start(state, target->iteration, target->p, target->M, target->gram, in);
    if (target->iteration->bounded)
        mc_state_bound(state, run->lo, run->hi);
}

enum mc_status trajectory_run(struct trajectory *run, const struct target *target,
                              const struct mc_arithmetic *format, slong steps,
                              struct mc_complaint *why)
{
    struct mc_state state;
    enum mc_status status = MC_OK;

    *run = (struct trajectory){.left_range = -1};
    fmpq_init(run->lo);
    fmpq_init(run->hi);
    fmpq_set(run->lo, target->lo);
    fmpq_set(run->hi, target->hi);
    if (!make_room(run, target->iteration, steps))
        return mc_complain(why, MC_NO_RESOURCE, "no memory for %ld iterates", (long)steps + 1);
    mc_state_init(&state);
    trajectory_start(&state, run, target, format);
    for (;;) {
        keep_iterate(run, &state, target);
        if (run->count > steps)
            break;
        status = target->iteration->step(&state);
        if (run->polynomials)
            keep_polynomial(run->polynomials + run->count - 1, &state);
        if (status == MC_NO_RESOURCE)
            break;
        if (status != MC_OK) {
            status = mc_complain(why, MC_BAD_INPUT, "step %ld must invert what %s cannot",
                                 (long)run->count, format->name);
            break;
        }
    }
    mc_state_clear(&state);
    return status;
}

enum { QUANTITIES = 8 };

static arb_ptr quantity(struct mc_convergence_step *step, slong i)
{
    arb_ptr all[QUANTITIES] = {step->error, step->orthogonality, step->approximation,
                               step->rounding, step->order, step->bound,
                               step->rounding_bound, step->run_bound};

    return all[i];
}

enum mc_status convergence_init_steps(struct mc_convergence *out, slong count)
{
    slong k, i;

    out->steps = calloc((size_t)count, sizeof *out->steps);
    if (!out->steps)
        return MC_NO_RESOURCE;
    out->count = count;
    for (k = 0; k < count; k++) {
        out->steps[k].k = k;
        for (i = 0; i < QUANTITIES; i++) {
            arb_init(quantity(out->steps + k, i));
            arb_indeterminate(quantity(out->steps + k, i));
        }
    }
    return MC_OK;
}

void mc_convergence_clear(struct mc_convergence *convergence)
{
    slong k, i;

    for (k = 0; k < convergence->count; k++)
        for (i = 0; i < QUANTITIES; i++)
            arb_clear(quantity(convergence->steps + k, i));
    for (k = 0; k < convergence->count && convergence->x; k++)
        arb_mat_clear(convergence->x + k);
    free(convergence->steps);
    free(convergence->x);
    *convergence = (struct mc_convergence){0};
}
