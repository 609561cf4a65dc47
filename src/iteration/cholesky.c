// SPDX-License-Identifier: Apache-2.0
#include "iteration/block.h"
#include "iteration/cholesky.h"

/* A = A - B C */
static void subtract_product(arb_mat_t A, const arb_mat_t B, const arb_mat_t C,
                             const struct mc_arithmetic *in)
{
    arb_mat_t product;
    fmpq_t one, minus_one;

    fmpq_init(one);
    fmpq_init(minus_one);
    fmpq_one(one);
    fmpq_set_si(minus_one, -1, 1);
    arb_mat_init(product, arb_mat_nrows(A), arb_mat_ncols(A));
    mc_multiply(product, B, C, in);
    mc_combine(A, one, A, minus_one, product, in);
    arb_mat_clear(product);
    fmpq_clear(one);
    fmpq_clear(minus_one);
}

/* The rows and columns of W after j lose l l^T. */
static void eliminate(arb_mat_t W, const arb_mat_t L, slong j, const struct mc_arithmetic *in)
{
    slong rest = arb_mat_nrows(W) - j - 1;
    arb_mat_t block, column, row;

    arb_mat_init(block, rest, rest);
    arb_mat_init(column, rest, 1);
    arb_mat_init(row, 1, rest);
    block_get(block, W, j + 1, j + 1);
    block_get(column, L, j + 1, j);
    arb_mat_transpose(row, column);
    subtract_product(block, column, row, in);
    block_set(W, j + 1, j + 1, block);
    arb_mat_clear(block);
    arb_mat_clear(column);
    arb_mat_clear(row);
}

static bool factorise(arb_mat_t L, const arb_mat_t W, const struct mc_arithmetic *in)
{
    slong n = arb_mat_nrows(W), j;
    arb_mat_t left, column;
    arb_t pivot;
    bool definite = true;

    arb_init(pivot);
    arb_mat_init(left, n, n);
    arb_mat_set(left, W);
    arb_mat_zero(L);
    for (j = 0; j < n && definite; j++) {
        definite = arb_is_positive(arb_mat_entry(left, j, j)) &&
                   arb_is_finite(arb_mat_entry(left, j, j));
        if (!definite)
            break;
        mc_root(pivot, arb_mat_entry(left, j, j), 2, in);
        arb_mat_init(column, n - j, 1);
        block_get(column, left, j, j);
        mc_divide(column, column, pivot, in);
        arb_set(arb_mat_entry(column, 0, 0), pivot);
        block_set(L, j, j, column);
        arb_mat_clear(column);
        eliminate(left, L, j, in);
    }
    arb_mat_clear(left);
    arb_clear(pivot);
    return definite;
}

/* Column j of X, from `count` columns that are done, from column `from` on: (X_j - sum X_k L_jk
 * or L_kj) / L_jj, the factors in `weights` (count x 1). */
static void solve_column(arb_mat_t X, slong j, slong from, const arb_mat_t weights,
                         const arb_t pivot, const struct mc_arithmetic *in)
{
    slong m = arb_mat_nrows(X);
    arb_mat_t column, done;

    arb_mat_init(column, m, 1);
    arb_mat_init(done, m, arb_mat_nrows(weights));
    block_get(column, X, 0, j);
    block_get(done, X, 0, from);
    if (arb_mat_nrows(weights))
        subtract_product(column, done, weights, in);
    mc_divide(column, column, pivot, in);
    block_set(X, 0, j, column);
    arb_mat_clear(column);
    arb_mat_clear(done);
}

/* X = X L^-T */
static void solve_transposed(arb_mat_t X, const arb_mat_t L, const struct mc_arithmetic *in)
{
    slong j;
    arb_mat_t row, weights;

    for (j = 0; j < arb_mat_ncols(X); j++) {
        arb_mat_init(row, 1, j);
        arb_mat_init(weights, j, 1);
        block_get(row, L, j, 0);
        arb_mat_transpose(weights, row);
        solve_column(X, j, 0, weights, arb_mat_entry(L, j, j), in);
        arb_mat_clear(row);
        arb_mat_clear(weights);
    }
}

/* X = X L^-1 */
static void solve(arb_mat_t X, const arb_mat_t L, const struct mc_arithmetic *in)
{
    slong n = arb_mat_ncols(X), j;
    arb_mat_t weights;

    for (j = n - 1; j >= 0; j--) {
        arb_mat_init(weights, n - j - 1, 1);
        block_get(weights, L, j + 1, j);
        solve_column(X, j, j + 1, weights, arb_mat_entry(L, j, j), in);
        arb_mat_clear(weights);
    }
}

enum mc_status cholesky_divide(arb_mat_t X, const arb_mat_t W, const struct mc_arithmetic *in)
{
    slong n = arb_mat_nrows(W);
    bool definite;
    arb_mat_t L;

    arb_mat_init(L, n, n);
    definite = factorise(L, W, in);
    if (definite) {
        solve_transposed(X, L, in);
        solve(X, L, in);
    }
    arb_mat_clear(L);
    return definite ? MC_OK : MC_NOT_DECIDED;
}
