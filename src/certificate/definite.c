// SPDX-License-Identifier: Apache-2.0
#include <cblas.h>
#include <lapacke.h>
#include <stdlib.h>

#include "certificate/definite.h"
#include "certificate/dense.h"
#include "certificate/upward.h"

struct mirrored {
    double *G;
    int sign;
};

static void mirror_entry(void *context, slong at, slong mirror)
{
    const struct mirrored *m = context;

    m->G[at] = m->sign * m->G[mirror];
}

/* Upper triangle = sign * (lower triangle)^T, diagonal = sign * diagonal + shift. */
static void set_upper(double *G, const double *diagonal, slong n, int sign, double shift)
{
    struct mirrored m = {G, sign};
    slong i;

    each_pair(n, mirror_entry, &m);
    for (i = 0; i < n; i++)
        G[i + i * n] = sign * diagonal[i] + shift;
}

static bool diagonal_is_finite(const double *R, slong n)
{
    slong i;

    for (i = 0; i < n; i++)
        if (!(R[i + i * n] > 0 && R[i + i * n] < INFINITY))
            return false;
    return true;
}

double shifted_floor(double *G, const double *diagonal, slong n, int sign, double shift)
{
    double trace = 0, largest = 0, gamma = gamma_up((double)n + 1), bound;
    slong i;

    set_upper(G, diagonal, n, sign, shift);
    for (i = 0; i < n; i++) {
        if (!(G[i + i * n] > 0))
            return -INFINITY;
        trace = add_up(trace, G[i + i * n]);
        largest = fmax(largest, G[i + i * n]);
    }
    if (LAPACKE_dpotrf_work(LAPACK_COL_MAJOR, 'U', (lapack_int)n, G, (lapack_int)n) != 0 ||
        !diagonal_is_finite(G, n))
        return -INFINITY;
    bound = mul_up(div_up(gamma, sub_down(1, gamma)), trace);
    bound = add_up(bound, mul_up(2 * (double)n * ETA, add_up((double)n + 1, trace)));
    bound = add_up(bound, mul_up(UNIT, largest));
    return bound < INFINITY ? -bound : -INFINITY;
}

static void take_diagonal(double *diagonal, const double *G, slong n)
{
    cblas_dcopy((int)n, G, (int)n + 1, diagonal, 1);
}

/* Tries lambda_max <= theta (1 + s) with growing s. */
static double search_upper(double *G, const double *diagonal, slong n, double theta,
                           double accuracy)
{
    int attempt;

    for (attempt = 0; attempt < 4; attempt++, accuracy *= 8) {
        double t = theta * (1 + accuracy), floor = shifted_floor(G, diagonal, n, -1, t);
        if (floor > -INFINITY)
            return up(t - floor);
    }
    return INFINITY;
}

bool largest_eigenvalue(double *upper, double *x, double *G, slong n, double accuracy)
{
    double *diagonal = malloc(sizeof(double) * (size_t)n), theta = -1;

    *upper = INFINITY;
    if (diagonal)
        theta = lanczos(x, G, n, accuracy);
    if (theta >= 0) {
        take_diagonal(diagonal, G, n);
        *upper = search_upper(G, diagonal, n, theta, accuracy);
    }
    free(diagonal);
    return theta >= 0;
}

/* Not rigorous: 1 / ||(R^T R)^-1 x|| for a unit x after some inverse iterations. */
static double least_estimate(double *x, const double *R, slong n)
{
    enum { STEPS = 8 };
    double norm = 1;
    slong i;
    int step;

    for (i = 0; i < n; i++)
        x[i] = 1 + 0.5 * sin((double)i * (double)i);
    for (step = 0; step < STEPS; step++) {
        cblas_dscal((int)n, 1 / cblas_dnrm2((int)n, x, 1), x, 1);
        cblas_dtrsv(CblasColMajor, CblasUpper, CblasTrans, CblasNonUnit, (int)n, R, (int)n, x,
                    1);
        cblas_dtrsv(CblasColMajor, CblasUpper, CblasNoTrans, CblasNonUnit, (int)n, R, (int)n, x,
                    1);
        norm = cblas_dnrm2((int)n, x, 1);
    }
    return 1 / norm;
}

bool least_eigenvalue(double *lower, double *G, slong n)
{
    double *room = malloc(sizeof(double) * (size_t)(2 * n)), estimate;
    int attempt;

    *lower = -INFINITY;
    if (!room)
        return false;
    take_diagonal(room, G, n);
    if (shifted_floor(G, room, n, 1, 0) > -INFINITY) {
        estimate = least_estimate(room + n, G, n);
        for (attempt = 0; attempt < 4 && !(*lower > 0); attempt++) {
            estimate *= attempt ? 0.5 : 0.96875;
            *lower = sub_down(estimate, -shifted_floor(G, room, n, 1, -estimate));
        }
    }
    free(room);
    if (!(*lower > 0))
        *lower = -INFINITY;
    return true;
}
