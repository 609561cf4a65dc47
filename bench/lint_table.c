// SPDX-License-Identifier: GPL-3.0-or-later
/* `lint` of one published table, the whole program. */
#include "bench/program_job.h"

extern const struct benchmark benchmark_lint_table;

static enum mc_status measure(struct bench *bench, slong n, slong bits,
                              struct mc_complaint *why)
{
    struct program_job lint = {.words = {NULL, "lint", "polar-express", "--steps", "8"}};
    double limit = 0.02;
    struct comparison c;

    comparison_init(&c, &benchmark_lint_table, "s", 0, 0, "polar-express, 8 steps");
    comparison_add(&c,
                   (struct side){.name = "lint", .run = program_processor_run, .job = &lint});
    comparison_add(&c,
                   (struct side){.name = "20 ms", .run = budget_run, .job = &limit, .goal = 1});
    return bench_compare(bench, &c, why);
}

const struct benchmark benchmark_lint_table = {
    .id = "lint-table",
    .title = "lint of a table of 8 steps, processor seconds of the program",
    .goal = "under 20 ms",
    .measure = measure,
};
