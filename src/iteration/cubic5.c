// SPDX-License-Identifier: Apache-2.0
/*
 * Five cubics, two products each.  The table ends: later steps leave X as it is.
 */
#include "iteration/table_steps.h"

const struct mc_iteration mc_iteration_cubic5 = {
    .id = "cubic5",
    .title = "five cubics",
    .source = "arXiv:2606.00371",
    .target = MC_POLAR,
    .scaling = MC_BY_FROBENIUS,
    .domain_text = "nonzero; singular values of the scaled start in (0, 1.0035); five "
                   "steps",
    .order = 0,
    .products = cubic_products,
    .default_steps = 5,
    .claim = "spectral-maps",
    .table = "cubic5",
    .odd_polynomial = true,
    .step = table_step,
    .map_at = rational_map_at,
};
