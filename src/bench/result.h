// SPDX-License-Identifier: GPL-3.0-or-later
/* Comparisons as JSON (fields in docs/manual.md), and how their cost grows. */
#ifndef BENCH_RESULT_H
#define BENCH_RESULT_H

#include <jansson.h>
#include "bench/benchmark.h"

/* New reference. */
json_t *comparison_json(const struct comparison *c);

enum axis { AXIS_N, AXIS_BITS };

/* The cost of one side of one benchmark against n, at fixed bits, or the reverse. */
struct curve {
    const char *benchmark, *what, *unit, *side;
    enum axis axis;
    slong fixed; /* the other of the two                                          */
    size_t count;
    double x[CASES_MAX], y[CASES_MAX], lo[CASES_MAX], hi[CASES_MAX]; /* median, min, max    */
    struct exponent exponent; /* y = c x^exponent                                     */
};

/* The curves of two points and more within the comparisons.  `curves` NULL when there are none
 * or memory is out; the caller frees it. */
void curves_new(struct curve **curves, size_t *count, const struct comparison *list,
                size_t comparisons);
bool curves_share_plot(const struct curve *a, const struct curve *b);

/* "2.94 +/- 0.03"; "2.94" where there is no error. */
void exponent_text(char *out, size_t size, struct exponent exponent);
json_t *curve_json(const struct curve *curve);

/* folder/BENCHMARK-what-AXIS-FIXED.svg, the sides of curves[0] that share its axis in one plot;
 * `used` of them are drawn. */
MC_MUST_CHECK enum mc_status curves_plot(const char *folder, const struct curve *curves,
                                         size_t count, size_t *used, struct mc_complaint *why);

#endif
