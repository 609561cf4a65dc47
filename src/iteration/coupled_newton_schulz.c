// SPDX-License-Identifier: Apache-2.0
/*
 * T = (3 I - Z Y) / 2, Y+ = Y T, Z+ = T Z, from Y_0 = A / ||A||_F, Z_0 = I: Y -> A^(1/2) and
 * Z -> A^(-1/2), both scaled.  w = z y has 1 - w+ = (1 - w)^2 (4 - w) / 4 <= (1 - w)^2 on
 * 0 < w <= 1 (catalogue 1.5).  x is Z and y is Y; p = 2 asks for A^(-1/2), p = -2 for A^(1/2).
 * No regularisation, no symmetrising: those belong to the codes that use it.
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
    fmpq_set_si(a, 3, 2);
    fmpq_set_si(b, -1, 2);
    mc_multiply(T, state->x, state->y, state->in);
    mc_combine(T, a, one, b, T, state->in);
    mc_multiply(state->y, state->y, T, state->in);
    mc_multiply(state->x, T, state->x, state->in);
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
    arb_sub_ui(t, w, 3, prec);
    arb_sqr(t, t, prec);
    arb_mul(next, t, w, prec);
    arb_mul_2exp_si(next, next, -2);
    arb_clear(t);
}

static void bound(arb_t next, const arb_t e, slong prec)
{
    arb_sqr(next, e, prec);
}

static bool accepts(slong p)
{
    return p == 2 || p == -2;
}

static slong products(slong p)
{
    return 3;
}

const struct mc_iteration mc_iteration_coupled_newton_schulz = {
    .id = "coupled-newton-schulz",
    .title = "coupled Newton-Schulz for A^(1/2) and A^(-1/2)",
    .source = "Higham 1997; Higham, Functions of Matrices, 6.35",
    .target = MC_INVERSE_ROOT,
    .scaling = MC_BY_FROBENIUS,
    .domain = MC_FULL_RANK,
    .domain_text = "positive definite; eigenvalues of the scaled matrix in (0, 3)",
    .order = 2,
    .default_p = 2,
    .accepts = accepts,
    .products = products,
    .default_steps = 25,
    .claim = "coupled-newton-schulz-rate",
    .step = step,
    .map = map,
    .bound = bound,
};
