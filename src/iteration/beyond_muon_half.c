// SPDX-License-Identifier: Apache-2.0
/* beyond_muon.h, 1 time, with its ridge. */
#include "iteration/beyond_muon.h"

static void output(arb_mat_t out, const struct mc_state *state)
{
    beyond_muon_output(out, state, 1, true);
}

const struct mc_iteration mc_iteration_beyond_muon_half = {
    .id = "beyond-muon-half",
    .title = "BeyondMuon's U S^(1/2) V^T as shipped",
    .source = "arXiv:2602.04669, its code",
    .target = MC_POWER,
    .power = {1, 2},
    .scaling = MC_UNSCALED,
    .domain_text = "nonzero; the limit is not U S^p V^T, because of the ridge",
    .order = 0,
    .products = beyond_muon_products,
    .default_steps = 15,
    .claim = "psi-half-limit-map",
    .step = beyond_muon_step,
    .output = output,
};
