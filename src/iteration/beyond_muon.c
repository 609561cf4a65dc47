// SPDX-License-Identifier: Apache-2.0
#include "iteration/beyond_muon.h"
#include "iteration/odd_polynomial.h"

enum { PER_MILLION = 1000000, PER_TEN_THOUSAND = 10000 };

slong beyond_muon_products(slong p)
{
    return 6;
}

slong beyond_muon_products_twice(slong p)
{
    return 12;
}

enum mc_status beyond_muon_step(struct mc_state *state)
{
    state->k++;
    return MC_OK;
}

/* A = A + (1e-6 + 1e-4 tr(A) / n) I */
static void add_ridge(arb_mat_t A, const struct mc_arithmetic *in)
{
    slong n = arb_mat_nrows(A), i;
    arb_mat_t row, column, sum, one, unit;
    fmpq_t a, b;

    arb_mat_init(row, 1, n);
    arb_mat_init(column, n, 1);
    arb_mat_init(sum, 1, 1);
    arb_mat_init(one, 1, 1);
    arb_mat_init(unit, n, n);
    fmpq_init(a);
    fmpq_init(b);
    for (i = 0; i < n; i++) {
        arb_one(arb_mat_entry(row, 0, i));
        arb_set(arb_mat_entry(column, i, 0), arb_mat_entry(A, i, i));
    }
    mc_multiply(sum, row, column, in);
    fmpq_set_si(a, 1, PER_MILLION);
    fmpq_set_si(b, 1, (ulong)(PER_TEN_THOUSAND * n));
    arb_mat_one(one);
    arb_mat_one(unit);
    mc_combine(sum, b, sum, a, one, in);
    mc_scale(unit, unit, arb_mat_entry(sum, 0, 0), in);
    fmpq_one(a);
    mc_combine(A, a, A, a, unit, in);
    arb_mat_clear(row);
    arb_mat_clear(column);
    arb_mat_clear(sum);
    arb_mat_clear(one);
    arb_mat_clear(unit);
    fmpq_clear(a);
    fmpq_clear(b);
}

/* A = (A + A^T) / 2 */
static void make_symmetric(arb_mat_t A, const struct mc_arithmetic *in)
{
    arb_mat_t transpose;
    fmpq_t half;

    fmpq_init(half);
    fmpq_set_si(half, 1, 2);
    arb_mat_init(transpose, arb_mat_nrows(A), arb_mat_nrows(A));
    arb_mat_transpose(transpose, A);
    mc_combine(A, half, A, half, transpose, in);
    arb_mat_clear(transpose);
    fmpq_clear(half);
}

/* T = (3 I - Z Y) / 2, Y+ = Y T, Z+ = T Z */
static void couple(arb_mat_t Y, arb_mat_t Z, const struct mc_arithmetic *in)
{
    arb_mat_t T, one;
    fmpq_t a, b;

    arb_mat_init(T, arb_mat_nrows(Y), arb_mat_nrows(Y));
    arb_mat_init(one, arb_mat_nrows(Y), arb_mat_nrows(Y));
    fmpq_init(a);
    fmpq_init(b);
    fmpq_set_si(a, 3, 2);
    fmpq_set_si(b, -1, 2);
    arb_mat_one(one);
    mc_multiply(T, Z, Y, in);
    mc_combine(T, a, one, b, T, in);
    mc_multiply(Y, Y, T, in);
    mc_multiply(Z, T, Z, in);
    arb_mat_clear(T);
    arb_mat_clear(one);
    fmpq_clear(a);
    fmpq_clear(b);
}

/* The loop: Y = A on entry, and Y -> A'^(1/2), Z -> A'^(-1/2). */
static void both_roots(arb_mat_t Y, arb_mat_t Z, slong steps, bool ridge,
                       const struct mc_arithmetic *in)
{
    slong period = steps / 3 > 5 ? 5 : steps / 3 > 1 ? steps / 3 : 1, k;
    arb_t scale;

    arb_init(scale);
    if (ridge)
        add_ridge(Y, in);
    mc_frobenius(scale, Y, in);
    mc_divide(Y, Y, scale, in);
    arb_mat_one(Z);
    for (k = 0; k < steps; k++) {
        couple(Y, Z, in);
        if ((k > 0 && k % period == 0) || k + 1 == steps) {
            make_symmetric(Y, in);
            make_symmetric(Z, in);
        }
    }
    mc_root(scale, scale, 2, in);
    mc_scale(Y, Y, scale, in);
    mc_divide(Z, Z, scale, in);
    arb_clear(scale);
}

void beyond_muon_output(arb_mat_t out, const struct mc_state *state, int times, bool ridge)
{
    slong m = arb_mat_nrows(state->x), n = arb_mat_ncols(state->x), small = m < n ? m : n;
    arb_mat_t Y, Z;

    arb_mat_init(Y, small, small);
    arb_mat_init(Z, small, small);
    arb_mat_set(out, state->x);
    for (; times > 0 && state->k > 0; times--) {
        mc_small_gram(Y, out, state->in);
        both_roots(Y, Z, state->k, ridge, state->in);
        both_roots(Z, Y, state->k, ridge, state->in);
        apply_small(out, Z, out, state->in);
    }
    arb_mat_clear(Y);
    arb_mat_clear(Z);
}
