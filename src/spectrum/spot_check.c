// SPDX-License-Identifier: Apache-2.0
/*
 * A vector of -1 and 1 from a linear congruential generator.  What a single fault leaves is a matrix
 * of rank one, mostly a single entry, and no such vector is orthogonal to a unit vector.  Left
 * factors are applied as rows, so nothing is transposed.
 */
#include <stdint.h>

#include "spectrum/refine.h"

enum { SPOT_BITS = 60 };

/* x: one row. */
static void probe(arb_mat_t x, uint64_t *state)
{
    slong j;

    for (j = 0; j < arb_mat_ncols(x); j++) {
        *state = *state * 6364136223846793005u + 1442695040888963407u;   /* Knuth's MMIX */
        arb_set_si(arb_mat_entry(x, 0, j), *state >> 63 ? 1 : -1);
    }
}

/* y = U x^T as a row: dot products along the rows of U. */
static void apply(arb_mat_t y, const arb_mat_t U, const arb_mat_t x, slong prec)
{
    slong i;

    for (i = 0; i < arb_mat_nrows(U) && arb_mat_ncols(U); i++)
        arb_dot(arb_mat_entry(y, 0, i), NULL, 0, U->rows[i], 1, x->rows[0], 1, arb_mat_ncols(U),
                prec);
}

/* Is ||x|| > bound ||y|| certain? */
static int longer(const arb_mat_t x, const arb_t bound, const arb_mat_t y)
{
    arb_t left, right;
    int yes;

    arb_init(left);
    arb_init(right);
    arb_mat_frobenius_norm(left, x, SPOT_BITS);
    arb_mat_frobenius_norm(right, y, SPOT_BITS);
    arb_mul(right, right, bound, SPOT_BITS);
    yes = arb_gt(left, right);
    arb_clear(left);
    arb_clear(right);
    return yes;
}

/* Does U^T U x - x refute `defect`? */
static int refutes_defect(const arb_mat_t U, const arb_t defect, uint64_t *state, slong prec)
{
    arb_mat_t x, Ux, y;
    int yes;

    arb_mat_init(x, 1, arb_mat_ncols(U));
    arb_mat_init(Ux, 1, arb_mat_nrows(U));
    arb_mat_init(y, 1, arb_mat_ncols(U));
    probe(x, state);
    apply(Ux, U, x, prec);
    arb_mat_mul(y, Ux, U, prec);
    arb_mat_sub(y, y, x, prec);
    yes = longer(y, defect, x);
    arb_mat_clear(x);
    arb_mat_clear(Ux);
    arb_mat_clear(y);
    return yes;
}

/* Does (A - U S V^T) x refute eps? */
static int refutes_residual(const struct mc_svd *svd, const arb_mat_t A, uint64_t *state,
                            slong prec)
{
    slong k = svd->kept, i;
    arb_mat_t x, y, z, Ax;
    int yes;

    arb_mat_init(x, 1, arb_mat_ncols(A));
    arb_mat_init(y, 1, k);
    arb_mat_init(z, 1, arb_mat_nrows(A));
    arb_mat_init(Ax, 1, arb_mat_nrows(A));
    probe(x, state);
    arb_mat_mul(y, x, svd->v, prec);
    for (i = 0; i < k; i++)
        arb_mul(arb_mat_entry(y, 0, i), arb_mat_entry(y, 0, i), svd->s + i, prec);
    apply(z, svd->u, y, prec);
    apply(Ax, A, x, prec);
    arb_mat_sub(z, Ax, z, prec);
    yes = longer(z, svd->eps, x);
    arb_mat_clear(x);
    arb_mat_clear(y);
    arb_mat_clear(z);
    arb_mat_clear(Ax);
    return yes;
}

int spot_check(const struct mc_svd *svd, const arb_mat_t A, slong prec)
{
    uint64_t state = 1;
    slong work = prec + SPOT_BITS;

    return !refutes_defect(svd->u, svd->alpha, &state, work) &&
           !refutes_defect(svd->v, svd->beta, &state, work) &&
           !refutes_residual(svd, A, &state, work);
}
