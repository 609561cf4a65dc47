// SPDX-License-Identifier: GPL-3.0-or-later
/* Peak of resident memory of `truth`, in a process of its own, beside its answer. */
#include <stdio.h>

#include "bench/program_job.h"

extern const struct benchmark benchmark_memory;

static enum mc_status measure(struct bench *bench, slong n, slong bits,
                              struct mc_complaint *why)
{
    char spec[80], digits[24];
    struct program_job truth = {
        .words = {NULL, "truth", "--quiet", "--digits", digits, "--matrix", spec}};
    struct program_job idle = {
        .words = {NULL, "truth", "--quiet", "--matrix", "identity:m=1,n=1"}};
    double vectors = 2 * (double)n * (double)n * (double)bits / 8 / 0x1p20;
    struct comparison c;

    snprintf(spec, sizeof spec, "gaussian:m=%ld,n=%ld,seed=%llu", (long)n, (long)n,
             bench->seed);
    snprintf(digits, sizeof digits, "%ld", (long)((double)bits * 0.30103));
    comparison_init(&c, &benchmark_memory, "MiB", n, bits, "gaussian");
    comparison_add(&c, (struct side){.name = "truth", .run = program_peak_run, .job = &truth});
    comparison_add(&c, (struct side){.name = "truth of a 1 x 1 matrix",
                                     .run = program_peak_run,
                                     .job = &idle});
    comparison_add(
        &c, (struct side){.name = "the bits of U and V", .run = budget_run, .job = &vectors});
    return bench_compare(bench, &c, why);
}

const struct benchmark benchmark_memory = {
    .id = "memory",
    .title = "peak of memory of the certified SVD",
    .goal = "",
    .sizes = {128, 256},
    .full_sizes = {128, 256, 512, 1024},
    .bits = {256},
    .full_bits = {128, 256, 512},
    .measure = measure,
};
