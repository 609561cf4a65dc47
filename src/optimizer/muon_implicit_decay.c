// SPDX-License-Identifier: GPL-3.0-or-later
#include "optimizer/step.h"

static enum mc_status step(struct optimizer_state *state, const arb_mat_t gradient,
                           const struct optimizer_settings *settings, slong prec)
{
    return lionk_step(state, gradient, settings, polar_direction, implicit_decay, prec);
}

const struct optimizer optimizer_muon_implicit_decay = {
    .id = "muon-implicit-decay",
    .title = "Muon with implicit decoupled decay",
    .source = "arXiv:2506.15054, Equation 2 with X_(t+1) in the decay",
    .formula = "O = polar factor of M~; X+ = (X + eta O) / (1 + eta lam)",
    .step = step,
};
