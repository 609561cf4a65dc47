// SPDX-License-Identifier: GPL-3.0-or-later
#include "optimizer/step.h"

static enum mc_status step(struct optimizer_state *state, const arb_mat_t gradient,
                           const struct optimizer_settings *settings, slong prec)
{
    return lionk_step(state, gradient, settings, polar_direction, explicit_decay, prec);
}

const struct optimizer optimizer_muon = {
    .id = "muon",
    .title = "Muon with explicit decoupled decay",
    .source = "arXiv:2506.15054, Equation 2",
    .formula = "O = polar factor of M~; X+ = (1 - eta lam) X + eta O",
    .step = step,
};
