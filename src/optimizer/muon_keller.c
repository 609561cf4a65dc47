// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * M+ = mu M - (1 - mu) G, Nesterov mu M+ - (1 - mu) G; the shape factor stretches the update,
 * so the radius is sqrt(max(1, m/n)) / lam.
 */
#include "optimizer/step.h"

static const struct step_rules rules = {averaged_momentum, orthogonal_direction,
                                        tall_scale, explicit_decay};

const struct optimizer optimizer_muon_keller = {
    .id = "muon-keller",
    .title = "Muon as KellerJordan's package has it",
    .source = "Jordan et al. 2024, Muon",
    .formula = "O = sqrt(max(1, m/n)) polar factor of mu M+ - (1 - mu) G, mu = b2",
    .map = "nuclear",
    .invariant = "||X|| <= sqrt(max(1, m/n)) / lam",
    .rules = &rules,
};
