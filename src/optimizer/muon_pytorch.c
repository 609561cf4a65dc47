// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * M+ = mu M - (1 - mu) G, Nesterov mu M+ - (1 - mu) G; sqrt(max(1, m/n)) goes to the step size,
 * which in exact arithmetic is the same.
 */
#include "optimizer/step.h"

static const struct step_rules rules = {averaged_momentum, orthogonal_direction,
                                        tall_scale, explicit_decay};

const struct optimizer optimizer_muon_pytorch = {
    .id = "muon-pytorch",
    .title = "Muon as torch.optim.Muon has it",
    .source = "PyTorch 2.9, torch.optim.Muon",
    .formula = "X+ = (1 - eta lam) X + sqrt(max(1, m/n)) eta O",
    .map = "nuclear",
    .invariant = "||X|| <= sqrt(max(1, m/n)) / lam",
    .rules = &rules,
};
