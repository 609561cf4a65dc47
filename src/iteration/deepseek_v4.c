// SPDX-License-Identifier: Apache-2.0
/*
 * Eight steps of keller bring singular values into [0.68, 1.14], two of 2 x - (3/2) x^3 + x^5 /
 * 2, whose fixed point 1 has slope 0, near 1.  The table ends: later steps leave X as it is.
 */
#include "iteration/table_steps.h"

const struct mc_iteration mc_iteration_deepseek_v4 = {
    .id = "deepseek-v4",
    .title = "eight steps of keller, then two of (2, -3/2, 1/2)",
    .source = "DeepSeek-V4 report",
    .target = MC_POLAR,
    .scaling = MC_BY_FROBENIUS,
    .domain_text = "nonzero; singular values of the scaled start in (0, 1.2637); ten steps",
    .order = 0,
    .products = quintic_products,
    .default_steps = 10,
    .claim = "spectral-maps",
    .table = "deepseek-v4",
    .odd_polynomial = true,
    .step = table_step,
    .map_at = rational_map_at,
};
