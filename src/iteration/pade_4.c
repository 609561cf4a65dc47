// SPDX-License-Identifier: Apache-2.0
/*
 * X+ = X (4 I + 4 G) (I + 6 G + G^2)^-1, G = X^T X: ((w+ - 1) / (w+ + 1)) = ((w - 1) / (w +
 * 1))^4, the principal Pade iteration of order 4 for every w > 0.
 */
#include "iteration/odd_rational.h"

static enum mc_status step(struct mc_state *state)
{
    static const slong N[] = {4, 4, 0}, D[] = {1, 6, 1};

    return integer_rational_step(state, N, D, 3);
}

/* The Gram matrix, its square, the inverse, and two products. */
static slong products(slong p)
{
    return 5;
}

const struct mc_iteration mc_iteration_pade_4 = {
    .id = "pade-4",
    .title = "principal Pade iteration of order 4",
    .source = "Kenney and Laub 1991; Higham, Functions of Matrices, 5.4",
    .target = MC_POLAR,
    .scaling = MC_UNSCALED,
    .domain_text = "nonzero",
    .order = 4,
    .products = products,
    .default_steps = 8,
    .claim = "pade-orders",
    .step = step,
    .map_at = rational_map_at,
};
