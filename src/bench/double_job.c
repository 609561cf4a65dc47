// SPDX-License-Identifier: GPL-3.0-or-later
#include <cblas.h>
#include <lapacke.h>
#include <stdlib.h>
#include <string.h>

#include "bench/jobs.h"

enum { NORMAL = 3 };

enum mc_status double_job_init(struct double_job *job, slong n, unsigned long long seed,
                               struct mc_complaint *why)
{
    lapack_int state[4] = {(lapack_int)(seed % 4096), (lapack_int)(seed / 4096 % 4096), 0, 1};
    size_t size = (size_t)n * (size_t)n;

    *job = (struct double_job){.n = n, .x = malloc(sizeof(double) * size + 1)};
    if (!job->x)
        return mc_complain(why, MC_NO_RESOURCE, "memory is out");
    LAPACKE_dlarnv(NORMAL, state, (lapack_int)size, job->x);
    for (size_t i = 0; i < size; i++)
        job->x[i] = (double)(float)job->x[i];
    return MC_OK;
}

void double_job_clear(struct double_job *job)
{
    free(job->x);
    *job = (struct double_job){0};
}

/* Takes the place of a; u, vt: n x n, unless kind is 'N'. */
static bool decompose(double *a, double *s, double *u, double *vt, slong n, char kind)
{
    lapack_int order = (lapack_int)n;

    return !LAPACKE_dgesdd(LAPACK_COL_MAJOR, kind, order, order, a, order, s, u, order, vt,
                           order);
}

/* A copy of x, the values, and both factors, in one piece. */
static double *work_new(const struct double_job *job)
{
    size_t size = (size_t)job->n * (size_t)job->n;
    double *a = malloc(sizeof(double) * (3 * size + (size_t)job->n + 1));

    if (a)
        memcpy(a, job->x, sizeof(double) * size);
    return a;
}

static enum mc_status time_dgesdd(double *seconds, const struct double_job *job, char kind,
                                  struct mc_complaint *why)
{
    size_t size = (size_t)job->n * (size_t)job->n;
    double *a = work_new(job), begun = processor_seconds();
    bool fine = a && decompose(a, a + 3 * size, a + size, a + 2 * size, job->n, kind);

    *seconds = processor_seconds() - begun;
    free(a);
    return fine ? MC_OK : mc_complain(why, MC_NO_RESOURCE, "dgesdd failed");
}

enum mc_status double_dgesdd_run(double *seconds, void *job, struct mc_complaint *why)
{
    return time_dgesdd(seconds, job, 'S', why);
}

enum mc_status double_values_run(double *seconds, void *job, struct mc_complaint *why)
{
    return time_dgesdd(seconds, job, 'N', why);
}

enum mc_status double_polar(double *y, const struct double_job *job, struct mc_complaint *why)
{
    slong n = job->n;
    size_t size = (size_t)n * (size_t)n;
    double *a = work_new(job);
    bool fine = a && decompose(a, a + 3 * size, a + size, a + 2 * size, n, 'S');

    if (fine)
        cblas_dgemm(CblasColMajor, CblasNoTrans, CblasNoTrans, (int)n, (int)n, (int)n, 1,
                    a + size, (int)n, a + 2 * size, (int)n, 0, y, (int)n);
    free(a);
    return fine ? MC_OK : mc_complain(why, MC_NO_RESOURCE, "dgesdd failed");
}
