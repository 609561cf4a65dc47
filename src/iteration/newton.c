// SPDX-License-Identifier: Apache-2.0
/*
 * X+ = (X + X^-T) / 2, unscaled.  (w+ - 1) / (w+ + 1) = ((w - 1) / (w + 1))^2 for every w > 0,
 * and |w+ - 1| = (w - 1)^2 / (2 w) <= e^2 / (2 (1 - e)) as long as e < 1.
 */
#include "muoncheck/iteration.h"

static enum mc_status step(struct mc_state *state)
{
    slong n = arb_mat_nrows(state->x);
    enum mc_status status;
    arb_mat_t inverse;
    fmpq_t half;

    fmpq_init(half);
    arb_mat_init(inverse, n, n);
    fmpq_set_si(half, 1, 2);
    arb_one(state->mu);
    status = mc_invert(inverse, state->x, state->in);
    arb_mat_transpose(inverse, inverse);
    if (status == MC_OK)
        mc_combine(state->x, half, state->x, half, inverse, state->in);
    arb_mat_clear(inverse);
    fmpq_clear(half);
    return status;
}

static void map(arb_t next, const arb_t w, slong p, slong prec)
{
    arb_t inverse;

    arb_init(inverse);
    arb_inv(inverse, w, prec);
    arb_add(next, w, inverse, prec);
    arb_mul_2exp_si(next, next, -1);
    arb_clear(inverse);
}

static void bound(arb_t next, const arb_t e, slong prec)
{
    arb_t rest;

    arb_init(rest);
    arb_sub_ui(rest, e, 1, prec);
    arb_neg(rest, rest);
    if (arb_is_positive(rest)) {
        arb_sqr(next, e, prec);
        arb_div(next, next, rest, prec);
        arb_mul_2exp_si(next, next, -1);
    } else {
        arb_indeterminate(next);
    }
    arb_clear(rest);
}

static slong products(slong p)
{
    return 1;
}

const struct mc_iteration mc_iteration_newton = {
    .id = "newton",
    .title = "Newton for the polar factor",
    .source = "Higham 1986",
    .target = MC_POLAR,
    .scaling = MC_UNSCALED,
    .domain = MC_SQUARE | MC_FULL_RANK,
    .domain_text = "square and nonsingular (a rectangular matrix: after a QR factorisation)",
    .order = 2,
    .products = products,
    .default_steps = 15,
    .claim = "newton-error-identity",
    .step = step,
    .map = map,
    .bound = bound,
};
