// SPDX-License-Identifier: GPL-3.0-or-later
/* A certified polar factor in multiprecision: by refinement, and by the enclosed SVD. */
#include <stdio.h>

#include "bench/input.h"
#include "bench/jobs.h"
#include "muoncheck/certificate.h"
#include "muoncheck/transform.h"

extern const struct benchmark benchmark_polar;

struct polar_job {
    struct svd_job svd;
    arb_mat_t out;
    arb_t radius, of_svd;
};

static enum mc_status refine(double *seconds, void *data, struct mc_complaint *why)
{
    struct polar_job *job = data;
    double begun = processor_seconds();
    enum mc_status status = mc_polar_refine(job->out, job->radius, job->svd.A, job->svd.bits);

    *seconds = processor_seconds() - begun;
    return status == MC_OK ? MC_OK : mc_complain(why, status, "refinement declined");
}

static enum mc_status by_svd(double *seconds, void *data, struct mc_complaint *why)
{
    struct polar_job *job = data;
    double begun = processor_seconds(), spent;
    enum mc_status status = svd_run(&spent, &job->svd, why);
    fmpq_t zero;

    fmpq_init(zero);
    if (status == MC_OK)
        status = mc_transform_power(job->out, job->of_svd, &job->svd.svd, job->svd.A, zero,
                                    job->svd.bits);
    fmpq_clear(zero);
    *seconds = processor_seconds() - begun;
    return status;
}

static void describe(struct comparison *c)
{
    const struct polar_job *job = c->sides[0].job;
    char *text = arb_get_str(job->radius, 3, ARB_STR_NO_RADIUS);

    snprintf(c->note, sizeof c->note, "within %.80s in the Frobenius norm", text);
    flint_free(text);
}

static enum mc_status measure(struct bench *bench, slong n, slong bits,
                              struct mc_complaint *why)
{
    struct comparison c;
    struct polar_job job;
    enum mc_status status;
    arb_mat_t A;

    comparison_init(&c, &benchmark_polar, "s", n, bits, "gaussian");
    c.describe = describe;
    status = input_generate(A, "gaussian", "", n, bench->seed, 53, why);
    svd_job_init(&job.svd, A, bits);
    arb_mat_init(job.out, n, n);
    arb_init(job.radius);
    arb_init(job.of_svd);
    comparison_add(&c, (struct side){.name = "mc_polar_refine", .run = refine, .job = &job});
    comparison_add(
        &c,
        (struct side){.name = "mc_svd_enclose, U V^T", .run = by_svd, .job = &job, .goal = 1});
    comparison_add(&c, (struct side){.name = "dgesdd (53 bits)",
                                     .package = "libopenblas-dev",
                                     .run = dgesdd_run,
                                     .job = &job.svd});
    if (status == MC_OK)
        status = bench_compare(bench, &c, why);
    svd_job_clear(&job.svd);
    arb_mat_clear(job.out);
    arb_clear(job.radius);
    arb_clear(job.of_svd);
    arb_mat_clear(A);
    return status;
}

const struct benchmark benchmark_polar = {
    .id = "polar",
    .title = "certified polar factor in multiprecision, by refinement without an SVD",
    .goal = "no dearer than through the enclosed SVD",
    .sizes = {64, 128, 256},
    .full_sizes = {128, 256, 512, 1024},
    .bits = {256},
    .full_bits = {128, 256, 512},
    .measure = measure,
};
