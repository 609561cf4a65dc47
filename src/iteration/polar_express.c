// SPDX-License-Identifier: Apache-2.0
/*
 * Best quintics step by step for [1/1000, 1], cushioned, then 15/8, -10/8, 3/8.  An input above
 * 1 by a rounding error may be thrown out; see polar-express-safe.
 */
#include "iteration/table_steps.h"

const struct mc_iteration mc_iteration_polar_express = {
    .id = "polar-express",
    .title = "Polar Express without its safety factor",
    .source = "arXiv:2505.16932",
    .target = MC_POLAR,
    .scaling = MC_BY_FROBENIUS,
    .domain_text = "nonzero; singular values of the scaled start in (0, 1.0000041), made "
                   "for [1/1000, 1]",
    .order = 3,
    .products = quintic_products,
    .default_steps = 8,
    .claim = "polar-express-images",
    .table = "polar-express",
    .odd_polynomial = true,
    .step = table_step,
    .map_at = rational_map_at,
};
