// SPDX-License-Identifier: Apache-2.0
/*
 * muon_power.h: Y+ = Y - 0.66 (Y^3 - X).
 */
#include "iteration/muon_power.h"

static enum mc_status step(struct mc_state *state)
{
    return muon_power_step(state, 33, 50);
}

/* The Gram matrix and the product. */
static slong products(slong p)
{
    return 2;
}

const struct mc_iteration mc_iteration_muon_power_third = {
    .id = "muon-power-third",
    .title = "Muon^p's recurrence for U S^(1/3) V^T",
    .source = "Dong and Sawin 2026, arXiv:2606.13867, its code",
    .target = MC_POWER,
    .power = {1, 3},
    .scaling = MC_BY_FROBENIUS,
    .domain_text = "nonzero; singular values of the scaled start in (0, 1]",
    .order = 0,
    .products = products,
    .default_steps = 6,
    .claim = "muon-power-recurrences",
    .step = step,
    .output = muon_power_output,
};
