// SPDX-License-Identifier: GPL-3.0-or-later
/* Where the time of the certified SVD goes: its parts beside the whole, as they took turns
 * within one run of it. */
#include "bench/input.h"
#include "bench/jobs.h"

extern const struct benchmark benchmark_svd_profile;

struct part {
    const struct svd_job *whole;
    double (*seconds)(const struct svd_job *whole);
};

static double start(const struct svd_job *whole)
{
    return whole->times.seconds[WORK_DGESDD];
}

static double dgemms(const struct svd_job *whole)
{
    return whole->times.seconds[WORK_DGEMM];
}

static double residues(const struct svd_job *whole)
{
    return whole->times.seconds[WORK_PRODUCT] - whole->times.seconds[WORK_DGEMM];
}

static double to_planes(const struct svd_job *whole)
{
    return whole->times.seconds[WORK_TO_PLANES];
}

static double from_planes(const struct svd_job *whole)
{
    return whole->times.seconds[WORK_FROM_PLANES];
}

static double rest(const struct svd_job *whole)
{
    const double *seconds = whole->times.seconds;

    return whole->total - seconds[WORK_DGESDD] - seconds[WORK_PRODUCT] -
           seconds[WORK_TO_PLANES] - seconds[WORK_FROM_PLANES];
}

static enum mc_status part_run(double *seconds, void *job, struct mc_complaint *why)
{
    const struct part *part = job;

    *seconds = part->seconds(part->whole);
    return MC_OK;
}

static enum mc_status measure(struct bench *bench, slong n, slong bits,
                              struct mc_complaint *why)
{
    struct comparison c;
    struct svd_job whole;
    struct part parts[] = {{&whole, start},     {&whole, dgemms},      {&whole, residues},
                           {&whole, to_planes}, {&whole, from_planes}, {&whole, rest}};
    static const char *const names[] = {"dgesdd",        "DGEMMs",        "residues and back",
                                        "arf to planes", "planes to arf", "entry by entry"};
    enum mc_status status;
    arb_mat_t A;

    comparison_init(&c, &benchmark_svd_profile, "s", n, bits, "gaussian");
    status = input_generate(A, "gaussian", "", n, bench->seed, 53, why);
    svd_job_init(&whole, A, bits);
    c.describe = svd_describe;
    comparison_add(&c, (struct side){.name = "mc_svd_enclose", .run = svd_run, .job = &whole});
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        comparison_add(&c, (struct side){.name = names[i], .run = part_run, .job = &parts[i]});
    if (status == MC_OK)
        status = bench_compare(bench, &c, why);
    svd_job_clear(&whole);
    arb_mat_clear(A);
    return status;
}

const struct benchmark benchmark_svd_profile = {
    .id = "svd-profile",
    .title = "where the time of the certified SVD goes: ratios are shares",
    .goal = "",
    .sizes = {256},
    .full_sizes = {128, 256, 512},
    .bits = {256},
    .full_bits = {128, 256, 512},
    .on_request = true,
    .measure = measure,
};
