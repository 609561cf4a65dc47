// SPDX-License-Identifier: GPL-3.0-or-later
#include "optimizer/step.h"

static const struct step_rules rules = {lionk_momentum, map_direction,
                                        unit_scale, explicit_decay};

const struct optimizer optimizer_lionk = {
    .id = "lionk",
    .title = "Lion-K with explicit decoupled decay, any K",
    .source = "arXiv:2310.05898",
    .formula = "O = grad K(M~); X+ = (1 - eta lam) X + eta O",
    .invariant = "gauge_K(lam X) <= 1",
    .rules = &rules,
};
