// SPDX-License-Identifier: Apache-2.0
#include <stdlib.h>

#include "iteration/trajectory.h"

void trajectory_clear(struct trajectory *run)
{
    slong k;

    for (k = 0; k < run->count; k++)
        arb_mat_clear(run->x + k);
    free(run->x);
    fmpq_clear(run->lo);
    fmpq_clear(run->hi);
}

/* An infinite scale makes finite zeros of the iterates: they alone do not tell. */
static bool in_range(const struct mc_state *state)
{
    return arb_is_finite(state->scale) && arb_mat_is_finite(state->x) &&
           arb_mat_is_finite(state->y);
}

enum mc_status trajectory_run(struct trajectory *run, const struct target *target,
                              const struct mc_arithmetic *format, slong steps,
                              struct mc_complaint *why)
{
    struct mc_state state;
    enum mc_status status = MC_OK;

    *run = (struct trajectory){.x = calloc((size_t)steps + 1, sizeof *run->x),
                               .left_range = -1};
    fmpq_init(run->lo);
    fmpq_init(run->hi);
    fmpq_set(run->lo, target->lo);
    fmpq_set(run->hi, target->hi);
    if (!run->x)
        return mc_complain(why, MC_NO_RESOURCE, "no memory for %ld iterates", (long)steps + 1);
    mc_state_init(&state);
    state.sketch = target->sketch;
    mc_state_start(&state, target->iteration, target->p, target->M, target->gram, format);
    if (target->iteration->bounded)
        mc_state_bound(&state, run->lo, run->hi);
    for (;;) {
        arb_mat_init(run->x + run->count, target->rows, target->cols);
        mc_state_finish(run->x + run->count, &state, target->iteration);
        if (run->left_range < 0 &&
            !(in_range(&state) && arb_mat_is_finite(run->x + run->count)))
            run->left_range = run->count;
        if (++run->count > steps)
            break;
        status = target->iteration->step(&state);
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

enum { QUANTITIES = 6 };

static arb_ptr quantity(struct mc_convergence_step *step, slong i)
{
    arb_ptr all[QUANTITIES] = {step->error, step->orthogonality, step->approximation,
                               step->rounding, step->order, step->bound};

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
    free(convergence->steps);
    *convergence = (struct mc_convergence){0};
}
