// SPDX-License-Identifier: GPL-3.0-or-later
/* A certified polar factor of a matrix of doubles: enclosed SVD, then U V^T with its radius. */
#include <stdio.h>

#include "bench/input.h"
#include "bench/jobs.h"
#include "muoncheck/transform.h"

extern const struct benchmark benchmark_polar;

struct polar_job {
    struct svd_job svd;
    arb_mat_t out;
    arb_t radius;
};

static enum mc_status ours(double *seconds, void *data, struct mc_complaint *why)
{
    struct polar_job *job = data;
    double begun = processor_seconds(), spent;
    enum mc_status status = svd_run(&spent, &job->svd, why);
    fmpq_t zero;

    fmpq_init(zero);
    if (status == MC_OK)
        status = mc_transform_power(job->out, job->radius, &job->svd.svd, job->svd.A, zero,
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
    comparison_add(&c, (struct side){.name = "polar factor", .run = ours, .job = &job});
    comparison_add(&c, (struct side){.name = "dgesdd (53 bits)",
                                     .package = "libopenblas-dev",
                                     .run = dgesdd_run,
                                     .job = &job.svd,
                                     .goal = 1 / 1.5});
    comparison_add(
        &c, (struct side){.name = "its SVD's DGEMMs", .run = svd_dgemms_run, .job = &job.svd});
    if (status == MC_OK)
        status = bench_compare(bench, &c, why);
    svd_job_clear(&job.svd);
    arb_mat_clear(job.out);
    arb_clear(job.radius);
    arb_mat_clear(A);
    return status;
}

const struct benchmark benchmark_polar = {
    .id = "polar",
    .title = "certified polar factor of a matrix of doubles",
    .goal = "n = 2048, error bound about 1e-13: at most 1.5 times dgesdd with vectors",
    .sizes = {64, 128, 256},
    .full_sizes = {128, 256, 512, 1024},
    .bits = {64},
    .full_bits = {64, 128, 256},
    .measure = measure,
};
