// SPDX-License-Identifier: Apache-2.0
/*
 * X+ = (3 X - X X^T X) / 2.  1 - f(w) = (1 - w)^2 (2 + w) / 2, so e+ <= (3/2) e^2 on 0 < w <=
 * 1.
 */
#include "iteration/odd_quintic.h"
#include "iteration/table_steps.h"

static const struct odd_quintic f = {.a = 3, .b = -1, .c = 0, .d = 2};

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
    arb_sqr(next, e, prec);
    arb_mul_ui(next, next, 3, prec);
    arb_mul_2exp_si(next, next, -1);
}

const struct mc_iteration mc_iteration_newton_schulz_3 = {
    .id = "newton-schulz-3",
    .title = "cubic Newton-Schulz",
    .source = "Bjorck and Bowie 1971; Kovarik 1970",
    .target = MC_POLAR,
    .scaling = MC_BY_FROBENIUS,
    .domain_text = "nonzero; singular values of the scaled start in (0, sqrt 3)",
    .order = 2,
    .products = cubic_products,
    .default_steps = 30,
    .claim = "ns3-error-identity",
    .odd_polynomial = true,
    .step = step,
    .map = map,
    .bound = bound,
};
