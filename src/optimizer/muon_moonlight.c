// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * M+ = mu M - G, Nesterov mu M+ - G; the shape factor gives updates the root mean square 1/5.
 */
#include "optimizer/step.h"

static const struct step_rules rules = {heavy_ball_momentum, orthogonal_direction,
                                        adam_like_scale, explicit_decay};

const struct optimizer optimizer_muon_moonlight = {
    .id = "muon-moonlight",
    .title = "Muon as Moonlight has it",
    .source = "arXiv:2502.16982",
    .formula = "O = sqrt(max(m, n))/5 polar factor of mu M+ - G, mu = b2",
    .map = "nuclear",
    .invariant = "||X|| <= sqrt(max(m, n)) / (5 lam)",
    .rules = &rules,
};
