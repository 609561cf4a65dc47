// SPDX-License-Identifier: Apache-2.0
/* The inverse by Gauss-Jordan elimination with partial pivoting, each operation rounded. */
#include "arithmetic/nearest.h"

void mc_accumulate(arf_t sum, const arf_t x, const arf_t y, slong bits)
{
    arf_t product;

    arf_init(product);
    arf_mul(product, x, y, bits, ARF_RND_NEAR);
    arf_add(sum, sum, product, bits, ARF_RND_NEAR);
    arf_clear(product);
}

/* The row at or below `k` with the entry of largest magnitude in column k. */
static slong pivot_row(const arb_mat_t W, slong k)
{
    slong i, best = k;

    for (i = k + 1; i < arb_mat_nrows(W); i++)
        if (arf_cmpabs(MID(W, i, k), MID(W, best, k)) > 0)
            best = i;
    return best;
}

/* Row i loses its entry in column k: W_ij = fl(W_ij - fl(f W_kj)), f = W_ik. */
static void eliminate(arb_mat_t W, slong i, slong k, slong bits)
{
    slong j;
    arf_t factor;

    arf_init(factor);
    arf_neg(factor, MID(W, i, k));
    for (j = k; j < arb_mat_ncols(W); j++)
        mc_accumulate(MID(W, i, j), factor, MID(W, k, j), bits);
    arf_clear(factor);
}

/* W = [A | I] becomes [I | A^-1]: each pivot row is divided by its pivot before it is used. */
static bool reduce(arb_mat_t W, slong bits)
{
    slong n = arb_mat_nrows(W), i, j, k;
    arf_t pivot;
    bool regular = true;

    arf_init(pivot);
    for (k = 0; k < n && regular; k++) {
        arb_mat_swap_rows(W, NULL, k, pivot_row(W, k));
        arf_set(pivot, MID(W, k, k));
        regular = !arf_is_zero(pivot);
        for (j = k; j < 2 * n && regular; j++)
            arf_div(MID(W, k, j), MID(W, k, j), pivot, bits, ARF_RND_NEAR);
        for (i = 0; i < n && regular; i++)
            if (i != k)
                eliminate(W, i, k, bits);
    }
    arf_clear(pivot);
    return regular;
}

bool mc_gauss_jordan(arb_mat_t C, const arb_mat_t A, slong bits)
{
    slong n = arb_mat_nrows(A), i, j;
    arb_mat_t W;
    bool regular;

    arb_mat_init(W, n, 2 * n);
    for (i = 0; i < n; i++) {
        for (j = 0; j < n; j++)
            arf_set(MID(W, i, j), MID(A, i, j));
        arb_one(arb_mat_entry(W, i, n + i));
    }
    regular = reduce(W, bits);
    for (i = 0; i < n && regular; i++)
        for (j = 0; j < n; j++)
            arb_set_arf(arb_mat_entry(C, i, j), MID(W, i, n + j));
    arb_mat_clear(W);
    return regular;
}
