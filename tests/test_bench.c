// SPDX-License-Identifier: GPL-3.0-or-later
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bench/jobs.h"
#include "bench/peer.h"
#include "bench/result.h"

static const struct benchmark any = {.id = "any"};

static struct trace {
    char order[64];
    int recorded;
} trace;

static enum mc_status slow_a(double *value, void *job, struct mc_complaint *why)
{
    double begun = wall_seconds();

    while (wall_seconds() - begun < 0.011)
        ;
    strcat(trace.order, "a");
    *value = 2;
    return MC_OK;
}

static enum mc_status slow_b(double *value, void *job, struct mc_complaint *why)
{
    double begun = wall_seconds();

    while (wall_seconds() - begun < 0.011)
        ;
    strcat(trace.order, "b");
    *value = ++*(double *)job;
    return MC_OK;
}

static void silent(void *context, const char *text)
{
}

static void count(void *context, const struct comparison *comparison)
{
    trace.recorded++;
}

static struct bench bench_of(int turns, double patience)
{
    return (struct bench){
        .turns = turns, .patience = patience, .progress = silent, .record = count};
}

Test(bench, lets_the_sides_take_turns_and_pairs_the_ratios)
{
    struct bench bench = bench_of(3, 100);
    struct comparison c;
    double calls = 0;

    comparison_init(&c, &any, "s", 4, 64, "x");
    comparison_add(&c, (struct side){.name = "a", .run = slow_a});
    comparison_add(&c, (struct side){.name = "b", .run = slow_b, .job = &calls});
    cr_assert(bench_compare(&bench, &c, NULL) == MC_OK);
    cr_expect(!strcmp(trace.order, "ababab"), "%s", trace.order);
    cr_expect(trace.recorded == 1);
    struct summary values = side_values(&c.sides[1]), ratios = side_ratios(&c, 1);
    cr_expect(values.min == 1 && values.median == 2 && values.max == 3);
    cr_expect(ratios.min == 0.5 && ratios.median == 1 && ratios.max == 1.5);
}

Test(bench, asks_an_impatient_side_once_and_a_missing_one_never)
{
    struct bench bench = bench_of(5, 0);
    struct comparison c;
    double calls = 0;

    comparison_init(&c, &any, "s", 4, 64, "x");
    comparison_add(&c, (struct side){.name = "a", .run = slow_a});
    comparison_add(&c,
                   (struct side){.name = "b", .run = slow_b, .job = &calls, .missing = "b"});
    cr_assert(bench_compare(&bench, &c, NULL) == MC_OK);
    cr_expect(!strcmp(trace.order, "a"), "%s", trace.order);
    cr_expect(c.sides[0].turns == 1 && c.sides[1].turns == 0);
}

Test(bench, fits_the_exponent_of_a_power)
{
    const double x[] = {16, 32, 64, 128};
    double y[4];

    for (int i = 0; i < 4; i++)
        y[i] = 3 * x[i] * x[i] * x[i];
    struct exponent exponent = fitted_exponent(x, y, 4);
    cr_expect(fabs(exponent.value - 3) <= 4 * 64 * 0x1p-52, "%a", exponent.value);
    cr_expect(exponent.error >= 0 && exponent.error <= 64 * 0x1p-26, "%a", exponent.error);
    y[2] *= 2;
    cr_expect(fitted_exponent(x, y, 4).error > 0.1);
    cr_expect(fitted_exponent(x, y, 2).error == -1);
}

Test(bench, draws_one_curve_for_each_side_and_axis)
{
    struct comparison list[3];
    struct curve *curves;
    size_t curve_count;

    for (int i = 0; i < 3; i++) {
        comparison_init(&list[i], &any, "s", i < 2 ? 8 << i : 8, i < 2 ? 64 : 128, "x");
        comparison_add(&list[i], (struct side){.name = "a", .turns = 1, .values = {1 << i}});
    }
    curves_new(&curves, &curve_count, list, 3);
    cr_assert(curve_count == 2, "%zu", curve_count);
    cr_expect(curves[0].axis == AXIS_N && curves[0].fixed == 64 && curves[0].count == 2);
    cr_expect(curves[1].axis == AXIS_BITS && curves[1].fixed == 8 && curves[1].count == 2);
    free(curves);
}

Test(bench, clocks_the_parts_of_an_svd)
{
    struct svd_job job;
    double seconds;
    arb_mat_t A;

    arb_mat_init(A, 16, 16);
    for (slong i = 0; i < 16; i++)
        for (slong j = 0; j < 16; j++)
            arb_set_d(arb_mat_entry(A, i, j), (double)((i * 7 + j * 11) % 13) + (i == j) * 20);
    svd_job_init(&job, A, 128);
    cr_assert(svd_run(&seconds, &job, NULL) == MC_OK);
    cr_expect(job.times.calls[WORK_DGESDD] == 1 && job.times.calls[WORK_DGEMM] > 0);
    cr_expect(job.times.seconds[WORK_DGEMM] <= job.times.seconds[WORK_PRODUCT]);
    cr_expect(job.times.seconds[WORK_PRODUCT] <= job.total && job.total <= seconds);
    svd_job_clear(&job);
    arb_mat_clear(A);
}

Test(peer, counts_as_its_peak_what_it_held_itself_not_what_we_hold)
{
    enum { HELD = 256 << 20 };
    static const char *const words[] = {"/usr/bin/true", NULL};
    struct spent spent = {-1, -1};
    char *held = malloc(HELD);

    cr_assert(held != NULL);
    memset(held, 1, HELD);
    cr_expect(peer_measure(words, &spent) == 0, "the program ran");
    cr_expect(spent.peak > 0 && spent.peak < HELD >> 20, "%g MiB", spent.peak);
    cr_expect(spent.processor >= 0 && held[HELD - 1] == 1, "%g s", spent.processor);
    free(held);
}
