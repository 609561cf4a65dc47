// SPDX-License-Identifier: Apache-2.0
/*
 * Scaling from bounds a >= sigma_1 and b <= sigma_n alone: mu_0 = 1 / sqrt(a b), mu_1 =
 * sqrt(2 sqrt(a b) / (a + b)), mu_(k+1) = sqrt(2 / (mu_k + 1 / mu_k)), which is 1 / sqrt(lo hi)
 * for the interval that holds the spectrum of X_k.
 */
#include "iteration/scaled_newton.h"

const struct mc_iteration mc_iteration_newton_byers_xu = {
    .id = "newton-byers-xu",
    .title = "Newton with the scaling of Byers and Xu",
    .source = "Byers and Xu 2008",
    .target = MC_POLAR,
    .scaling = MC_UNSCALED,
    .bounded = true,
    .domain = MC_SQUARE | MC_FULL_RANK,
    .domain_text = "square and nonsingular",
    .order = 2,
    .products = scaled_newton_products,
    .default_steps = 9,
    .step = bounded_newton_step,
    .map_at = scaled_newton_map_at,
};
