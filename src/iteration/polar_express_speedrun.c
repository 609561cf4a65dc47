// SPDX-License-Identifier: Apache-2.0
/*
 * Polar Express with factor 1.02, five rows.
 */
#include "iteration/table_steps.h"

const struct mc_iteration mc_iteration_polar_express_speedrun = {
    .id = "polar-express-speedrun",
    .title = "Polar Express of the speed runs, factor 1.02",
    .source = "modded-nanogpt",
    .target = MC_POLAR,
    .scaling = MC_BY_FROBENIUS,
    .domain_text = "nonzero; singular values of the scaled start in (0, 1.0218); five "
                   "steps",
    .order = 0,
    .products = quintic_products,
    .default_steps = 5,
    .claim = "spectral-maps",
    .table = "polar-express-speedrun",
    .odd_polynomial = true,
    .step = table_step,
    .map_at = rational_map_at,
};
