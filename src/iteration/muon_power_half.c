// SPDX-License-Identifier: Apache-2.0
/*
 * muon_power.h: Y+ = Y - (Y^4 - X^2) (3 X - 0.795918 Y).  sqrt(x) attracts for 0.0704 <= x <=
 * 0.57 alone, as the theorem shows; below that y = 3.76923 x does, and near 1 neither.
 */
#include "iteration/muon_power.h"

static enum mc_status step(struct mc_state *state)
{
    return muon_half_step(state, 3000000, -795918, 1000000);
}

/* The Gram matrices of X and Y, the square of one, and the product. */
static slong products(slong p)
{
    return 4;
}

const struct mc_iteration mc_iteration_muon_power_half = {
    .id = "muon-power-half",
    .title = "Muon^p's recurrence for U S^(1/2) V^T",
    .source = "Dong and Sawin 2026, arXiv:2606.13867, its code",
    .target = MC_POWER,
    .power = {1, 2},
    .scaling = MC_BY_FROBENIUS,
    .domain_text = "nonzero; singular values of the scaled start in (0.0704, 0.57), "
                   "which the scaling does not ensure",
    .order = 0,
    .products = products,
    .default_steps = 6,
    .claim = "muon-power-recurrences",
    .step = step,
    .output = muon_power_output,
};
