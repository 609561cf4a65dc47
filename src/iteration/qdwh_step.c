// SPDX-License-Identifier: Apache-2.0
#include "iteration/block.h"
#include "iteration/cholesky.h"
#include "iteration/householder.h"
#include "iteration/odd_rational.h"
#include "iteration/qdwh.h"
#include "iteration/schedule.h"

enum { LARGEST_FOR_CHOLESKY = 100 };

/* root = sqrt(c), c as the arithmetic rounds it. */
static void root_of(arb_t root, const fmpq_t c, const struct mc_arithmetic *in)
{
    arb_mat_t one;
    fmpq_t zero;

    fmpq_init(zero);
    arb_mat_init(one, 1, 1);
    arb_mat_one(one);
    mc_combine(one, c, one, zero, one, in);
    mc_root(root, arb_mat_entry(one, 0, 0), 2, in);
    arb_mat_clear(one);
    fmpq_clear(zero);
}

/* Y = Q1 Q2^T / sqrt(c) */
static void by_qr(arb_mat_t Y, const arb_mat_t X, const fmpq_t c,
                  const struct mc_arithmetic *in)
{
    slong m = arb_mat_nrows(X), n = arb_mat_ncols(X);
    arb_mat_t stack, scaled, one, Q, upper, lower, turned;
    arb_t root;

    arb_init(root);
    arb_mat_init(stack, m + n, n);
    arb_mat_init(Q, m + n, n);
    arb_mat_init(scaled, m, n);
    arb_mat_init(one, n, n);
    arb_mat_init(upper, m, n);
    arb_mat_init(lower, n, n);
    arb_mat_init(turned, n, n);
    root_of(root, c, in);
    mc_scale(scaled, X, root, in);
    arb_mat_one(one);
    block_set(stack, 0, 0, scaled);
    block_set(stack, m, 0, one);
    householder_q(Q, stack, in);
    block_get(upper, Q, 0, 0);
    block_get(lower, Q, m, 0);
    arb_mat_transpose(turned, lower);
    mc_multiply(Y, upper, turned, in);
    mc_divide(Y, Y, root, in);
    arb_mat_clear(stack);
    arb_mat_clear(Q);
    arb_mat_clear(scaled);
    arb_mat_clear(one);
    arb_mat_clear(upper);
    arb_mat_clear(lower);
    arb_mat_clear(turned);
    arb_clear(root);
}

/* Y = X (I + c X^T X)^-1 */
static enum mc_status by_cholesky(arb_mat_t Y, const arb_mat_t X, const fmpq_t c,
                                  const struct mc_arithmetic *in)
{
    slong n = arb_mat_ncols(X);
    enum mc_status status;
    arb_mat_t W, one, transpose;
    fmpq_t unit;

    fmpq_init(unit);
    arb_mat_init(W, n, n);
    arb_mat_init(one, n, n);
    arb_mat_init(transpose, n, arb_mat_nrows(X));
    fmpq_one(unit);
    arb_mat_one(one);
    arb_mat_transpose(transpose, X);
    mc_multiply(W, transpose, X, in);
    mc_combine(W, unit, one, c, W, in);
    arb_mat_set(Y, X);
    status = cholesky_divide(Y, W, in);
    arb_mat_clear(W);
    arb_mat_clear(one);
    arb_mat_clear(transpose);
    fmpq_clear(unit);
    return status;
}

/* x = (b/c) X + (a - b/c) Y with Y = X (I + c X^T X)^-1 in either form. */
static enum mc_status by_factors(struct mc_state *state, const fmpq_t a, const fmpq_t b,
                                 const fmpq_t c, bool qr)
{
    slong m = arb_mat_nrows(state->x), n = arb_mat_ncols(state->x);
    bool wide = m < n;
    enum mc_status status = MC_OK;
    arb_mat_t X, Y;
    fmpq_t g, h;

    fmpq_init(g);
    fmpq_init(h);
    arb_mat_init(X, wide ? n : m, wide ? m : n);
    arb_mat_init(Y, wide ? n : m, wide ? m : n);
    fmpq_div(g, b, c);
    fmpq_sub(h, a, g);
    if (wide)
        arb_mat_transpose(X, state->x);
    else
        arb_mat_set(X, state->x);
    if (qr)
        by_qr(Y, X, c, state->in);
    else
        status = by_cholesky(Y, X, c, state->in);
    mc_combine(X, g, X, h, Y, state->in);
    if (wide)
        arb_mat_transpose(state->x, X);
    else
        arb_mat_swap(state->x, X);
    arb_mat_clear(X);
    arb_mat_clear(Y);
    fmpq_clear(g);
    fmpq_clear(h);
    return status;
}

/* above = a + b t, below = 1 + c t */
static void note(struct mc_state *state, const fmpq_t a, const fmpq_t b, const fmpq_t c)
{
    fmpq_poly_zero(state->above);
    fmpq_poly_zero(state->below);
    fmpq_poly_set_coeff_fmpq(state->above, 0, a);
    fmpq_poly_set_coeff_fmpq(state->above, 1, b);
    fmpq_poly_set_coeff_ui(state->below, 0, 1);
    fmpq_poly_set_coeff_fmpq(state->below, 1, c);
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

enum mc_status qdwh_step(struct mc_state *state, enum qdwh_form form)
{
    enum mc_status status;
    fmpq_poly_t N, D;
    fmpq_t a, b, c;

    if (fmpq_sgn(state->lo) <= 0)
        return MC_BAD_INPUT;
    fmpq_init(a);
    fmpq_init(b);
    fmpq_init(c);
    fmpq_poly_init(N);
    fmpq_poly_init(D);
    qdwh_weights(a, b, c, state->lo);
    note(state, a, b, c);
    if (form == QDWH_SWITCHING)
        form = fmpq_cmp_ui(c, LARGEST_FOR_CHOLESKY) > 0 ? QDWH_BY_QR : QDWH_BY_CHOLESKY;
    if (form == QDWH_BY_INVERSE) {
        fmpq_poly_set(N, state->above);
        fmpq_poly_set(D, state->below);
        status = odd_rational_step(state, N, D);
    } else {
        status = by_factors(state, a, b, c, form == QDWH_BY_QR);
    }
    advance(state);
    fmpq_poly_clear(N);
    fmpq_poly_clear(D);
    fmpq_clear(a);
    fmpq_clear(b);
    fmpq_clear(c);
    return status;
}
