// SPDX-License-Identifier: Apache-2.0
/*
 * CANS: quintics that are best approximations step by step, as published.
 * Singular values end around 1, not at 1.  The table ends: later steps leave X as it is.
 */
#include "iteration/table_steps.h"

const struct mc_iteration mc_iteration_cans = {
    .id = "cans",
    .title = "Chebyshev-optimised quintics",
    .source = "arXiv:2506.10935",
    .target = MC_POLAR,
    .scaling = MC_BY_FROBENIUS,
    .domain_text = "nonzero; singular values of the scaled start in (0, 1.0000078); five "
                   "steps",
    .order = 0,
    .products = quintic_products,
    .default_steps = 5,
    .claim = "polar-express-recipe",
    .table = "cans",
    .odd_polynomial = true,
    .step = table_step,
    .map_at = rational_map_at,
};
