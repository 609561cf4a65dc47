// SPDX-License-Identifier: Apache-2.0
/*
 * mu = 1 / sqrt(sigma_1 sigma_n) of every iterate: kappa+ = (sqrt(kappa) + 1 / sqrt(kappa)) / 2
 * at most (catalogue 3.18).
 */
#include "iteration/scaled_newton.h"
#include "muoncheck/spectrum.h"

static void size(arb_t out, const arb_mat_t A, slong prec)
{
    mc_spectral_norm(out, A, prec);
}

static enum mc_status step(struct mc_state *state)
{
    return scaled_newton_step(state, size);
}

const struct mc_iteration mc_iteration_newton_optimal = {
    .id = "newton-optimal",
    .title = "Newton with optimal scaling",
    .source = "Kenney and Laub 1992; Higham, Functions of Matrices, 8.6",
    .target = MC_POLAR,
    .scaling = MC_UNSCALED,
    .domain = MC_SQUARE | MC_FULL_RANK,
    .domain_text = "square and nonsingular",
    .order = 2,
    .products = scaled_newton_products,
    .default_steps = 9,
    .step = step,
    .map_at = scaled_newton_map_at,
};
