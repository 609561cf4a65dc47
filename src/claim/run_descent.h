// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The two sides of one-step-descent-with-decay along a run, for K of the settings:
 *   lhs = F(X+) - F(X) + eta S(X),  S(X) = K(G) + lam <X, G>,
 *   rhs = 2 eta K(E) + bend,        E = M~ + G,  M~ = b1 M - (1 - b1) G^,
 * lhs <= rhs where bend bounds F(X+) - F(X) - <G, X+ - X>: discrete_energy_bend or
 * segment_bend. Proof in checks/one_step_descent_with_decay.c, with K and its dual ball for the
 * nuclear norm and the spectral ball.  Errors: MC_NOT_DECIDED.
 */
#ifndef RUN_DESCENT_H
#define RUN_DESCENT_H

#include "claim/training.h"

MC_MUST_CHECK enum mc_status run_descent(arb_t lhs, arb_t rhs, const struct training *run,
                                         const struct training_step *step, const arb_t bend);

#endif
