// SPDX-License-Identifier: GPL-3.0-or-later
/* The same products, factors and result in digit planes, against their DGEMMs alone. */
#include "bench/input.h"
#include "bench/jobs.h"
#include "muoncheck/product.h"

extern const struct benchmark benchmark_product_planes;

struct job {
    struct mc_planes a, b, c;
    struct mc_product_workspace workspace;
    slong bits;
};

static enum mc_status ours(double *seconds, void *data, struct mc_complaint *why)
{
    struct job *job = data;
    double begun = processor_seconds();
    enum mc_status status = mc_planes_multiply(&job->c, &job->a, MC_PLAIN, &job->b, MC_PLAIN,
                                               -job->bits, &job->workspace);

    *seconds = processor_seconds() - begun;
    return status == MC_OK ? MC_OK : mc_complain(why, status, "the product failed");
}

static enum mc_status random_planes(struct mc_planes *P, slong n, slong bits,
                                    unsigned long long seed)
{
    enum mc_status status;
    arb_mat_t A;

    arb_mat_init(A, n, n);
    input_random(A, seed, bits);
    status = mc_planes_set(P, A, -bits);
    arb_mat_clear(A);
    return status;
}

static enum mc_status measure(struct bench *bench, slong n, slong bits,
                              struct mc_complaint *why)
{
    struct job job = {.bits = bits};
    struct dgemm_job dgemm = {.n = n, .count = &job.workspace.dgemms};
    struct comparison c;
    enum mc_status status;
    double first;

    comparison_init(&c, &benchmark_product_planes, "s", n, bits, "random");
    status = random_planes(&job.a, n, bits, bench->seed);
    if (status == MC_OK)
        status = random_planes(&job.b, n, bits, bench->seed + 1);
    comparison_add(&c, (struct side){.name = "mc_planes_multiply", .run = ours, .job = &job});
    comparison_add(&c, (struct side){.name = "its DGEMMs",
                                     .run = dgemm_run,
                                     .job = &dgemm,
                                     .goal = n >= 1024 ? 1 / 1.05 : 1 / 1.3});
    if (status == MC_OK)
        status = ours(&first, &job, why);   /* memory comes with the first, and is kept */
    if (status == MC_OK)
        status = bench_compare(bench, &c, why);
    mc_planes_clear(&job.a);
    mc_planes_clear(&job.b);
    mc_planes_clear(&job.c);
    mc_product_workspace_clear(&job.workspace);
    return status;
}

const struct benchmark benchmark_product_planes = {
    .id = "product-planes",
    .title = "multiprecision products, staying in digit planes",
    .goal = "n = 512: at most 1.3 times its own DGEMMs; n = 1024: at most 1.05 times",
    .sizes = {128, 256, 512},
    .full_sizes = {128, 256, 512, 1024, 2048},
    .bits = {128, 256, 512},
    .measure = measure,
};
