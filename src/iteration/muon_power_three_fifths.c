// SPDX-License-Identifier: Apache-2.0
/*
 * muon_power.h: Y+ = Y - (1/5) (Y^5 - X^3).
 */
#include "iteration/muon_power.h"

static enum mc_status step(struct mc_state *state)
{
    return muon_power_step(state, 1, 5);
}

/* Two for X^3 and four for Y^5, in turns. */
static slong products(slong p)
{
    return 6;
}

const struct mc_iteration mc_iteration_muon_power_three_fifths = {
    .id = "muon-power-three-fifths",
    .title = "Muon^p's recurrence for U S^(3/5) V^T",
    .source = "Dong and Sawin 2026, arXiv:2606.13867, its code",
    .target = MC_POWER,
    .power = {3, 5},
    .scaling = MC_BY_FROBENIUS,
    .domain_text = "nonzero; singular values of the scaled start in (0, 1]",
    .order = 0,
    .products = products,
    .default_steps = 6,
    .claim = "muon-power-recurrences",
    .step = step,
    .output = muon_power_output,
};
