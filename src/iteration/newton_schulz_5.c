// SPDX-License-Identifier: Apache-2.0
/*
 * X+ = (15 X - 10 G X + 3 G^2 X) / 8, G = X X^T.  1 - f(w) = (1 - w)^3 (8 + 9 w + 3 w^2) / 8,
 * and the last factor is at most 20/8 on 0 < w <= 1: e+ <= (5/2) e^3.
 */
#include "iteration/odd_quintic.h"
#include "iteration/table_steps.h"

static const struct odd_quintic f = {.a = 15, .b = -10, .c = 3, .d = 8};

static enum mc_status step(struct mc_state *state)
{
    return odd_quintic_step(state, &f);
}

static void map(arb_t next, const arb_t w, slong p, slong prec)
{
    odd_quintic_map(next, w, &f, prec);
}

static void bound(arb_t next, const arb_t e, slong prec)
{
    arb_pow_ui(next, e, 3, prec);
    arb_mul_ui(next, next, 5, prec);
    arb_mul_2exp_si(next, next, -1);
}

const struct mc_iteration mc_iteration_newton_schulz_5 = {
    .id = "newton-schulz-5",
    .title = "quintic Newton-Schulz",
    .source = "Bjorck and Bowie 1971; Kovarik 1970",
    .target = MC_POLAR,
    .scaling = MC_BY_FROBENIUS,
    .domain_text = "nonzero; singular values of the scaled start in (0, sqrt(7/3))",
    .order = 3,
    .products = quintic_products,
    .default_steps = 20,
    .claim = "ns5-error-identity",
    .odd_polynomial = true,
    .step = step,
    .map = map,
    .bound = bound,
};
