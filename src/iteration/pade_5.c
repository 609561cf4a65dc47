// SPDX-License-Identifier: Apache-2.0
/*
 * X+ = X (5 I + 10 G + G^2) (I + 10 G + 5 G^2)^-1, G = X^T X: ((w+ - 1) / (w+ + 1)) = ((w - 1)
 * / (w + 1))^5, the principal Pade iteration of order 5 for every w > 0.
 */
#include "iteration/odd_rational.h"

static enum mc_status step(struct mc_state *state)
{
    static const slong N[] = {5, 10, 1}, D[] = {1, 10, 5};

    return integer_rational_step(state, N, D, 3);
}

/* The Gram matrix, its square, the inverse, and two products. */
static slong products(slong p)
{
    return 5;
}

const struct mc_iteration mc_iteration_pade_5 = {
    .id = "pade-5",
    .title = "principal Pade iteration of order 5",
    .source = "Kenney and Laub 1991; Higham, Functions of Matrices, 5.4",
    .target = MC_POLAR,
    .scaling = MC_UNSCALED,
    .domain_text = "nonzero",
    .order = 5,
    .products = products,
    .default_steps = 8,
    .claim = "pade-orders",
    .step = step,
    .map_at = rational_map_at,
};
