// SPDX-License-Identifier: GPL-3.0-or-later
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "cli/tolerance.h"
#include "report/envelope.h"

enum { DIGITS = 8, BITS = 96 };

/* Of the approximation and the bound; indeterminate where there is no bound. */
static void set_total(arb_t out, const struct tolerance *bound)
{
    arb_t rounding;

    arb_init(rounding);
    arb_set_d(rounding, bound->rounding);
    arb_add(out, bound->approximation, rounding, BITS);
    if (!isfinite(bound->rounding))
        arb_indeterminate(out);
    arb_clear(rounding);
}

static json_t *enclosure_or_null(const arb_t x)
{
    return arb_is_finite(x) ? json_enclosure(x, DIGITS) : json_null();
}

json_t *tolerance_json(const struct tolerance_task *task)
{
    char *sigma = mc_rational_text(task->sigma_min), worst_shape[64], shape[64];
    arb_t rounding, total;
    json_t *out;

    arb_init(rounding);
    arb_init(total);
    arb_set_d(rounding, task->bound.rounding);
    set_total(total, &task->bound);
    snprintf(shape, sizeof shape, "%ldx%ld", (long)task->rows, (long)task->cols);
    snprintf(worst_shape, sizeof worst_shape, "%ldx%ld", (long)task->observed_rows,
             (long)task->observed_cols);
    out = json_pack("{s:s, s:I, s:s, s:s, s:s, s:o, s:o, s:o, s:o, s:s, s:o}", "table",
                    task->table, "steps", (json_int_t)task->steps, "format", task->format.name,
                    "shape", shape, "sigma_min", sigma ? sigma : "", "approximation",
                    json_enclosure(task->bound.approximation, DIGITS), "rounding_bound",
                    enclosure_or_null(rounding), "total", enclosure_or_null(total),
                    "observed_worst", enclosure_or_null(task->observed), "observed_shape",
                    worst_shape, "observed_on",
                    task->worst[0] ? json_string(task->worst) : json_null());
    free(sigma);
    arb_clear(rounding);
    arb_clear(total);
    return out;
}

/* The upper end, as the proved inequality reads. */
static void print_bound(const char *label, const arb_t x, const char *otherwise)
{
    char *lo, *hi;

    if (!arb_is_finite(x))
        printf("  %-16s%s\n", label, otherwise);
    else if (mc_enclosure_text(&lo, &hi, x, 4) == MC_OK) {
        printf("  %-16s%s\n", label, hi);
        free(lo);
        free(hi);
    }
}

void tolerance_print(const struct tolerance_task *task)
{
    arb_t x;

    arb_init(x);
    printf("%s, %ld steps, %ld x %ld in %s: distance from U V^T, spectral norm\n", task->table,
           (long)task->steps, (long)task->rows, (long)task->cols, task->format.name);
    print_bound("approximation", task->bound.approximation, "-");
    arb_set_d(x, task->bound.rounding);
    print_bound("rounding bound", x, "none is proved");
    set_total(x, &task->bound);
    print_bound("total", x, "none is proved");
    print_bound("observed worst", task->observed, "every run left the format's range");
    if (task->worst[0])
        printf("                  (rounding, on %s)\n", task->worst);
    arb_clear(x);
}
