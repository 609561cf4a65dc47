// SPDX-License-Identifier: Apache-2.0
#include <cblas.h>
#include <lapacke.h>
#include <stdlib.h>

#include "certificate/definite.h"
#include "certificate/packed.h"
#include "certificate/upward.h"

size_t packed_bytes(slong n)
{
    return sizeof(double) * (size_t)((n + 1) / 2) * (size_t)(n + 1);
}

bool packed_init(struct packed *G, slong n)
{
    slong i;

    *G = (struct packed){.n = n, .h = (n + 1) / 2, .w = malloc(packed_bytes(n))};
    if (!G->w)
        return false;
    G->s = G->w + (G->h + 1) * G->h;
    /* Of an odd n, the column that G22 does not have. */
    for (i = 1; n % 2 && i <= G->h; i++)
        G->s[-1 - i] = 0;
    return true;
}

void packed_clear(struct packed *G)
{
    free(G->w);
    *G = (struct packed){0};
}

double *packed_entry(const struct packed *G, slong i, slong j)
{
    slong h = G->h;

    if (i < h)
        return G->w + i + 1 + j * (h + 1);
    return j < h ? G->s + (i - h) + j * (G->n - h) : G->w + (j - h) + (i - h) * (h + 1);
}

void packed_add_gram(struct packed *G, const double *P, slong count, bool tall, bool first)
{
    int h = (int)G->h, k = (int)(G->n - G->h), l = (int)count, ld = tall ? l : (int)G->n;
    const double *rest = P + (tall ? G->h * count : G->h);
    enum CBLAS_TRANSPOSE turn = tall ? CblasTrans : CblasNoTrans,
                         back = tall ? CblasNoTrans : CblasTrans;
    double beta = first ? 0 : 1;

    cblas_dsyrk(CblasColMajor, CblasLower, turn, h, l, 1, P, ld, beta, G->w + 1, h + 1);
    if (!k)
        return;
    cblas_dsyrk(CblasColMajor, CblasUpper, turn, k, l, 1, rest, ld, beta, G->w, h + 1);
    cblas_dgemm(CblasColMajor, turn, back, k, h, l, 1, rest, ld, P, ld, beta, G->s, k);
}

void packed_apply(double *y, const struct packed *G, const double *x)
{
    int h = (int)G->h, k = (int)(G->n - G->h);

    cblas_dsymv(CblasColMajor, CblasLower, h, 1, G->w + 1, h + 1, x, 1, 0, y, 1);
    if (!k)
        return;
    cblas_dsymv(CblasColMajor, CblasUpper, k, 1, G->w, h + 1, x + h, 1, 0, y + h, 1);
    cblas_dgemv(CblasColMajor, CblasTrans, k, h, 1, G->s, k, x + h, 1, 1, y, 1);
    cblas_dgemv(CblasColMajor, CblasNoTrans, k, h, 1, G->s, k, x, 1, 1, y + h, 1);
}

/* shift I - G; false unless its diagonal is positive. */
static bool reflect(struct packed *G, double shift, double *trace, double *largest)
{
    slong i;

    for (i = 0; i < G->h * (G->n + 1); i++)
        G->w[i] = -G->w[i];
    *trace = *largest = 0;
    for (i = 0; i < G->n; i++) {
        double *d = packed_entry(G, i, i);

        *d += shift;
        if (!(*d > 0))
            return false;
        *trace = add_up(*trace, *d);
        *largest = fmax(*largest, *d);
    }
    return true;
}

/* R^T R = G with R = [L^T  X^T; 0  R22]: G11 = L L^T, X = G21 L^-T, G22 - X X^T = R22^T R22. */
static bool factorize(struct packed *G)
{
    int h = (int)G->h, k = (int)(G->n - G->h);

    if (LAPACKE_dpotrf_work(LAPACK_COL_MAJOR, 'L', h, G->w + 1, h + 1))
        return false;
    if (!k)
        return true;
    cblas_dtrsm(CblasColMajor, CblasRight, CblasLower, CblasTrans, CblasNonUnit, k, h, 1,
                G->w + 1, h + 1, G->s, k);
    cblas_dsyrk(CblasColMajor, CblasUpper, CblasNoTrans, k, h, -1, G->s, k, 1, G->w, h + 1);
    return LAPACKE_dpotrf_work(LAPACK_COL_MAJOR, 'U', k, G->w, h + 1) == 0;
}

double packed_floor(struct packed *G, double shift)
{
    double trace, largest;
    slong i;

    if (!reflect(G, shift, &trace, &largest) || !factorize(G))
        return -INFINITY;
    for (i = 0; i < G->n; i++)
        if (!(*packed_entry(G, i, i) > 0 && *packed_entry(G, i, i) < INFINITY))
            return -INFINITY;
    return cholesky_floor(trace, largest, G->n);
}
