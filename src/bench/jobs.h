// SPDX-License-Identifier: GPL-3.0-or-later
/* Work that several benchmarks time: the `run` of a side, and its job. */
#ifndef JOBS_H
#define JOBS_H

#include "bench/benchmark.h"
#include "bench/work_clock.h"
#include "muoncheck/spectrum.h"

/* A certified SVD to be timed: jobs of svd_run. */
struct svd_job {
    const arb_mat_struct *A;
    slong bits;
    struct mc_svd svd;       /* of the last run                                               */
    double total;            /* seconds of the last run                                       */
    struct work_times times; /* where the last run's time went                                */
};

void svd_job_init(struct svd_job *job, const arb_mat_t A, slong bits);
void svd_job_clear(struct svd_job *job);
enum mc_status svd_run(double *seconds, void *job, struct mc_complaint *why);

/* The seconds of its own DGEMMs within the last run of the same job. */
enum mc_status svd_dgemms_run(double *seconds, void *job, struct mc_complaint *why);

/* A comparison's `describe` whose first side has a struct svd_job: "sigma within 2^-250
 * sigma_1, rank 64..64". */
void svd_describe(struct comparison *c);

/* dgesdd with vectors on the midpoints of the struct svd_job's A. */
enum mc_status dgesdd_run(double *seconds, void *job, struct mc_complaint *why);

/* As many products of two n x n matrices of doubles as a product took, or one where that is NULL;
 * the time is that of one, times their number. */
struct dgemm_job {
    slong n;
    const slong *count;
};

enum mc_status dgemm_run(double *seconds, void *job, struct mc_complaint *why);

/* A square matrix of independent normal floats, in doubles, column by column. */
struct double_job {
    slong n;
    double *x;
};

/* The job may be cleared in any case.  Errors: MC_NO_RESOURCE. */
MC_MUST_CHECK enum mc_status double_job_init(struct double_job *job, slong n,
                                             unsigned long long seed, struct mc_complaint *why);
void double_job_clear(struct double_job *job);

/* dgesdd of it, with vectors and without: jobs are struct double_job. */
enum mc_status double_dgesdd_run(double *seconds, void *job, struct mc_complaint *why);
enum mc_status double_values_run(double *seconds, void *job, struct mc_complaint *why);

/* y = U V^T of dgesdd's factors, n x n.  Errors: MC_NO_RESOURCE. */
MC_MUST_CHECK enum mc_status double_polar(double *y, const struct double_job *job,
                                          struct mc_complaint *why);

#endif
