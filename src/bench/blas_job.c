// SPDX-License-Identifier: GPL-3.0-or-later
#include <cblas.h>
#include <lapacke.h>
#include <stdlib.h>

#include "bench/jobs.h"

enum mc_status dgemm_run(double *seconds, void *job, struct mc_complaint *why)
{
    const struct dgemm_job *dgemm = job;
    size_t n = (size_t)dgemm->n, size = n * n, i;
    double *a = malloc(3 * size * sizeof *a + 1), *b = a + size, *c = b + size, begun;

    if (!a)
        return mc_complain(why, MC_NO_RESOURCE, "memory is out");
    for (i = 0; i < 3 * size; i++)
        a[i] = (double)(i % 1021) - 510;
    begun = processor_seconds();
    cblas_dgemm(CblasColMajor, CblasNoTrans, CblasNoTrans, (int)n, (int)n, (int)n, 1, a, (int)n,
                b, (int)n, 0, c, (int)n);
    *seconds = (processor_seconds() - begun) * (double)(dgemm->count ? *dgemm->count : 1);
    free(a);
    return MC_OK;
}

/* Takes the place of a, m x n, column by column. */
static bool decompose(double *a, double *work, slong m, slong n)
{
    slong k = m < n ? m : n;
    double *s = work, *u = s + k, *vt = u + m * k;

    return LAPACKE_dgesdd(LAPACK_COL_MAJOR, 'S', (lapack_int)m, (lapack_int)n, a, (lapack_int)m,
                          s, u, (lapack_int)m, vt, (lapack_int)k) == 0;
}

enum mc_status dgesdd_run(double *seconds, void *job, struct mc_complaint *why)
{
    const arb_mat_struct *A = ((struct svd_job *)job)->A;
    slong m = arb_mat_nrows(A), n = arb_mat_ncols(A), k = m < n ? m : n;
    double *a = malloc(sizeof(double) * (size_t)(m * n)), begun;
    double *work = malloc(sizeof(double) * (size_t)(k + m * k + k * n)), *to = a;
    bool fine = false;

    if (a && work) {
        for (slong j = 0; j < n; j++)
            for (slong i = 0; i < m; i++)
                *to++ = arf_get_d(arb_midref(arb_mat_entry(A, i, j)), ARF_RND_NEAR);
        begun = processor_seconds();
        fine = decompose(a, work, m, n);
        *seconds = processor_seconds() - begun;
    }
    free(a);
    free(work);
    return fine ? MC_OK : mc_complain(why, MC_NO_RESOURCE, "dgesdd failed");
}
