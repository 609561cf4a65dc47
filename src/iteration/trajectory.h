// SPDX-License-Identifier: Apache-2.0
/* Within this room: a format's run, and the record of steps that is made of it. */
#ifndef TRAJECTORY_H
#define TRAJECTORY_H

#include "iteration/target.h"

/* The outputs of the format, k = 0, 1, ..., count - 1; count may stay 0.  Of roots and
 * powers also the states that they come from. */
struct trajectory {
    arb_mat_struct *x, *state_x, *state_y;
    slong count, left_range;   /* the latter as in mc_convergence                             */
    fmpq_t lo, hi;             /* the bounds it was run with                                  */
    fmpq_poly_struct *polynomials;   /* count - 1: w+ = p(w) of each step; NULL: another kind */
};

/* Errors: MC_BAD_INPUT when the format cannot invert an iterate; MC_NO_RESOURCE. */
MC_MUST_CHECK enum mc_status trajectory_run(struct trajectory *run, const struct target *target,
                                            const struct mc_arithmetic *format, slong steps,
                                            struct mc_complaint *why);
void trajectory_clear(struct trajectory *run);

/* The state before the first step of this run in any arithmetic; `state` is initialised. */
void trajectory_start(struct mc_state *state, const struct trajectory *run,
                      const struct target *target, const struct mc_arithmetic *in);

/* Room for `count` steps, every quantity indeterminate: what is not measured is not known. */
MC_MUST_CHECK enum mc_status convergence_init_steps(struct mc_convergence *out, slong count);

#endif
