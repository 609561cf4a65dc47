// SPDX-License-Identifier: Apache-2.0
/* Lanczos with full reorthogonalisation; nothing here needs to be rigorous. */
#include <cblas.h>
#include <lapacke.h>
#include <math.h>
#include <stdlib.h>

#include "certificate/definite.h"

enum { STEPS = 192, LOOK = 4 };

struct lanczos {
    slong n, steps;
    double *q;       /* n x (STEPS + 1), orthonormal columns */
    double *w;       /* STEPS */
    double *vectors; /* STEPS x STEPS, of the tridiagonal matrix */
    double alpha[STEPS], beta[STEPS], values[STEPS], work[STEPS];
};

static void start(double *q, slong n)
{
    unsigned long state = 20061121;
    slong i;

    for (i = 0; i < n; i++) {
        state = state * 6364136223846793005UL + 1442695040888963407UL;
        q[i] = (double)(state >> 11) * 0x1p-52 - 1;
    }
    cblas_dscal((int)n, 1 / cblas_dnrm2((int)n, q, 1), q, 1);
}

/* One more column of q; false when the space is invariant. */
static bool grow(struct lanczos *l, const struct packed *G)
{
    int n = (int)l->n, k = (int)l->steps, pass;
    double *q = l->q + (slong)k * l->n, *next = q + l->n;

    packed_apply(next, G, q);
    l->alpha[k] = cblas_ddot(n, q, 1, next, 1);
    for (pass = 0; pass < 2; pass++) {
        cblas_dgemv(CblasColMajor, CblasTrans, n, k + 1, 1, l->q, n, next, 1, 0, l->w, 1);
        cblas_dgemv(CblasColMajor, CblasNoTrans, n, k + 1, -1, l->q, n, l->w, 1, 1, next, 1);
    }
    l->beta[k] = cblas_dnrm2(n, next, 1);
    l->steps++;
    if (!(l->beta[k] > 0x1p-50 * fabs(l->alpha[0])))
        return false;
    cblas_dscal(n, 1 / l->beta[k], next, 1);
    return true;
}

/* The largest Ritz value; *residual of its vector. */
static double look(struct lanczos *l, double *residual)
{
    int k = (int)l->steps;

    cblas_dcopy(k, l->alpha, 1, l->values, 1);
    cblas_dcopy(k, l->beta, 1, l->work, 1);
    LAPACKE_dstev(LAPACK_COL_MAJOR, 'V', k, l->values, l->work, l->vectors, k);
    *residual = fabs(l->beta[k - 1] * l->vectors[k - 1 + (k - 1) * k]);
    return l->values[k - 1];
}

static double iterate(struct lanczos *l, double *x, const struct packed *G, double accuracy)
{
    double theta = 0, before, residual;
    bool more = true, settled = false;

    while (!settled) {
        more = grow(l, G);
        if (more && l->steps % LOOK && l->steps < l->n && l->steps < STEPS)
            continue;
        before = theta;
        theta = look(l, &residual);
        settled =
            !more || l->steps >= l->n || l->steps >= STEPS || !(theta < INFINITY) ||
            residual <= accuracy / 4 * theta ||
            (theta - before <= accuracy / 16 * theta && residual <= sqrt(accuracy) / 4 * theta);
    }
    cblas_dgemv(CblasColMajor, CblasNoTrans, (int)l->n, (int)l->steps, 1, l->q, (int)l->n,
                l->vectors + (l->steps - 1) * l->steps, 1, 0, x, 1);
    return theta;
}

double lanczos(double *x, const struct packed *G, double accuracy)
{
    struct lanczos *l = calloc(1, sizeof *l);
    slong n = G->n, most = n < STEPS ? n : STEPS;
    double theta = -1;

    if (l) {
        l->n = n;
        l->q = malloc(sizeof(double) * (size_t)(n * (most + 1)));
        l->w = malloc(sizeof(double) * STEPS);
        l->vectors = malloc(sizeof(double) * (size_t)(most * most));
        if (l->q && l->w && l->vectors) {
            start(l->q, n);
            theta = fmax(iterate(l, x, G, accuracy), 0);
        }
        free(l->q);
        free(l->w);
        free(l->vectors);
    }
    free(l);
    return theta;
}
