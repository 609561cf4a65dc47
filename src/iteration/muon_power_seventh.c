// SPDX-License-Identifier: Apache-2.0
/*
 * muon_power.h: Y+ = Y - (1/7) (Y^7 - X).
 */
#include "iteration/muon_power.h"

static enum mc_status step(struct mc_state *state)
{
    return muon_power_step(state, 1, 7);
}

/* The Gram matrix, its square and cube, and the product. */
static slong products(slong p)
{
    return 4;
}

const struct mc_iteration mc_iteration_muon_power_seventh = {
    .id = "muon-power-seventh",
    .title = "Muon^p's recurrence for U S^(1/7) V^T",
    .source = "Dong and Sawin 2026, arXiv:2606.13867, its code",
    .target = MC_POWER,
    .power = {1, 7},
    .scaling = MC_BY_FROBENIUS,
    .domain_text = "nonzero; singular values of the scaled start in (0, 1]",
    .order = 0,
    .products = products,
    .default_steps = 6,
    .claim = "muon-power-recurrences",
    .step = step,
    .output = muon_power_output,
};
