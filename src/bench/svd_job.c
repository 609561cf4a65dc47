// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdio.h>

#include "bench/jobs.h"

void svd_job_init(struct svd_job *job, const arb_mat_t A, slong bits)
{
    *job = (struct svd_job){.A = A, .bits = bits};
    mc_svd_init(&job->svd);
}

void svd_job_clear(struct svd_job *job)
{
    mc_svd_clear(&job->svd);
}

enum mc_status svd_run(double *seconds, void *job, struct mc_complaint *why)
{
    struct svd_job *svd = job;
    double begun = processor_seconds();
    enum mc_status status;

    work_clock_start(arb_mat_ncols(svd->A));
    status = mc_svd_enclose(&svd->svd, svd->A, -1, svd->bits);
    svd->times = work_clock_stop();
    *seconds = svd->total = processor_seconds() - begun;
    return status == MC_OK ? MC_OK : mc_complain(why, status, "the SVD failed");
}

enum mc_status svd_dgemms_run(double *seconds, void *job, struct mc_complaint *why)
{
    *seconds = ((struct svd_job *)job)->times.seconds[WORK_DGEMM];
    return MC_OK;
}

void svd_describe(struct comparison *c)
{
    const struct mc_svd *svd = &((const struct svd_job *)c->sides[0].job)->svd;
    mag_t widest, largest;
    slong bits;

    mag_init(widest);
    mag_init(largest);
    for (slong i = 0; i < svd->values; i++)
        mag_max(widest, widest, arb_radref(svd->sigma + i));
    if (svd->values)
        arb_get_mag_lower(largest, svd->sigma);
    mag_div(widest, widest, largest);
    bits = mag_is_finite(widest) && !mag_is_zero(widest) ? -fmpz_get_si(MAG_EXPREF(widest)) : 0;
    snprintf(c->note, sizeof c->note, "sigma within 2^-%ld sigma_1, rank %ld..%ld", (long)bits,
             (long)svd->rank_lo, (long)svd->rank_hi);
    mag_clear(widest);
    mag_clear(largest);
}
