// SPDX-License-Identifier: GPL-3.0-or-later
#include <cblas.h>
#include <lapacke.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "report/kernel_tests.h"

/* Row-major m x n, m <= n: of A, or of its transpose where it has more rows than columns. */
static float *floats_of(const arb_mat_t A, int m, int n)
{
    float *out = calloc((size_t)m * (size_t)n, sizeof *out);
    bool turn = arb_mat_nrows(A) > arb_mat_ncols(A);

    for (int i = 0; out && i < m; i++)
        for (int j = 0; j < n; j++)
            out[i * n + j] = (float)arf_get_d(
                arb_midref(turn ? arb_mat_entry(A, j, i) : arb_mat_entry(A, i, j)),
                ARF_RND_NEAR);
    return out;
}

/* max |A - B|; NaN where an entry is none. */
static float farthest(const float *A, const float *B, int count)
{
    float out = 0;

    for (int i = 0; i < count; i++) {
        float d = fabsf(A[i] - B[i]);

        if (isnan(d))
            return d;
        out = d > out ? d : out;
    }
    return out;
}

static enum mc_status elementwise(float *out, float *X, const float *Y, int m, int n)
{
    float *U = calloc((size_t)m * (size_t)m, sizeof *U), *s = calloc((size_t)m, sizeof *s);
    float *V = calloc((size_t)m * (size_t)n, sizeof *V);
    enum mc_status status = U && V && s ? MC_OK : MC_NO_RESOURCE;

    if (status == MC_OK &&
        LAPACKE_sgesdd(LAPACK_ROW_MAJOR, 'S', m, n, X, n, s, U, m, V, n) != 0)
        status = MC_NOT_DECIDED;
    if (status == MC_OK) {
        cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, m, n, m, 1, U, m, V, n, 0, X, n);
        *out = farthest(X, Y, m * n);
    }
    free(U);
    free(s);
    free(V);
    return status;
}

static enum mc_status gram(float *out, const float *Y, int m, int n)
{
    float *G = calloc((size_t)m * (size_t)m, sizeof *G);
    float *one = calloc((size_t)m * (size_t)m, sizeof *one);
    enum mc_status status = G && one ? MC_OK : MC_NO_RESOURCE;

    if (status == MC_OK) {
        for (int i = 0; i < m; i++)
            one[i * m + i] = 1;
        cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, m, m, n, 1, Y, n, Y, n, 0, G, m);
        *out = farthest(G, one, m * m);
    }
    free(G);
    free(one);
    return status;
}

enum mc_status kernel_tests_run(struct kernel_tests *out, const arb_mat_t X, const arb_mat_t Y)
{
    int m = (int)FLINT_MIN(arb_mat_nrows(X), arb_mat_ncols(X));
    int n = (int)FLINT_MAX(arb_mat_nrows(X), arb_mat_ncols(X));
    float *x = floats_of(X, m, n), *y = floats_of(Y, m, n);
    enum mc_status status = x && y ? gram(&out->gram, y, m, n) : MC_NO_RESOURCE;

    if (status == MC_OK)
        status = elementwise(&out->elementwise, x, y, m, n);
    free(x);
    free(y);
    return status;
}
