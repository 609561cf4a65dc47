// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "bench/benchmark.h"

/* Of the wall: what takes less is repeated, since a cold run of microseconds says little. */
static const double SHORTEST = 0.01;

static double seconds_of(clockid_t clock)
{
    struct timespec now;

    clock_gettime(clock, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

double processor_seconds(void)
{
    return seconds_of(CLOCK_PROCESS_CPUTIME_ID);
}

double wall_seconds(void)
{
    return seconds_of(CLOCK_MONOTONIC);
}

void comparison_init(struct comparison *c, const struct benchmark *benchmark, const char *unit,
                     slong n, slong bits, const char *what)
{
    *c = (struct comparison){
        .benchmark = benchmark->id, .unit = unit, .what = what, .n = n, .bits = bits};
}

void comparison_add(struct comparison *c, struct side side)
{
    if (c->count < SIDES_MAX)
        c->sides[c->count++] = side;
}

static void announce(const struct bench *bench, const struct comparison *c, int turn,
                     const struct side *side)
{
    char text[200];

    snprintf(text, sizeof text, "%s, %s, %ld, %ld bits, turn %d of %d: %s", c->benchmark,
             c->what, (long)c->n, (long)c->bits, turn + 1, bench->turns, side->name);
    bench->progress(bench->context, text);
}

enum { RUNS_AT_MOST = 1000 };

/* One measurement: the mean of as many runs as SHORTEST seconds take, at least one. */
static enum mc_status measure(struct side *side, struct mc_complaint *why)
{
    double begun = wall_seconds(), value = 0, sum = 0;
    enum mc_status status;
    int runs = 0;

    do {
        status = side->run(&value, side->job, why);
        sum += value;
        runs++;
    } while (status == MC_OK && runs < RUNS_AT_MOST && wall_seconds() - begun < SHORTEST);
    if (status == MC_OK)
        side->values[side->turns++] = sum / runs;
    return status;
}

/* `spent` counts all that a side costs, what it measures and what it does not. */
static enum mc_status one_turn(struct bench *bench, struct comparison *c, int turn,
                               double *spent, struct mc_complaint *why)
{
    enum mc_status status = MC_OK;

    for (size_t i = 0; i < c->count && status == MC_OK; i++) {
        struct side *side = &c->sides[i];
        double begun = wall_seconds();
        if (side->missing || (turn > 0 && spent[i] >= bench->patience))
            continue;
        announce(bench, c, turn, side);
        status = measure(side, why);
        spent[i] += wall_seconds() - begun;
    }
    return status;
}

enum mc_status bench_compare(struct bench *bench, struct comparison *c,
                             struct mc_complaint *why)
{
    double spent[SIDES_MAX] = {0};
    enum mc_status status = MC_OK;

    for (int turn = 0; turn < bench->turns && turn < TURNS_MAX && status == MC_OK &&
                       (!turn || spent[0] < bench->patience); turn++)
        status = one_turn(bench, c, turn, spent, why);
    bench->progress(bench->context, "");
    if (status == MC_OK && c->describe)
        c->describe(c);
    if (status == MC_OK)
        bench->record(bench->context, c);
    return status;
}

static int ascending(const void *a, const void *b)
{
    const double *x = a, *y = b;

    return (*x > *y) - (*x < *y);
}

static struct summary summary_of(double *values, int count)
{
    qsort(values, (size_t)count, sizeof *values, ascending);
    return (struct summary){values[0], (values[(count - 1) / 2] + values[count / 2]) / 2,
                            values[count - 1]};
}

struct summary side_values(const struct side *side)
{
    double values[TURNS_MAX];

    memcpy(values, side->values, sizeof values);
    return summary_of(values, side->turns);
}

struct summary side_ratios(const struct comparison *c, size_t side)
{
    const struct side *ours = &c->sides[0], *theirs = &c->sides[side];
    int count = theirs->turns < ours->turns ? theirs->turns : ours->turns;
    double ratios[TURNS_MAX];

    for (int i = 0; i < count; i++)
        ratios[i] = theirs->values[i] / ours->values[i];
    return summary_of(ratios, count);
}
