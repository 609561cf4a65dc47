// SPDX-License-Identifier: Apache-2.0
/*
 * Polar Express with factor 1.01 twice in the coefficients, rounded to four decimals.
 */
#include "iteration/table_steps.h"

const struct mc_iteration mc_iteration_polar_express_nemo = {
    .id = "polar-express-nemo",
    .title = "Polar Express as Emerging-Optimizers ships it",
    .source = "Emerging-Optimizers",
    .target = MC_POLAR,
    .scaling = MC_BY_FROBENIUS,
    .domain_text = "nonzero; singular values of the scaled start in (0, 1.0109)",
    .order = 3,
    .products = quintic_products,
    .default_steps = 8,
    .claim = "spectral-maps",
    .table = "polar-express-nemo",
    .odd_polynomial = true,
    .step = table_step,
    .map_at = rational_map_at,
};
