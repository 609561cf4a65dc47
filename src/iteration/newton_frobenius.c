// SPDX-License-Identifier: Apache-2.0
/*
 * mu = (||X^-1||_F / ||X||_F)^(1/2).
 */
#include "iteration/scaled_newton.h"

static void size(arb_t out, const arb_mat_t A, slong prec)
{
    arb_mat_frobenius_norm(out, A, prec);
}

static enum mc_status step(struct mc_state *state)
{
    return scaled_newton_step(state, size);
}

const struct mc_iteration mc_iteration_newton_frobenius = {
    .id = "newton-frobenius",
    .title = "Newton with Frobenius scaling",
    .source = "Dubrulle 1999; Higham, Functions of Matrices, 8.6",
    .target = MC_POLAR,
    .scaling = MC_UNSCALED,
    .domain = MC_SQUARE | MC_FULL_RANK,
    .domain_text = "square and nonsingular",
    .order = 2,
    .products = scaled_newton_products,
    .default_steps = 9,
    .claim = "spectral-maps",
    .step = step,
    .map_at = scaled_newton_map_at,
};
