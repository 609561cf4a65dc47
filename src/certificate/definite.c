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

bool least_eigenvalue(double *lower, double *G, slong n)
{
    static const double shifts[] = {0x1.fp-1, 0x1p-1, 0x1p-2, 0x1p-3};
    double *diagonal = malloc(sizeof(double) * (size_t)n), estimate = least_in_floats(G, n);
    size_t k;

    *lower = -INFINITY;
    if (!diagonal)
        return false;
    take_diagonal(diagonal, G, n);
    if (!(estimate > 0) && shifted_floor(G, diagonal, n, 1, 0) > -INFINITY)
        estimate = least_in_doubles(G, n);
    for (k = 0; k < 4 && estimate > 0 && !(*lower > 0); k++)
        *lower = sub_down(shifts[k] * estimate,
                          -shifted_floor(G, diagonal, n, 1, -shifts[k] * estimate));
    free(diagonal);
    if (!(*lower > 0))
        *lower = -INFINITY;
    return true;
}
