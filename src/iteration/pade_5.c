// SPDX-License-Identifier: Apache-2.0
/*
 * X+ = X (5 I + 10 G + G^2) (I + 10 G + 5 G^2)^-1, G = X^T X: ((w+ - 1) / (w+ + 1)) = ((w - 1)
 * / (w + 1))^5, the principal Pade iteration of order 5 for every w > 0.
 */
#include "iteration/odd_rational.h"

static const slong N[] = {5, 10, 1}, D[] = {1, 10, 5};

static void set(fmpq_poly_t p, const slong *c, slong count)
{
    slong i;

    fmpq_poly_init(p);
    for (i = 0; i < count; i++)
        fmpq_poly_set_coeff_si(p, i, c[i]);
}

static enum mc_status step(struct mc_state *state)
{
    fmpq_poly_t above, below;
    enum mc_status status;

    set(above, N, sizeof N / sizeof *N);
    set(below, D, sizeof D / sizeof *D);
    status = odd_rational_step(state, above, below);
    fmpq_poly_clear(above);
    fmpq_poly_clear(below);
    return status;
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
