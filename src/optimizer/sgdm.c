// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * M+ = mu M - G, O = M+: Lion-K of K = ||.||_F^2 / 2 up to the size of M.  K* is finite, so
 * decay keeps no set.
 */
#include "optimizer/step.h"

static const struct step_rules rules = {heavy_ball_momentum, plain_direction,
                                        unit_scale, explicit_decay};

const struct optimizer optimizer_sgdm = {
    .id = "sgdm",
    .title = "SGD with momentum and decoupled decay",
    .source = "arXiv:1711.05101",
    .formula = "M+ = mu M - G; O = M+; mu = b2",
    .invariant = "none: it minimises F + lam ||X||_F^2 / 2 up to the size of M",
    .rules = &rules,
};
