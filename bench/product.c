// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Multiprecision products, from balls with exact midpoints to balls: conversions included.  The
 * limit is as many DGEMMs as the product has moduli.
 */
#include <cblas.h>
#include <stdlib.h>

#include "bench/input.h"
#include "bench/jobs.h"
#include "muoncheck/product.h"

extern const struct benchmark benchmark_product;

struct job {
    arb_mat_t A, B, C;
    struct mc_planes a, b, c;
    struct mc_product_workspace workspace;
    slong bits;
};

static void job_init(struct job *job, slong n, slong bits, unsigned long long seed)
{
    arb_mat_init(job->A, n, n);
    arb_mat_init(job->B, n, n);
    arb_mat_init(job->C, n, n);
    mc_planes_init(&job->a);
    mc_planes_init(&job->b);
    mc_planes_init(&job->c);
    mc_product_workspace_init(&job->workspace);
    job->bits = bits;
    input_random(job->A, seed, bits);
    input_random(job->B, seed + 1, bits);
}

static void job_clear(struct job *job)
{
    arb_mat_clear(job->A);
    arb_mat_clear(job->B);
    arb_mat_clear(job->C);
    mc_planes_clear(&job->a);
    mc_planes_clear(&job->b);
    mc_planes_clear(&job->c);
    mc_product_workspace_clear(&job->workspace);
}

static enum mc_status ours(double *seconds, void *data, struct mc_complaint *why)
{
    struct job *job = data;
    double begun = processor_seconds();
    enum mc_status status = mc_planes_set(&job->a, job->A, -job->bits);

    if (status == MC_OK)
        status = mc_planes_set(&job->b, job->B, -job->bits);
    if (status == MC_OK)
        status = mc_planes_multiply(&job->c, &job->a, MC_PLAIN, &job->b, MC_PLAIN, -job->bits,
                                    &job->workspace);
    if (status == MC_OK)
        mc_planes_get(job->C, &job->c);
    *seconds = processor_seconds() - begun;
    return status == MC_OK ? MC_OK : mc_complain(why, status, "the product failed");
}

static enum mc_status balls(double *seconds, void *data, struct mc_complaint *why)
{
    struct job *job = data;
    double begun = processor_seconds();
    enum mc_status status =
        mc_ball_product(job->C, job->A, job->B, job->bits, &job->workspace);

    *seconds = processor_seconds() - begun;
    return status == MC_OK ? MC_OK : mc_complain(why, status, "the product of balls failed");
}

static enum mc_status approx_mul(double *seconds, void *data, struct mc_complaint *why)
{
    struct job *job = data;
    double begun = processor_seconds();

    arb_mat_approx_mul(job->C, job->A, job->B, job->bits);
    *seconds = processor_seconds() - begun;
    return MC_OK;
}

static enum mc_status mul(double *seconds, void *data, struct mc_complaint *why)
{
    struct job *job = data;
    double begun = processor_seconds();

    arb_mat_mul(job->C, job->A, job->B, job->bits);
    *seconds = processor_seconds() - begun;
    return MC_OK;
}

static enum mc_status measure(struct bench *bench, slong n, slong bits,
                              struct mc_complaint *why)
{
    struct comparison c;
    struct job job;
    double first;
    struct dgemm_job dgemm = {.n = n, .count = &job.workspace.dgemms};
    enum mc_status status;

    comparison_init(&c, &benchmark_product, "s", n, bits, "random");
    job_init(&job, n, bits, bench->seed);
    comparison_add(&c, (struct side){.name = "mc_planes", .run = ours, .job = &job});
    comparison_add(&c, (struct side){.name = "mc_ball_product", .run = balls, .job = &job});
    comparison_add(&c, (struct side){.name = "arb_mat_approx_mul",
                                     .package = "libflint-arb-dev",
                                     .run = approx_mul,
                                     .job = &job,
                                     .goal = 6});
    comparison_add(
        &c, (struct side){
                .name = "arb_mat_mul", .package = "libflint-arb-dev", .run = mul, .job = &job});
    comparison_add(
        &c, (struct side){.name = "its DGEMMs", .run = dgemm_run, .job = &dgemm});
    status = ours(&first, &job, why);   /* memory comes with the first, and is kept */
    if (status == MC_OK)
        status = bench_compare(bench, &c, why);
    job_clear(&job);
    return status;
}

const struct benchmark benchmark_product = {
    .id = "product",
    .title = "multiprecision products, arf in and out",
    .goal = "n = 512: at least 6 times arb_mat_approx_mul",
    .sizes = {128, 256, 512},
    .full_sizes = {128, 256, 512, 1024},
    .bits = {128, 256, 512},
    .measure = measure,
};
