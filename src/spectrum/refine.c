// SPDX-License-Identifier: Apache-2.0
/*
 * The Gram matrix G = W^T W of W = A V holds what is still to be turned.  To first order the
 * rotation I + X with X_ij = G_ij / (G_jj - G_ii), X skew, makes it diagonal; I + X + X^2/2 is
 * orthogonal up to X^4/4.  Where some row of |X| sums to more than 1/8 (a cluster, or a start that
 * says nothing about small singular values), one Jacobi sweep takes its place.
 *
 * Quadratic refinement of the SVD by products: Ogita and Aishima, 2020.
 */
#include "spectrum/refine.h"

enum { SWEEPS_AT_MOST = 60 };

static void product(arb_mat_t C, const arb_mat_t A, const arb_mat_t B, slong prec)
{
    arb_mat_approx_mul(C, A, B, prec);
    arb_mat_get_mid(C, C);
}

void orthonormalise(arb_mat_t V, slong prec)
{
    slong n = arb_mat_nrows(V), k, i;
    arb_mat_t T, G;
    mag_t defect;

    arb_mat_init(T, n, n);
    arb_mat_init(G, n, n);
    mag_init(defect);
    for (k = 0; k < 20; k++) {
        arb_mat_transpose(T, V);
        product(G, T, V, prec + 10);
        for (i = 0; i < n; i++)
            arb_sub_ui(arb_mat_entry(G, i, i), arb_mat_entry(G, i, i), 1, prec + 10);
        arb_mat_get_mid(G, G);
        arb_mat_bound_frobenius_norm(defect, G);
        if (mag_cmp_2exp_si(defect, FLINT_BIT_COUNT(n) - prec) <= 0 ||
            mag_cmp_2exp_si(defect, 0) >= 0)
            break;
        arb_mat_scalar_mul_2exp_si(G, G, -1);
        product(T, V, G, prec + 10);
        arb_mat_sub(V, V, T, prec + 10);
        arb_mat_get_mid(V, V);
    }
    arb_mat_clear(T);
    arb_mat_clear(G);
    mag_clear(defect);
}

/* The rotation angles X from the Gram matrix.  Returns the number of pairs still to be turned;
 * *small = whether first order is good enough for all of them. */
static slong angles(arb_mat_t X, int *small, const arb_mat_t G, slong prec)
{
    slong n = arb_mat_nrows(G), i, j, open = 0;
    arf_t longest, gap, limit, x;
    double *sums = flint_calloc((size_t)n, sizeof(double));

    arf_init(longest);
    arf_init(gap);
    arf_init(limit);
    arf_init(x);
    arb_mat_zero(X);
    *small = 1;
    for (i = 0; i < n; i++)
        if (arf_cmp(arb_midref(arb_mat_entry(G, i, i)), longest) > 0)
            arf_set(longest, arb_midref(arb_mat_entry(G, i, i)));
    for (i = 0; i < n; i++)
        for (j = i + 1; j < n; j++) {
            arf_srcptr ii = arb_midref(arb_mat_entry(G, i, i));
            arf_srcptr jj = arb_midref(arb_mat_entry(G, j, j));
            arf_srcptr ij = arb_midref(arb_mat_entry(G, i, j));
            double size;

            arf_mul(limit, longest, arf_cmp(ii, jj) > 0 ? ii : jj, 30, ARF_RND_NEAR);
            arf_mul_2exp_si(limit, limit, -2 * prec);
            arf_mul(x, ij, ij, 30, ARF_RND_NEAR);
            if (arf_cmp(x, limit) <= 0)
                continue;
            open++;
            arf_sub(gap, jj, ii, prec, ARF_RND_NEAR);
            arf_div(x, ij, gap, prec, ARF_RND_NEAR);
            size = arf_is_finite(x) ? arf_get_d(x, ARF_RND_NEAR) : 1;
            size = size < 0 ? -size : size;
            sums[i] += size;
            sums[j] += size;
            arf_set(arb_midref(arb_mat_entry(X, i, j)), x);
            arf_neg(arb_midref(arb_mat_entry(X, j, i)), x);
        }
    for (i = 0; i < n; i++)
        *small = *small && sums[i] <= 0.125;
    flint_free(sums);
    arf_clear(longest);
    arf_clear(gap);
    arf_clear(limit);
    arf_clear(x);
    return open;
}

/* V <- V (I + X + X^2/2). */
static void turn(arb_mat_t V, const arb_mat_t X, slong prec)
{
    slong n = arb_mat_nrows(V);
    arb_mat_t R, T;

    arb_mat_init(R, n, n);
    arb_mat_init(T, n, n);
    product(R, X, X, prec);
    arb_mat_scalar_mul_2exp_si(R, R, -1);
    arb_mat_add(R, R, X, prec);
    arb_mat_get_mid(R, R);
    product(T, V, R, prec);
    arb_mat_add(V, V, T, prec);
    arb_mat_get_mid(V, V);
    arb_mat_clear(R);
    arb_mat_clear(T);
}

static void sweep(arb_mat_t V, const arb_mat_t W, slong prec)
{
    slong n = arb_mat_nrows(V);
    arb_mat_t Wt, Vt;

    arb_mat_init(Wt, n, arb_mat_nrows(W));
    arb_mat_init(Vt, n, n);
    arb_mat_transpose(Wt, W);
    arb_mat_transpose(Vt, V);
    jacobi_sweep(Wt, Vt, prec);
    arb_mat_transpose(V, Vt);
    arb_mat_clear(Wt);
    arb_mat_clear(Vt);
}

static void refine_at(arb_mat_t V, arb_mat_t W, const arb_mat_t A, slong prec)
{
    slong n = arb_mat_ncols(A), m = arb_mat_nrows(A), k;
    arb_mat_t Wt, G, X;
    int small;

    arb_mat_init(Wt, n, m);
    arb_mat_init(G, n, n);
    arb_mat_init(X, n, n);
    for (k = 0; k < SWEEPS_AT_MOST; k++) {
        orthonormalise(V, prec);
        product(W, A, V, prec + 20);
        arb_mat_transpose(Wt, W);
        product(G, Wt, W, prec + 20);
        if (!angles(X, &small, G, prec))
            break;
        if (small)
            turn(V, X, prec + 20);
        else
            sweep(V, W, prec);
    }
    arb_mat_clear(Wt);
    arb_mat_clear(G);
    arb_mat_clear(X);
}

void refine(arb_mat_t V, arb_mat_t W, const arb_mat_t A, slong prec)
{
    slong bits;

    for (bits = 100; bits < prec; bits *= 2)
        refine_at(V, W, A, bits);
    refine_at(V, W, A, prec);
}
