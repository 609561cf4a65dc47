// SPDX-License-Identifier: Apache-2.0
#include <math.h>
#include <stdlib.h>

#include "arithmetic/entries.h"

double *entries_new(const arb_mat_t A)
{
    slong m = arb_mat_nrows(A), n = arb_mat_ncols(A), i, j;
    double *a = calloc((size_t)(m * n) + 1, sizeof *a);

    for (i = 0; a && i < m; i++)
        for (j = 0; j < n; j++)
            a[i * n + j] = arf_get_d(arb_midref(arb_mat_entry(A, i, j)), ARF_RND_NEAR);
    return a;
}

void entries_set(arb_mat_t C, const double *c)
{
    slong n = arb_mat_ncols(C), i, j;

    for (i = 0; i < arb_mat_nrows(C); i++)
        for (j = 0; j < n; j++)
            arb_set_d(arb_mat_entry(C, i, j), c ? c[i * n + j] : NAN);
}
