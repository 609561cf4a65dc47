// SPDX-License-Identifier: GPL-3.0-or-later
#include "optimizer/step.h"

static const struct step_rules rules = {lionk_momentum, orthogonal_direction,
                                        unit_scale, implicit_decay};

const struct optimizer optimizer_muon_implicit_decay = {
    .id = "muon-implicit-decay",
    .title = "Muon with implicit decoupled decay",
    .source = "arXiv:2506.15054, Equation 2 with X_(t+1) in the decay",
    .formula = "O = polar factor of M~; X+ = (X + eta O) / (1 + eta lam)",
    .map = "nuclear",
    .invariant = "||X|| <= 1/lam",
    .rules = &rules,
};
