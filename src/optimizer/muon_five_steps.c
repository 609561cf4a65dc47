// SPDX-License-Identifier: GPL-3.0-or-later
#include "optimizer/step.h"

static enum mc_status step(struct optimizer_state *state, const arb_mat_t gradient,
                           const struct optimizer_settings *settings, slong prec)
{
    return lionk_step(state, gradient, settings, five_quintic_steps, explicit_decay, prec);
}

const struct optimizer optimizer_muon_five_steps = {
    .id = "muon-five-steps",
    .title = "Muon with five quintic steps for the polar factor",
    .source = "Jordan et al. 2024, Muon",
    .formula = "O = five steps from M~ / ||M~||_F; X+ = (1 - eta lam) X + eta O",
    .step = step,
};
