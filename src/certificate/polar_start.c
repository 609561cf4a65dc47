// SPDX-License-Identifier: Apache-2.0
/*
 * Where a polar factor starts; nothing here needs to be exact.  B = U S V^T:
 *
 *   B^T B = V S^2 V^T,  Y = B (V S^-1 V^T)     one eigenproblem of half the size, four products
 *   Y = U V^T                                  dgesdd: two to three times as dear
 *
 * With G = B^T B off by E in the basis V, the first is orthonormal to e_ij / (s_i s_j): badly
 * for the least s alone.  Their vectors V_r span them well enough; B V_r, whose SVD says what
 * they and their values are, has no s_1 in it.  What is left is E between V_r and the others, u
 * s_1^2 / (s_r s_n).
 */
#include <cblas.h>
#include <lapacke.h>
#include <math.h>
#include <string.h>

#include "certificate/newton.h"
#include "certificate/polar.h"

enum { PART = 16 };

/* s_r s_n / s_1^2 from which the start is orthonormal to 2^-24 or so, and a step makes 2^-48 of
 * it. */
static const double LEAST_RATIO = 0x1p-24;

/* V (in tail) and sigma of B^T B, ascending. */
static bool decompose_gram(struct newton *w)
{
    int n = (int)w->n;
    slong i;

    cblas_dsyrk(CblasColMajor, CblasLower, CblasTrans, n, n, 1, w->b, n, 0, w->tail, n);
    if (LAPACKE_dsyevd(LAPACK_COL_MAJOR, 'V', 'L', n, w->tail, n, w->sigma) != 0)
        return false;
    for (i = 0; i < w->n; i++)
        w->sigma[i] = sqrt(fmax(w->sigma[i], 0));
    return true;
}

/* The first r columns of V become V_r R, B V_r = Q diag(sigma) R^T. */
static bool sharpen_least(struct newton *w, int r)
{
    int n = (int)w->n;

    cblas_dgemm(CblasColMajor, CblasNoTrans, CblasNoTrans, n, r, n, 1, w->b, n, w->tail, n, 0,
                w->y, n);
    if (LAPACKE_dgesdd(LAPACK_COL_MAJOR, 'S', n, r, w->y, n, w->sigma, w->u, n, w->z, r) != 0)
        return false;
    cblas_dgemm(CblasColMajor, CblasNoTrans, CblasTrans, n, r, r, 1, w->tail, n, w->z, r, 0,
                w->vt, n);
    memcpy(w->tail, w->vt, sizeof(double) * (size_t)(w->n * r));
    return true;
}

/* m = n. */
static bool start_square(struct newton *w)
{
    int n = (int)w->n, r = n / PART + 1;
    slong j;

    if (!decompose_gram(w) || !sharpen_least(w, r))
        return false;
    if (!(w->sigma[r - 1] * w->sigma[0] > LEAST_RATIO * w->sigma[n - 1] * w->sigma[n - 1]))
        return false;
    transpose(w->vt, w->tail, w->n, w->n);
    for (j = 0; j < w->n; j++)
        cblas_dscal(n, 1 / sqrt(w->sigma[j]), w->tail + j * n, 1);
    cblas_dsyrk(CblasColMajor, CblasLower, CblasNoTrans, n, n, 1, w->tail, n, 0, w->z, n);
    cblas_dsymm(CblasColMajor, CblasRight, CblasLower, n, n, 1, w->z, n, w->b, n, 0, w->y, n);
    return true;
}

/* s = R, u = Q of B = Q R: a start from R leaves the range of B by u ||B|| and no more. */
static bool orthogonalise(struct newton *w)
{
    int m = (int)w->m, n = (int)w->n;
    slong i, j;

    memcpy(w->u, w->b, sizeof(double) * (size_t)(w->m * w->n));
    if (LAPACKE_dgeqrf(LAPACK_COL_MAJOR, m, n, w->u, m, w->sigma) != 0)
        return false;
    for (j = 0; j < w->n; j++)
        for (i = 0; i < w->n; i++)
            w->s[i + j * w->n] = i <= j ? w->u[i + j * w->m] : 0;
    return LAPACKE_dorgqr(LAPACK_COL_MAJOR, m, n, n, w->u, m, w->sigma) == 0;
}

bool start_by_gram(struct newton *w)
{
    struct newton core = *w;
    int m = (int)w->m, n = (int)w->n;

    if (m == n)
        return start_square(w);
    core.m = w->n;
    core.b = w->s;
    core.y = w->k;
    core.u = w->d;
    if (!orthogonalise(w) || !start_square(&core))
        return false;
    cblas_dgemm(CblasColMajor, CblasNoTrans, CblasNoTrans, m, n, n, 1, w->u, m, core.y, n, 0,
                w->y, m);
    return true;
}

bool start_by_svd(struct newton *w)
{
    int m = (int)w->m, n = (int)w->n;

    memcpy(w->y, w->b, sizeof(double) * (size_t)(w->m * w->n));
    if (LAPACKE_dgesdd(LAPACK_COL_MAJOR, 'S', m, n, w->y, m, w->sigma, w->u, m, w->vt, n) != 0)
        return false;
    cblas_dgemm(CblasColMajor, CblasNoTrans, CblasNoTrans, m, n, n, 1, w->u, m, w->vt, n, 0,
                w->y, m);
    return w->sigma[w->n - 1] > 0;
}
