// SPDX-License-Identifier: Apache-2.0
/* Vectors of -1 and 1 from a linear congruential generator: what a fault leaves is a matrix of rank
 * one, and few directions are orthogonal to several of them. */
#include <stdint.h>

#include "spectrum/refine.h"

enum { PROBES = 3, SPOT_BITS = 60 };

static void probe(arb_mat_t x, uint64_t *state)
{
    slong i;

    for (i = 0; i < arb_mat_nrows(x); i++) {
        *state = *state * 6364136223846793005u + 1442695040888963407u;   /* Knuth's MMIX */
        arb_set_si(arb_mat_entry(x, i, 0), *state >> 63 ? 1 : -1);
    }
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
    slong m = arb_mat_nrows(U), k = arb_mat_ncols(U);
    arb_mat_t Ut, x, Ux, y;
    int yes;

    arb_mat_init(Ut, k, m);
    arb_mat_init(x, k, 1);
    arb_mat_init(Ux, m, 1);
    arb_mat_init(y, k, 1);
    probe(x, state);
    arb_mat_transpose(Ut, U);
    arb_mat_mul(Ux, U, x, prec);
    arb_mat_mul(y, Ut, Ux, prec);
    arb_mat_sub(y, y, x, prec);
    yes = longer(y, defect, x);
    arb_mat_clear(Ut);
    arb_mat_clear(x);
    arb_mat_clear(Ux);
    arb_mat_clear(y);
    return yes;
}

/* Does (A - U S V^T) x refute eps? */
static int refutes_residual(const struct mc_svd *svd, const arb_mat_t A, uint64_t *state,
                            slong prec)
{
    slong m = arb_mat_nrows(A), n = arb_mat_ncols(A), k = svd->kept, i;
    arb_mat_t Vt, x, y, z, Ax;
    int yes;

    arb_mat_init(Vt, k, n);
    arb_mat_init(x, n, 1);
    arb_mat_init(y, k, 1);
    arb_mat_init(z, m, 1);
    arb_mat_init(Ax, m, 1);
    probe(x, state);
    arb_mat_transpose(Vt, svd->v);
    arb_mat_mul(y, Vt, x, prec);
    for (i = 0; i < k; i++)
        arb_mul(arb_mat_entry(y, i, 0), arb_mat_entry(y, i, 0), svd->s + i, prec);
    arb_mat_mul(z, svd->u, y, prec);
    arb_mat_mul(Ax, A, x, prec);
    arb_mat_sub(z, Ax, z, prec);
    yes = longer(z, svd->eps, x);
    arb_mat_clear(Vt);
    arb_mat_clear(x);
    arb_mat_clear(y);
    arb_mat_clear(z);
    arb_mat_clear(Ax);
    return yes;
}

int spot_check(const struct mc_svd *svd, const arb_mat_t A, slong prec)
{
    uint64_t state = 1;
    slong work = 2 * prec + SPOT_BITS, i;
    int fine = 1;

    for (i = 0; fine && i < PROBES; i++)
        fine = !refutes_defect(svd->u, svd->alpha, &state, work) &&
               !refutes_defect(svd->v, svd->beta, &state, work) &&
               !refutes_residual(svd, A, &state, work);
    return fine;
}
