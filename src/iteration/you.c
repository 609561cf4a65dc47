// SPDX-License-Identifier: Apache-2.0
/*
 * Five quintics.  The table ends: later steps leave X as it is.
 */
#include "iteration/table_steps.h"

const struct mc_iteration mc_iteration_you = {
    .id = "you",
    .title = "five quintics by gradient search",
    .source = "You Jiacheng 2025; Emerging-Optimizers, gram-newton-schulz",
    .target = MC_POLAR,
    .scaling = MC_BY_FROBENIUS,
    .domain_text = "nonzero; singular values of the scaled start in (0, 1.3246); five "
                   "steps",
    .order = 0,
    .products = quintic_products,
    .default_steps = 5,
    .claim = "spectral-maps",
    .table = "you",
    .odd_polynomial = true,
    .step = table_step,
    .map_at = rational_map_at,
};
