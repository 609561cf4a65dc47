// SPDX-License-Identifier: Apache-2.0
/*
 * X+ = (35 - 35 G + 21 G^2 - 5 G^3) X / 16, the Pade approximant of (1 - e)^(-1/2) of degree 3
 * in e = 1 - w^2, so that 1 - w+ = O((1 - w)^4).  The map rises to 1 at 1, falls after it, and
 * vanishes at 1.58929...
 */
#include "iteration/table_steps.h"

const struct mc_iteration mc_iteration_newton_schulz_7 = {
    .id = "newton-schulz-7",
    .title = "Newton-Schulz of degree 7",
    .source = "Bjorck and Bowie 1971; Higham 2008",
    .target = MC_POLAR,
    .scaling = MC_BY_FROBENIUS,
    .domain_text = "nonzero; singular values of the scaled start in (0, 1.5892)",
    .order = 4,
    .products = septic_products,
    .default_steps = 15,
    .claim = "taylor-family",
    .table = "ns7",
    .odd_polynomial = true,
    .step = table_step,
    .map_at = rational_map_at,
};
