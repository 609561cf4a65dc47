// SPDX-License-Identifier: Apache-2.0
#include "iteration/block.h"
#include "iteration/householder.h"

/* The rows and columns from (j, j) on lose their part along v: B = B - 2 v (v^T B). */
static void reflect(arb_mat_t A, slong j, const arb_mat_t v, const struct mc_arithmetic *in)
{
    slong rows = arb_mat_nrows(A) - j, cols = arb_mat_ncols(A) - j;
    arb_mat_t B, row, turned, outer;
    fmpq_t one, minus_two;

    fmpq_init(one);
    fmpq_init(minus_two);
    fmpq_one(one);
    fmpq_set_si(minus_two, -2, 1);
    arb_mat_init(B, rows, cols);
    arb_mat_init(row, 1, cols);
    arb_mat_init(turned, 1, rows);
    arb_mat_init(outer, rows, cols);
    block_get(B, A, j, j);
    arb_mat_transpose(turned, v);
    mc_multiply(row, turned, B, in);
    mc_multiply(outer, v, row, in);
    mc_combine(B, one, B, minus_two, outer, in);
    block_set(A, j, j, B);
    arb_mat_clear(B);
    arb_mat_clear(row);
    arb_mat_clear(turned);
    arb_mat_clear(outer);
    fmpq_clear(one);
    fmpq_clear(minus_two);
}

/* v from the column x, in place. */
static void direction(arb_mat_t x, const struct mc_arithmetic *in)
{
    bool negative = arf_sgn(arb_midref(arb_mat_entry(x, 0, 0))) < 0;
    arb_mat_t first, size;
    arb_t norm;
    fmpq_t one, sign;

    fmpq_init(one);
    fmpq_init(sign);
    arb_init(norm);
    arb_mat_init(first, 1, 1);
    arb_mat_init(size, 1, 1);
    fmpq_one(one);
    fmpq_set_si(sign, negative ? -1 : 1, 1);
    mc_frobenius(norm, x, in);
    arb_set(arb_mat_entry(size, 0, 0), norm);
    arb_set(arb_mat_entry(first, 0, 0), arb_mat_entry(x, 0, 0));
    mc_combine(first, one, first, sign, size, in);
    arb_set(arb_mat_entry(x, 0, 0), arb_mat_entry(first, 0, 0));
    mc_frobenius(norm, x, in);
    mc_divide(x, x, norm, in);
    arb_mat_clear(first);
    arb_mat_clear(size);
    arb_clear(norm);
    fmpq_clear(one);
    fmpq_clear(sign);
}

/* V = the directions below the diagonal, zeros above. */
static void reduce(arb_mat_t V, const arb_mat_t A, const struct mc_arithmetic *in)
{
    slong m = arb_mat_nrows(A), n = arb_mat_ncols(A), j;
    arb_mat_t work, v;

    arb_mat_init(work, m, n);
    arb_mat_set(work, A);
    for (j = 0; j < n; j++) {
        arb_mat_init(v, m - j, 1);
        block_get(v, work, j, j);
        direction(v, in);
        reflect(work, j, v, in);
        block_set(V, j, j, v);
        arb_mat_clear(v);
    }
    arb_mat_clear(work);
}

void householder_q(arb_mat_t Q, const arb_mat_t A, const struct mc_arithmetic *in)
{
    slong m = arb_mat_nrows(A), n = arb_mat_ncols(A), j;
    arb_mat_t V, v;

    arb_mat_init(V, m, n);
    reduce(V, A, in);
    arb_mat_one(Q);
    for (j = n - 1; j >= 0; j--) {
        arb_mat_init(v, m - j, 1);
        block_get(v, V, j, j);
        reflect(Q, j, v, in);
        arb_mat_clear(v);
    }
    arb_mat_clear(V);
}
