// SPDX-License-Identifier: Apache-2.0
/*
 * Polar Express, p(x / 1.01) for all rows but the last.
 */
#include "iteration/table_steps.h"

const struct mc_iteration mc_iteration_polar_express_safe = {
    .id = "polar-express-safe",
    .title = "Polar Express with its safety factor 1.01",
    .source = "arXiv:2505.16932",
    .target = MC_POLAR,
    .scaling = MC_BY_FROBENIUS,
    .domain_text = "nonzero; singular values of the scaled start in (0, 1.0109), made for "
                   "[1/1000, 1.01]",
    .order = 3,
    .products = quintic_products,
    .default_steps = 8,
    .claim = "polar-express-images",
    .table = "polar-express-safe",
    .odd_polynomial = true,
    .step = table_step,
    .map_at = rational_map_at,
};
