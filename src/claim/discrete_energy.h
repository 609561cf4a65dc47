// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The energy that Lion-K with explicit decay dissipates in discrete time.  With
 * phi_X(N) = K(N) - lam <N, X>, G^ the gradient that the optimizer was given at X,
 * M~ = b1 M - (1 - b1) G^, O = gradK(M~), D = O - lam X, K a norm with gradients of gauge 1,
 *
 *   V(X, M) = F(X) + kappa phi_X(M),   kappa = eta b1 / ((1 - b2) + eta lam (b2 - b1))
 *   V(X+, M+) - V(X, M) <= -drop phi_X(M~) + eta K(G - G^) gauge(D) + bend
 *   drop = eta/(1 - b1) - kappa (1 - b2)/(1 - b1) (1 - eta lam) > 0
 *
 * for 0 <= b1 <= b2 < 1, eta lam <= 1, where bend bounds F(X+) - F(X) - eta <G, D>, as
 * (L/2) eta^2 gauge(D)^2 does, or segment_bend.  Derived in checks/energy_descent_discrete.c.
 */
#ifndef DISCRETE_ENERGY_H
#define DISCRETE_ENERGY_H

#include "claim/training.h"
#include "muoncheck/status.h"

void discrete_energy_weights(arb_t kappa, arb_t drop, const struct optimizer_settings *s,
                             slong prec);

/* out = phi_X(N), K that of the settings.  Errors, of all that follow: MC_NOT_DECIDED. */
MC_MUST_CHECK enum mc_status discrete_energy_phi(arb_t out, const arb_mat_t N, const arb_mat_t X,
                                                 const struct optimizer_settings *s, slong prec);

/* out = (L/2) eta^2 gauge(D)^2. */
MC_MUST_CHECK enum mc_status discrete_energy_bend(arb_t out, const struct training *run,
                                                  const struct training_step *step,
                                                  const arb_t L);

/* fall = V(X+, M+) - V(X, M) + drop phi_X(M~), which is at most
 * allowed = eta K(G - G^) gauge(D) + bend.  kappa: that of the weights, or 0. */
MC_MUST_CHECK enum mc_status discrete_energy_step(arb_t fall, arb_t allowed,
                                                  const struct training *run,
                                                  const struct training_step *step,
                                                  const arb_t bend, const arb_t kappa,
                                                  const arb_t drop);

#endif
