// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A benchmark: one file in bench/, one const struct, one word in that folder's meson.build.
 *
 * It compares sides that do the same job.  The first side is muoncheck; the others are peers,
 * each called from its Debian package in the same run, and limits such as the DGEMMs that a
 * product cannot do without.  Sides take turns, so that a machine that slows down slows all of
 * them.
 *
 * Units: "s", processor seconds of one thread (of the process that works), or "s (wall)", or
 * "MiB".  The ratio of a side is (its value) / (muoncheck's value) within one turn: more is
 * better for muoncheck.  Nothing here asserts a time.
 */
#ifndef BENCHMARK_H
#define BENCHMARK_H

#include <stdbool.h>
#include <stddef.h>
#include "muoncheck/arb.h"
#include "muoncheck/status.h"

enum { SIDES_MAX = 8, TURNS_MAX = 99, CASES_MAX = 8 };

/* One of those who do the job. */
struct side {
    const char *name;
    const char *package; /* Debian's; NULL for muoncheck itself and for limits            */
    const char *missing; /* the packages to install if it is not there; else NULL         */
    double goal;         /* the ratio aimed at; 0 where there is none                     */
    enum mc_status (*run)(double *value, void *job, struct mc_complaint *why);
    void *job;
    int turns; /* measurements made; each the mean of as many runs as 10 ms take */
    double values[TURNS_MAX];
};

/* One job at one size. */
struct comparison {
    const char *benchmark, *unit, *what; /* what: the input, in a word                      */
    char note[120]; /* what was reached, or ""                                       */
    slong n, bits;  /* the size; bits 0 where there are none                         */
    void (*describe)(struct comparison *c); /* fills note after the last turn; may be NULL  */
    size_t count;
    struct side sides[SIDES_MAX];
};

/* What the command asks for, and where the results go. */
struct bench {
    slong sizes[CASES_MAX], bits[CASES_MAX]; /* ended by 0; empty: the benchmark's own      */
    int turns;       /* measurements of a side                                        */
    double patience; /* a side that has used up so many seconds is not asked again    */
    bool full;       /* larger sizes, and slow peers at every size                    */
    unsigned long long seed;
    void (*progress)(void *context, const char *text);
    void (*record)(void *context, const struct comparison *comparison);
    void *context;
};

struct benchmark {
    const char *id, *title, *goal;
    slong sizes[CASES_MAX], full_sizes[CASES_MAX], bits[CASES_MAX], full_bits[CASES_MAX];
    bool on_request; /* only by name or with --full                                   */
    enum mc_status (*measure)(struct bench *bench, slong n, slong bits,
                              struct mc_complaint *why);
};

extern const struct benchmark *const benchmarks[];
extern const size_t benchmark_count;

const struct benchmark *benchmark_find(const char *id);

/* Measures every size and precision of one benchmark.  One BLAS thread; restores the number. */
MC_MUST_CHECK enum mc_status
benchmark_run(struct bench *bench, const struct benchmark *benchmark, struct mc_complaint *why);

/* A comparison without sides. */
void comparison_init(struct comparison *c, const struct benchmark *benchmark, const char *unit,
                     slong n, slong bits, const char *what);

/* Adds a side; no more than SIDES_MAX. */
void comparison_add(struct comparison *c, struct side side);

/* Lets the sides take turns, bench->turns of them, and records the result.  Sides that are
 * missing are not run; the others run at least once, and no more after ours has used up the
 * patience.  Errors: those of the sides. */
MC_MUST_CHECK enum mc_status bench_compare(struct bench *bench, struct comparison *c,
                                           struct mc_complaint *why);

struct summary {
    double min, median, max;
};

/* Of the values of a side that has turns; of the ratios side / first, turn by turn. */
struct summary side_values(const struct side *side);
struct summary side_ratios(const struct comparison *c, size_t side);

/* y = c x^e by least squares in logarithms over `count` >= 2 points, x and y positive. */
struct exponent {
    double value, error; /* the standard error by the residuals; -1 for two points    */
};
struct exponent fitted_exponent(const double *x, const double *y, size_t count);

/* Seconds of the processor for this process, of the clock on the wall. */
double processor_seconds(void);
double wall_seconds(void);

#endif
