// SPDX-License-Identifier: GPL-3.0-or-later
/* What `certify` does with one pair of float32 matrices: an output that is a polar factor but
 * for rounding, and one whose columns are up to a fifth too long or too short. */
#include <stdio.h>
#include <stdlib.h>

#include "bench/jobs.h"
#include "muoncheck/certify.h"

extern const struct benchmark benchmark_certify_pair;

/* What the command asks for where there are more than 512 columns. */
enum { DIGITS = 3 };

struct job {
    struct double_job input;
    struct mc_matrix x, y;
    struct mc_certify_options options;
    struct mc_certified found;
};

static void fill(struct mc_matrix *out, const double *a, slong n, bool stretched)
{
    mc_matrix_init_dyadic(out, NULL, n, n);
    for (slong j = 0; j < n; j++)
        for (slong i = 0; i < n; i++) {
            double scale = stretched ? 0.8 + 0.4 * (double)(j % 11) / 10 : 1;
            mc_matrix_set_double(out, i, j, (double)(float)(a[i + j * n] * scale));
        }
}

static enum mc_status job_init(struct job *job, slong n, unsigned long long seed,
                               bool stretched, struct mc_complaint *why)
{
    double *y = malloc(sizeof(double) * (size_t)(n * n) + 1);
    enum mc_status status = double_job_init(&job->input, n, seed, why);

    mc_certify_options_init(&job->options);
    job->options.digits = DIGITS;
    mc_certified_init(&job->found);
    if (status == MC_OK)
        status = y ? double_polar(y, &job->input, why) : MC_NO_RESOURCE;
    if (status == MC_OK) {
        fill(&job->x, job->input.x, n, false);
        fill(&job->y, y, n, stretched);
    }
    free(y);
    return status;
}

static void job_clear(struct job *job)
{
    double_job_clear(&job->input);
    mc_matrix_clear(&job->x);
    mc_matrix_clear(&job->y);
    mc_certify_options_clear(&job->options);
    mc_certified_clear(&job->found);
}

static enum mc_status ours(double *seconds, void *data, struct mc_complaint *why)
{
    struct job *job = data;
    double begun = processor_seconds();
    enum mc_status status = mc_certify(&job->found, &job->x, &job->y, &job->options, why);

    *seconds = processor_seconds() - begun;
    return status;
}

static void describe(struct comparison *c)
{
    const struct mc_certified *found = &((const struct job *)c->sides[0].job)->found;
    char *text = arb_get_str(found->frobenius, 3, 0);

    snprintf(c->note, sizeof c->note, "error %.60s, %ld bits", text, (long)found->bits);
    flint_free(text);
}

static enum mc_status one(struct bench *bench, slong n, bool stretched,
                          struct mc_complaint *why)
{
    struct comparison c;
    struct job job = {0};
    enum mc_status status = job_init(&job, n, bench->seed, stretched, why);

    comparison_init(&c, &benchmark_certify_pair, "s", n, 0,
                    stretched ? "any output" : "nearly orthonormal");
    c.describe = describe;
    comparison_add(&c, (struct side){.name = "mc_certify", .run = ours, .job = &job});
    comparison_add(&c, (struct side){.name = "dgesdd with vectors",
                                     .package = "libopenblas-dev",
                                     .run = double_dgesdd_run,
                                     .job = &job.input,
                                     .goal = stretched ? 1 / 1.6 : 1 / 0.2});
    if (status == MC_OK)
        status = bench_compare(bench, &c, why);
    job_clear(&job);
    return status;
}

static enum mc_status measure(struct bench *bench, slong n, slong bits,
                              struct mc_complaint *why)
{
    enum mc_status status = one(bench, n, false, why);

    return status == MC_OK ? one(bench, n, true, why) : status;
}

const struct benchmark benchmark_certify_pair = {
    .id = "certify-pair",
    .title = "certify of one pair of float32 matrices",
    .goal =
        "n = 2048: at most 0.2 times dgesdd with vectors for nearly orthonormal outputs, 1.6 "
        "times for any",
    .sizes = {256},
    .full_sizes = {256, 512, 1024, 2048},
    .measure = measure,
};
