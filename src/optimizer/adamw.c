// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Adam with decoupled decay: Adam-p with p = 1.  A single step may leave max |x_ij| <= 1/lam.
 */
#include "optimizer/step.h"

static const struct step_rules rules = {lionk_momentum, plain_direction,
                                        unit_scale, explicit_decay};

static enum mc_status step(struct optimizer_state *state, const arb_mat_t gradient,
                           const struct optimizer_settings *settings, slong prec)
{
    return adam_step(state, gradient, settings, &rules, prec);
}

const struct optimizer optimizer_adamw = {
    .id = "adamw",
    .title = "AdamW",
    .source = "arXiv:1711.05101",
    .formula = "O = mhat / (sqrt(vhat) + epsilon) entry by entry",
    .invariant = "none that every step keeps",
    .rules = &rules,
    .step = step,
};
