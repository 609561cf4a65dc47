// SPDX-License-Identifier: Apache-2.0
/*
 * Dynamically weighted Halley, qdwh.h's weights from a lower bound l of the scaled spectrum, in
 * the form with an inverse: X+ = (b/c) X + (a - b/c)/c X (X^T X + I/c)^-1.  The published codes
 * take a QR or a Cholesky factorisation instead, which no arithmetic here has; in exact
 * arithmetic all three are the same iterates.
 */
#include "iteration/odd_rational.h"
#include "iteration/qdwh.h"
#include "iteration/schedule.h"

/* g = b/c, h = (a - b/c)/c, e = 1/c */
static void to_fraction(fmpq_t g, fmpq_t h, fmpq_t e, const fmpq_t l)
{
    fmpq_t a, b, c;

    fmpq_init(a);
    fmpq_init(b);
    fmpq_init(c);
    qdwh_weights(a, b, c, l);
    fmpq_div(g, b, c);
    fmpq_sub(h, a, g);
    fmpq_div(h, h, c);
    fmpq_inv(e, c);
    fmpq_clear(a);
    fmpq_clear(b);
    fmpq_clear(c);
}

/* l = w+ at l, from below, and at most 1. */
static void advance(struct mc_state *state)
{
    arb_t l;

    arb_init(l);
    arb_set_fmpq(l, state->lo, SCHEDULE_PREC);
    rational_map_at(l, l, state, SCHEDULE_PREC);
    rational_below(state->lo, l);
    if (fmpq_cmp_ui(state->lo, 1) > 0)
        fmpq_one(state->lo);
    arb_clear(l);
}

static enum mc_status step(struct mc_state *state)
{
    enum mc_status status;
    fmpq_t g, h, e;

    if (fmpq_sgn(state->lo) <= 0)
        return MC_BAD_INPUT;
    fmpq_init(g);
    fmpq_init(h);
    fmpq_init(e);
    to_fraction(g, h, e, state->lo);
    status = partial_fractions_step(state, g, h, e, 1);
    advance(state);
    fmpq_clear(g);
    fmpq_clear(h);
    fmpq_clear(e);
    return status;
}

/* The Gram matrix, its inverse, and the product. */
static slong products(slong p)
{
    return 3;
}

const struct mc_iteration mc_iteration_qdwh = {
    .id = "qdwh",
    .title = "dynamically weighted Halley (QDWH), by an inverse",
    .source = "Nakatsukasa, Bai and Gygi 2010",
    .target = MC_POLAR,
    .scaling = MC_BY_BOUND,
    .bounded = true,
    .domain_text = "nonzero; bounds of the singular values are taken from the certified ones",
    .order = 3,
    .products = products,
    .default_steps = 7,
    .step = step,
    .map_at = rational_map_at,
};
