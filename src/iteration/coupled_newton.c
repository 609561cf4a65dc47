// SPDX-License-Identifier: Apache-2.0
/*
 * X+ = X T, M+ = T^p M, T = ((p + 1) I - M) / p, from X_0 = I and M_0 = A / ||A||_F: then
 * M_k = X_k^p M_0, and r = 1 - w has r+ = sum_(i=2)^(p+1) a_i r^i with a_i > 0 of sum 1, so
 * that |r+| <= r^2 on |r| <= 1 (catalogue 3.24).
 */
#include "muoncheck/iteration.h"

static enum mc_status step(struct mc_state *state)
{
    slong n = arb_mat_nrows(state->y);
    arb_mat_t T, one;
    fmpq_t a, b;

    fmpq_init(a);
    fmpq_init(b);
    arb_mat_init(T, n, n);
    arb_mat_init(one, n, n);
    arb_mat_one(one);
    fmpq_set_si(a, state->p + 1, (ulong)state->p);
    fmpq_set_si(b, -1, (ulong)state->p);
    mc_combine(T, a, one, b, state->y, state->in);
    mc_multiply(state->x, state->x, T, state->in);
    mc_integer_power(T, T, (ulong)state->p, state->in);
    mc_multiply(state->y, T, state->y, state->in);
    arb_mat_clear(T);
    arb_mat_clear(one);
    fmpq_clear(a);
    fmpq_clear(b);
    return MC_OK;
}

static void map(arb_t next, const arb_t w, slong p, slong prec)
{
    arb_t t;

    arb_init(t);
    arb_sub_si(t, w, p + 1, prec);
    arb_neg(t, t);
    arb_div_si(t, t, p, prec);
    arb_pow_ui(t, t, (ulong)p, prec);
    arb_mul(next, t, w, prec);
    arb_clear(t);
}

static void bound(arb_t next, const arb_t e, slong prec)
{
    arb_sqr(next, e, prec);
}

static bool accepts(slong p)
{
    return p >= 1 && p <= 64;
}

/* X T, T^p M, and the products of T^p by squaring. */
static slong products(slong p)
{
    slong count = 2;

    for (; p > 1; p >>= 1)
        count += 1 + (p & 1);
    return count;
}

const struct mc_iteration mc_iteration_coupled_newton = {
    .id = "coupled-newton",
    .title = "coupled Newton for the inverse p-th root",
    .source = "Iannazzo 2006; Guo and Higham 2006",
    .target = MC_INVERSE_ROOT,
    .scaling = MC_BY_FROBENIUS,
    .domain = MC_FULL_RANK,
    .domain_text = "positive definite; eigenvalues of the scaled matrix in (0, p + 1)",
    .order = 2,
    .default_p = 4,
    .accepts = accepts,
    .products = products,
    .default_steps = 25,
    .claim = "inverse-root-residual",
    .step = step,
    .map = map,
    .bound = bound,
};
