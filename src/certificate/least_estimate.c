// SPDX-License-Identifier: Apache-2.0
/* Inverse iterations from a fixed start; nothing here needs to be rigorous. */
#include <cblas.h>
#include <lapacke.h>
#include <math.h>
#include <stdlib.h>

#include "certificate/definite.h"

enum { STEPS = 6 };

/* 1 / ||(R^T R)^-1 x|| for a unit x after some inverse iterations. */
static double inverse_iteration(float *x, const float *R, int n)
{
    float norm = 1;
    int step, i;

    for (i = 0; i < n; i++)
        x[i] = 1 + 0.5F * sinf((float)i * (float)i);
    for (step = 0; step < STEPS && norm > 0; step++) {
        cblas_sscal(n, 1 / cblas_snrm2(n, x, 1), x, 1);
        cblas_strsv(CblasColMajor, CblasUpper, CblasTrans, CblasNonUnit, n, R, n, x, 1);
        cblas_strsv(CblasColMajor, CblasUpper, CblasNoTrans, CblasNonUnit, n, R, n, x, 1);
        norm = cblas_snrm2(n, x, 1);
    }
    return 1 / (double)norm;
}

static void narrow(float *R, const double *G, slong n, double scale)
{
    enum { TILE = 16 };
    slong i, j, p;

    for (p = 0; p < n; p += TILE)
        for (i = p; i < n; i++)
            for (j = p; j < p + TILE && j <= i; j++)
                R[j + i * n] = (float)(G[i + j * n] * scale);
}

double least_in_floats(const double *G, slong n)
{
    float *R = malloc(sizeof(float) * (size_t)(n * n + n));
    double estimate = 0;
    int e = 0;

    if (!R)
        return 0;
    frexp(G[cblas_idamax((int)n, G, (int)n + 1) * (size_t)(n + 1)], &e);
    if (e > -1000 && e < 1000) {
        narrow(R, G, n, ldexp(1, -e));
        if (LAPACKE_spotrf_work(LAPACK_COL_MAJOR, 'U', (lapack_int)n, R, (lapack_int)n) == 0)
            estimate = ldexp(inverse_iteration(R + n * n, R, (int)n), e);
    }
    free(R);
    return estimate > 0 && estimate < INFINITY ? estimate : 0;
}

double least_in_doubles(const double *R, slong size)
{
    double *x = malloc(sizeof(double) * (size_t)size), norm = 0;
    int step, i, n = (int)size;

    for (i = 0; x && i < n; i++)
        x[i] = 1 + 0.5 * sin((double)i * (double)i);
    for (step = 0; x && step < STEPS; step++) {
        cblas_dscal(n, 1 / cblas_dnrm2(n, x, 1), x, 1);
        cblas_dtrsv(CblasColMajor, CblasUpper, CblasTrans, CblasNonUnit, n, R, n, x, 1);
        cblas_dtrsv(CblasColMajor, CblasUpper, CblasNoTrans, CblasNonUnit, n, R, n, x, 1);
        norm = cblas_dnrm2(n, x, 1);
    }
    free(x);
    return norm > 0 ? 1 / norm : 0;
}
