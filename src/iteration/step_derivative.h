// SPDX-License-Identifier: Apache-2.0
/*
 * Within this room: the derivative G of a coupled step (X, Y) -> (X+, Y+), from the step itself.
 * A product, an inverse or a sum of [[X, D], [0, X]] has X's at its diagonal and the derivative
 * in the direction D beside them, so a step of [[X, D], [0, X]] and [[Y, E], [0, Y]] has G (D,
 * E) at its upper right.
 *
 * X, Y, D, E n x n.  Enclosures, in the arithmetic of the state, which is not changed.  Errors:
 * those of the step.
 */
#ifndef STEP_DERIVATIVE_H
#define STEP_DERIVATIVE_H

#include "muoncheck/iteration.h"

/* (gx, gy) = G (dx, dy), G at the state. */
MC_MUST_CHECK enum mc_status step_derivative(arb_mat_t gx, arb_mat_t gy,
                                             const struct mc_state *state, const arb_mat_t dx,
                                             const arb_mat_t dy);

/* Where X and Y commute, in their eigenvectors, G acts on the entries (i, l) of D and E by a
 * 2 x 2 matrix, from the eigenvalues x_i, y_i and x_l, y_l: G[(i n + l) 4 + 2 a + b].  x, y: n
 * each, and then those one step on. */
MC_MUST_CHECK enum mc_status step_derivative_pairs(arb_ptr G, arb_ptr x, arb_ptr y, slong n,
                                                   const struct mc_state *state);

#endif
