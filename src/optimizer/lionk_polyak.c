// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * M+ = b M - (1 - b) G, b = b2, and O = grad K(M+): Lion-K with b1 = b2.
 */
#include "optimizer/step.h"

static const struct step_rules rules = {averaged_momentum, map_direction,
                                        unit_scale, explicit_decay};

const struct optimizer optimizer_lionk_polyak = {
    .id = "lionk-polyak",
    .title = "Lion-K with Polyak momentum",
    .source = "arXiv:2310.05898, b1 = b2",
    .formula = "M+ = b M - (1 - b) G; O = grad K(M+), or what Nesterov adds",
    .invariant = "gauge_K(lam X) <= 1",
    .rules = &rules,
};
