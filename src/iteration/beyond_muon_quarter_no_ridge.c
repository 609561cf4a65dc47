// SPDX-License-Identifier: Apache-2.0
/* beyond_muon.h, 2 times, without its ridge: for regular matrices, and scale-invariant. */
#include "iteration/beyond_muon.h"

static void output(arb_mat_t out, const struct mc_state *state)
{
    beyond_muon_output(out, state, 2, false);
}

const struct mc_iteration mc_iteration_beyond_muon_quarter_no_ridge = {
    .id = "beyond-muon-quarter-no-ridge",
    .title = "BeyondMuon's U S^(1/4) V^T without its ridge",
    .source = "arXiv:2602.04669, its code",
    .target = MC_POWER,
    .power = {1, 4},
    .scaling = MC_UNSCALED,
    .domain = MC_FULL_RANK,
    .domain_text = "full rank",
    .order = 2,
    .products = beyond_muon_products_twice,
    .default_steps = 15,
    .claim = "half-power-two-ways",
    .step = beyond_muon_step,
    .output = output,
};
