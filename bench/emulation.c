// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Products in emulated arithmetic, one multiply-add being two operations: where the machine's
 * own floats are the model, and where they are not.  The goals are 10^9 operations a second
 * there, and 5 10^7 multiply-adds elsewhere; the first limit says what a second of them would
 * be.
 */
#include <stdlib.h>

#include "arithmetic/accumulate.h"
#include "bench/benchmark.h"

extern const struct benchmark benchmark_emulation;

struct job {
    struct mc_arithmetic in;
    struct mc_stream stream;
    double *a, *b, *c;
    size_t n;
    double rate;
};

static const struct model {
    const char *name, *format, *sum, *mode;
    double goal;     /* multiply-adds a second                                                */
} models[] = {
    {"bf16, sums in fp32", "bf16", "fp32", "nearest", 5e8},
    {"fp32 pairwise", "fp32", "fp32/pairwise", "nearest", 5e8},
    {"fp16, sums in fp16", "fp16", "fp16", "nearest", 5e7},
    {"fp16 fused", "fp16", "fp16/fused", "nearest", 5e7},
    {"e5m2, sums in fp16, up", "e5m2", "fp16", "up", 5e7},
    {"fp32, stochastic", "fp32", "fp32", "stochastic", 5e7},
    {"bf16 on H100", "bf16", "tensor-core-h100", "nearest", 5e7},
};

static enum mc_status run(double *seconds, void *data, struct mc_complaint *why)
{
    struct job *job = data;
    double begun = processor_seconds();

    if (!accumulate_product(job->c, job->a, job->b, job->n, job->n, job->n, &job->in))
        return mc_complain(why, MC_NO_RESOURCE, "memory is out");
    *seconds = processor_seconds() - begun;
    return MC_OK;
}

/* The time that the goal allows. */
static enum mc_status allowed(double *seconds, void *data, struct mc_complaint *why)
{
    struct job *job = data;
    double n = (double)job->n;

    *seconds = n * n * n / job->rate;
    return MC_OK;
}

static void fill(double *x, const struct job *job, double step)
{
    struct rounder r = rounder_of(job->in.format, MC_TOWARD_ZERO, false);

    for (size_t i = 0; i < job->n * job->n; i++)
        x[i] = rounded((double)((i * 7919 + (size_t)step) % 1009) / 1009 - 0.5, &r, 0);
}

static enum mc_status measure_model(struct bench *bench, const struct model *model, slong n,
                                    struct mc_complaint *why)
{
    struct job job = {.n = (size_t)n, .rate = model->goal, .stream = {.seed = bench->seed}};
    size_t bytes = job.n * job.n * sizeof(double);
    struct comparison c;
    enum mc_status status = mc_arithmetic_parse(&job.in, model->format, why);

    if (status == MC_OK)
        status = mc_arithmetic_accumulate(&job.in, model->sum, why);
    if (status == MC_OK)
        status = mc_arithmetic_round_by(&job.in, model->mode, &job.stream, why);
    job.a = malloc(bytes);
    job.b = malloc(bytes);
    job.c = malloc(bytes);
    if (status == MC_OK && job.a && job.b && job.c) {
        fill(job.a, &job, 1);
        fill(job.b, &job, 500);
        comparison_init(&c, &benchmark_emulation, "s", n, 0, model->name);
        comparison_add(&c, (struct side){.name = "emulated", .run = run, .job = &job});
        comparison_add(&c, (struct side){.name = "what the goal allows", .run = allowed,
                                         .job = &job, .goal = 1});
        status = bench_compare(bench, &c, why);
    }
    free(job.a);
    free(job.b);
    free(job.c);
    return status;
}

static enum mc_status measure(struct bench *bench, slong n, slong bits,
                              struct mc_complaint *why)
{
    enum mc_status status = MC_OK;
    size_t i;

    for (i = 0; i < sizeof models / sizeof *models && status == MC_OK; i++)
        status = measure_model(bench, models + i, n, why);
    return status;
}

const struct benchmark benchmark_emulation = {
    .id = "emulation",
    .title = "products in emulated arithmetic",
    .goal = "1 Gflop/s where the machine has the arithmetic, else 50 million multiply-adds/s",
    .sizes = {256},
    .full_sizes = {64, 256, 512},
    .measure = measure,
};
