// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * M+ = b M - (1 - b) G; X+ = (1 - eta) X + eta rho sqrt(m/n) O: a convex combination with the
 * vertex of the ball of radius rho in the norm from RMS to RMS.
 */
#include "optimizer/step.h"

static const struct step_rules rules = {averaged_momentum, orthogonal_direction,
                                        operator_scale, toward_vertex};

const struct optimizer optimizer_muon_scion = {
    .id = "muon-scion",
    .title = "Scion, constrained, for hidden layers",
    .source = "arXiv:2502.07529",
    .formula = "X+ = (1 - eta) X + eta rho sqrt(m/n) polar factor of M+",
    .map = "nuclear",
    .invariant = "||X|| <= rho sqrt(m/n)",
    .rules = &rules,
};
