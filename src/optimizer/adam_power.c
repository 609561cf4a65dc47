// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Adam's normalised momentum R through U S^p V^T; p = 1, 1/2, 1/4, 0 are the published
 * families.
 */
#include "optimizer/step.h"

static const struct step_rules rules = {lionk_momentum, power_direction,
                                        unit_scale, explicit_decay};

static enum mc_status step(struct optimizer_state *state, const arb_mat_t gradient,
                           const struct optimizer_settings *settings, slong prec)
{
    return adam_step(state, gradient, settings, &rules, prec);
}

const struct optimizer optimizer_adam_power = {
    .id = "adam-power",
    .title = "Adam-p: U S^p V^T of the normalised momentum",
    .source = "arXiv:2602.04669, Section 3",
    .formula = "R = mhat / (sqrt(vhat) + epsilon); O = U S^p V^T of R",
    .invariant = "||X|| <= 1/lam for p = 0, none for p > 0",
    .rules = &rules,
    .step = step,
};
