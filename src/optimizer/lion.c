// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Lion: the sign of M~, entry by entry.
 */
#include "optimizer/step.h"

static const struct step_rules rules = {lionk_momentum, sign_direction,
                                        unit_scale, explicit_decay};

const struct optimizer optimizer_lion = {
    .id = "lion",
    .title = "Lion",
    .source = "arXiv:2302.06675",
    .formula = "O = sign(M~) entry by entry",
    .map = "entry-sum",
    .invariant = "max |x_ij| <= 1/lam",
    .rules = &rules,
};
