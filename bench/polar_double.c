// SPDX-License-Identifier: GPL-3.0-or-later
/* A certified polar factor in doubles alone. */
#include <stdio.h>
#include <stdlib.h>

#include "bench/jobs.h"
#include "muoncheck/certificate.h"

extern const struct benchmark benchmark_polar_double;

struct job {
    struct double_job input;
    double *y;
    arb_t radius;
};

static enum mc_status ours(double *seconds, void *data, struct mc_complaint *why)
{
    struct job *job = data;
    slong n = job->input.n;
    double begun = processor_seconds();
    enum mc_status status = mc_double_polar_factor(job->y, job->radius, job->input.x, n, n);

    *seconds = processor_seconds() - begun;
    return status == MC_OK ? MC_OK : mc_complain(why, status, "the polar factor failed");
}

static void describe(struct comparison *c)
{
    char *text =
        arb_get_str(((const struct job *)c->sides[0].job)->radius, 3, ARB_STR_NO_RADIUS);

    snprintf(c->note, sizeof c->note, "within %.80s in the Frobenius norm", text);
    flint_free(text);
}

static enum mc_status measure(struct bench *bench, slong n, slong bits,
                              struct mc_complaint *why)
{
    struct comparison c;
    struct job job = {0};
    enum mc_status status = double_job_init(&job.input, n, bench->seed, why);

    job.y = malloc(sizeof(double) * (size_t)(n * n));
    arb_init(job.radius);
    if (status == MC_OK && !job.y)
        status = mc_complain(why, MC_NO_RESOURCE, "memory is out");
    comparison_init(&c, &benchmark_polar_double, "s", n, 0, "gaussian");
    c.describe = describe;
    comparison_add(&c,
                   (struct side){.name = "mc_double_polar_factor", .run = ours, .job = &job});
    comparison_add(&c, (struct side){.name = "dgesdd with vectors",
                                     .package = "libopenblas-dev",
                                     .run = double_dgesdd_run,
                                     .job = &job.input,
                                     .goal = 1 / 1.5});
    if (status == MC_OK)
        status = bench_compare(bench, &c, why);
    double_job_clear(&job.input);
    free(job.y);
    arb_clear(job.radius);
    return status;
}

const struct benchmark benchmark_polar_double = {
    .id = "polar-double",
    .title = "certified polar factor of a matrix of floats, in doubles alone",
    .goal = "n = 2048, error bound in the 1e-13 range: at most 1.5 times dgesdd with vectors",
    .sizes = {256, 512},
    .full_sizes = {256, 512, 1024, 2048},
    .measure = measure,
};
