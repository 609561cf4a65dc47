// SPDX-License-Identifier: Apache-2.0
#include <cblas.h>
#include <lapacke.h>
#include <stdlib.h>

#include "certificate/definite.h"
#include "certificate/dense.h"
#include "certificate/upward.h"

static void copy_entry(void *context, slong at, slong mirror)
{
    double *G = context;

    G[at] = G[mirror];
}

/* Upper triangle = (lower triangle)^T, diagonal = `diagonal` + shift. */
static void set_upper(double *G, const double *diagonal, slong n, double shift)
{
    slong i;

    each_pair(n, copy_entry, G);
    for (i = 0; i < n; i++)
        G[i + i * n] = diagonal[i] + shift;
}

static bool diagonal_is_finite(const double *R, slong n)
{
    slong i;

    for (i = 0; i < n; i++)
        if (!(R[i + i * n] > 0 && R[i + i * n] < INFINITY))
            return false;
    return true;
}

double cholesky_floor(double trace, double largest, slong n)
{
    double gamma = gamma_up((double)n + 1), bound;

    bound = mul_up(div_up(gamma, sub_down(1, gamma)), trace);
    bound = add_up(bound, mul_up(2 * (double)n * ETA, add_up((double)n + 1, trace)));
    bound = add_up(bound, mul_up(UNIT, largest));
    return bound < INFINITY ? -bound : -INFINITY;
}

double shifted_floor(double *G, const double *diagonal, slong n, double shift)
{
    double trace = 0, largest = 0;
    slong i;

    set_upper(G, diagonal, n, shift);
    for (i = 0; i < n; i++) {
        if (!(G[i + i * n] > 0))
            return -INFINITY;
        trace = add_up(trace, G[i + i * n]);
        largest = fmax(largest, G[i + i * n]);
    }
    if (LAPACKE_dpotrf_work(LAPACK_COL_MAJOR, 'U', (lapack_int)n, G, (lapack_int)n) != 0 ||
        !diagonal_is_finite(G, n))
        return -INFINITY;
    return cholesky_floor(trace, largest, n);
}

static void take_diagonal(double *diagonal, const double *G, slong n)
{
    cblas_dcopy((int)n, G, (int)n + 1, diagonal, 1);
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
    if (!(estimate > 0) && shifted_floor(G, diagonal, n, 0) > -INFINITY)
        estimate = least_in_doubles(G, n);
    for (k = 0; k < 4 && estimate > 0 && !(*lower > 0); k++)
        *lower = sub_down(shifts[k] * estimate,
                          -shifted_floor(G, diagonal, n, -shifts[k] * estimate));
    free(diagonal);
    if (!(*lower > 0))
        *lower = -INFINITY;
    return true;
}
