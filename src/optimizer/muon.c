// SPDX-License-Identifier: GPL-3.0-or-later
#include "optimizer/step.h"

static const struct step_rules rules = {lionk_momentum, orthogonal_direction,
                                        unit_scale, explicit_decay};

const struct optimizer optimizer_muon = {
    .id = "muon",
    .title = "Muon with explicit decoupled decay",
    .source = "arXiv:2506.15054, Equation 2",
    .formula = "O = polar factor of M~; X+ = (1 - eta lam) X + eta O",
    .map = "nuclear",
    .invariant = "||X|| <= 1/lam",
    .rules = &rules,
};
