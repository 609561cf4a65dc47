// SPDX-License-Identifier: Apache-2.0
#include <lapacke.h>
#include <stdlib.h>

#include "spectrum/refine.h"

static double *column_major(const arb_mat_t A)
{
    slong m = arb_mat_nrows(A), n = arb_mat_ncols(A), i, j;
    double *a = malloc(sizeof(double) * (size_t)(m * n));

    for (j = 0; a && j < n; j++)
        for (i = 0; i < m; i++)
            a[i + j * m] = arf_get_d(arb_midref(arb_mat_entry(A, i, j)), ARF_RND_NEAR);
    return a;
}

void double_start(arb_mat_t V, const arb_mat_t A)
{
    slong m = arb_mat_nrows(A), n = arb_mat_ncols(A), i, j;
    double *a = column_major(A), *s = malloc(sizeof(double) * (size_t)n);
    double *u = malloc(sizeof(double) * (size_t)(m * n));
    double *vt = malloc(sizeof(double) * (size_t)(n * n));

    arb_mat_one(V);
    if (a && s && u && vt &&
        LAPACKE_dgesdd(LAPACK_COL_MAJOR, 'S', (lapack_int)m, (lapack_int)n, a, (lapack_int)m, s,
                       u, (lapack_int)m, vt, (lapack_int)n) == 0)
        for (i = 0; i < n; i++)
            for (j = 0; j < n; j++)
                arb_set_d(arb_mat_entry(V, i, j), vt[j + i * n]);
    free(a);
    free(s);
    free(u);
    free(vt);
}
