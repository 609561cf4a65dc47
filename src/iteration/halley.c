// SPDX-License-Identifier: Apache-2.0
/*
 * X+ = X (3 I + X^T X) (I + 3 X^T X)^-1 = X / 3 + (8/9) X (X^T X + I / 3)^-1.
 * 1 - w+ = (1 - w)^3 / (1 + 3 w^2) <= e^3 for every w > 0 (catalogue 3.17).
 */
#include "iteration/odd_rational.h"

static enum mc_status step(struct mc_state *state)
{
    enum mc_status status;
    fmpq_t g, h, e;

    fmpq_init(g);
    fmpq_init(h);
    fmpq_init(e);
    fmpq_set_si(g, 1, 3);
    fmpq_set_si(h, 8, 9);
    fmpq_set_si(e, 1, 3);
    status = partial_fractions_step(state, g, h, e, 1);
    fmpq_clear(g);
    fmpq_clear(h);
    fmpq_clear(e);
    return status;
}

static void map(arb_t next, const arb_t w, slong p, slong prec)
{
    arb_t square, above;

    arb_init(square);
    arb_init(above);
    arb_sqr(square, w, prec);
    arb_add_ui(above, square, 3, prec);
    arb_mul(above, above, w, prec);
    arb_mul_ui(square, square, 3, prec);
    arb_add_ui(square, square, 1, prec);
    arb_div(next, above, square, prec);
    arb_clear(square);
    arb_clear(above);
}

static void bound(arb_t next, const arb_t e, slong prec)
{
    arb_pow_ui(next, e, 3, prec);
}

/* The Gram matrix, its inverse, and the product. */
static slong products(slong p)
{
    return 3;
}

const struct mc_iteration mc_iteration_halley = {
    .id = "halley",
    .title = "Halley for the polar factor, by an inverse",
    .source = "Gander 1985; Nakatsukasa, Bai and Gygi 2010",
    .target = MC_POLAR,
    .scaling = MC_UNSCALED,
    .domain_text = "nonzero",
    .order = 3,
    .products = products,
    .default_steps = 15,
    .claim = "newton-error-identity",
    .step = step,
    .map = map,
    .bound = bound,
};
