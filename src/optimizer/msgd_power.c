// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * M+ = mu M - G without dampening, O = U S^p V^T of M+; the published families have
 * p = 1, 1/2, 1/4, 0.  K = ||.||_(S_(1+p))^(1+p) / (1 + p): a hard constraint for p = 0 alone.
 */
#include "optimizer/step.h"

static const struct step_rules rules = {heavy_ball_momentum, power_direction,
                                        unit_scale, explicit_decay};

const struct optimizer optimizer_msgd_power = {
    .id = "msgd-power",
    .title = "mSGD-p: U S^p V^T of the momentum",
    .source = "arXiv:2602.04669, Section 3",
    .formula = "M+ = mu M - G; O = U S^p V^T of M+; mu = b2",
    .invariant = "||X|| <= 1/lam for p = 0, none for p > 0",
    .rules = &rules,
};
