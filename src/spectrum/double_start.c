// SPDX-License-Identifier: Apache-2.0
#include <lapacke.h>
#include <math.h>
#include <stdlib.h>

#include "spectrum/refine.h"

/* x to 53 bits, without underflow's last bit: a start has no need of it. */
static double nearly(const arf_t x)
{
    mp_srcptr limbs;
    mp_size_t n;
    double top;

    if (arf_is_special(x) || COEFF_IS_MPZ(ARF_EXP(x)))
        return 0;
    ARF_GET_MPN_READONLY(limbs, n, x);
    top = ldexp((double)limbs[n - 1], (int)FLINT_MAX(-2000, ARF_EXP(x) - 64));
    return ARF_SGNBIT(x) ? -top : top;
}

/* A row by row is its transpose column by column. */
static double *row_major(const arb_mat_t A)
{
    slong m = arb_mat_nrows(A), n = arb_mat_ncols(A), i, j;
    double *a = malloc(sizeof(double) * (size_t)(m * n));

    for (i = 0; a && i < m; i++)
        for (j = 0; j < n; j++)
            a[i * n + j] = nearly(arb_midref(arb_mat_entry(A, i, j)));
    return a;
}

void double_vectors(double *v, const arb_mat_t A)
{
    slong m = arb_mat_nrows(A), n = arb_mat_ncols(A), i;
    double *a = row_major(A), *s = malloc(sizeof(double) * (size_t)n);
    double *ut = malloc(sizeof(double) * (size_t)(m * n));

    if (!a || !s || !ut ||
        LAPACKE_dgesdd(LAPACK_COL_MAJOR, 'S', (lapack_int)n, (lapack_int)m, a, (lapack_int)n, s,
                       v, (lapack_int)n, ut, (lapack_int)n) != 0)
        for (i = 0; i < n * n; i++)
            v[i] = i % (n + 1) == 0;
    free(a);
    free(s);
    free(ut);
}

void double_start(arb_mat_t V, const arb_mat_t A)
{
    slong n = arb_mat_ncols(A), i, j;
    double *v = malloc(sizeof(double) * (size_t)(n * n));

    arb_mat_one(V);
    if (v)
        double_vectors(v, A);
    for (i = 0; v && i < n; i++)
        for (j = 0; j < n; j++)
            arb_set_d(arb_mat_entry(V, i, j), v[i + j * n]);
    free(v);
}
