// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * X+ = (1 - gamma) X + gamma V, gamma = eta, V = rho grad K(M+): the vertex of the ball of
 * radius rho in the dual norm of K that <., -M+> is least at.  Explicit Lion-K is this with
 * gamma = eta lam, rho = 1/lam.
 */
#include "optimizer/step.h"

static const struct step_rules rules = {lionk_momentum, map_direction,
                                        unit_scale, toward_vertex};

const struct optimizer optimizer_frank_wolfe = {
    .id = "frank-wolfe",
    .title = "stochastic Frank-Wolfe with momentum",
    .source = "arXiv:1802.05249; arXiv:2506.04192",
    .formula = "X+ = (1 - eta) X + eta rho grad K(M~)",
    .invariant = "gauge_K(X) <= rho",
    .rules = &rules,
};
