// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The energy that Lion-K with explicit decay dissipates in discrete time.  With
 * phi_X(N) = K(N) - lam <N, X>, G^ the gradient that the optimizer was given at X,
 * M~ = b1 M - (1 - b1) G^, O = gradK(M~), D = O - lam X, K the nuclear norm,
 *
 *   V(X, M) = F(X) + kappa phi_X(M),   kappa = eta b1 / ((1 - b2) + eta lam (b2 - b1))
 *   V(X+, M+) - V(X, M) <= -drop phi_X(M~) + eta ||G - G^||_* ||D|| + (L/2) eta^2 ||D||^2
 *   drop = eta/(1 - b1) - kappa (1 - b2)/(1 - b1) (1 - eta lam) > 0
 *
 * for 0 <= b1 <= b2 < 1, eta lam <= 1.  Derived in checks/energy_descent_discrete.c.
 */
#ifndef DISCRETE_ENERGY_H
#define DISCRETE_ENERGY_H

#include "claim/training.h"
#include "muoncheck/status.h"

void discrete_energy_weights(arb_t kappa, arb_t drop, const struct optimizer_settings *s,
                             slong prec);

/* out = phi_X(N). */
void discrete_energy_phi(arb_t out, const arb_mat_t N, const arb_mat_t X,
                         const struct optimizer_settings *s, slong prec);

/* fall = V(X+, M+) - V(X, M) + drop phi_X(M~), which is at most
 * allowed = eta ||G - G^||_* ||D|| + (L/2) eta^2 ||D||^2.  kappa: that of the weights, or 0. */
void discrete_energy_step(arb_t fall, arb_t allowed, const struct training *run,
                          const struct training_step *step, const arb_t L, const arb_t kappa,
                          const arb_t drop);

#endif
