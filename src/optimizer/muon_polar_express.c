// SPDX-License-Identifier: GPL-3.0-or-later
#include "optimizer/step.h"

static enum mc_status step(struct optimizer_state *state, const arb_mat_t gradient,
                           const struct optimizer_settings *settings, slong prec)
{
    return lionk_step(state, gradient, settings, polar_express_steps, explicit_decay, prec);
}

const struct optimizer optimizer_muon_polar_express = {
    .id = "muon-polar-express",
    .title = "Muon with five Polar Express steps for the polar factor",
    .source = "arXiv:2505.16932",
    .formula = "O = five steps from M~ / ||M~||_F; X+ = (1 - eta lam) X + eta O",
    .step = step,
};
