// SPDX-License-Identifier: GPL-3.0-or-later
#include "optimizer/step.h"

static const struct step_rules rules = {lionk_momentum, map_direction,
                                        unit_scale, implicit_decay};

const struct optimizer optimizer_lionk_implicit_decay = {
    .id = "lionk-implicit-decay",
    .title = "Lion-K with implicit decoupled decay, any K",
    .source = "arXiv:2310.05898 with X_(t+1) in the decay",
    .formula = "O = grad K(M~); X+ = (X + eta O) / (1 + eta lam)",
    .invariant = "gauge_K(lam X) <= 1",
    .rules = &rules,
};
