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
    arb_set_d(rounding, bound->always.rounding);
    arb_add(out, bound->approximation, rounding, BITS);
    if (!isfinite(bound->always.rounding))
        arb_indeterminate(out);
    arb_clear(rounding);
}

static json_t *enclosure_or_null(const arb_t x)
{
    return arb_is_finite(x) ? json_enclosure(x, DIGITS) : json_null();
}

/* Its upper end, with no more digits than a test wants. */
static char *ceiling(const arb_t x)
{
    char *lo = NULL, *hi = NULL;

    if (!arb_is_finite(x) || mc_enclosure_text(&lo, &hi, x, 4) != MC_OK)
        return NULL;
    free(lo);
    return hi;
}

/* printf with the ceiling of the total; null where nothing is proved. */
static json_t *line(const struct tolerance_task *task, const char *format)
{
    char text[256], *most;
    json_t *out = NULL;
    arb_t total;

    arb_init(total);
    set_total(total, &task->bound);
    most = ceiling(total);
    arb_clear(total);
    if (most) {
        snprintf(text, sizeof text, format, most);
        out = json_string(text);
    }
    free(most);
    return out ? out : json_null();
}

#define PYTEST "assert numpy.linalg.norm(Y - polar, 2) <= %s"
#define IN_C "assert(spectral_distance(Y, polar) <= %s);"

static json_t *number(double x)
{
    json_t *out;
    arb_t ball;

    arb_init(ball);
    arb_set_d(ball, x);
    out = enclosure_or_null(ball);
    arb_clear(ball);
    return out;
}

/* Of the singular values of the result. */
static json_t *range(const struct tolerance_bounds *bounds)
{
    json_t *lo = number(bounds->lo), *hi = number(bounds->hi), *out = json_null();

    if (json_is_object(lo) && json_is_object(hi))
        out = json_pack("{s:O, s:O}", "lo", json_object_get(lo, "lo"), "hi",
                        json_object_get(hi, "hi"));
    json_decref(lo);
    json_decref(hi);
    return out;
}

static const char *model_of(const struct tolerance_task *task)
{
    switch (task->format.rounding) {
    case MC_STOCHASTIC: return "stochastic rounding with ideal draws";
    case MC_NEAREST:
        return "roundings to nearest taken for random, of mean zero given all earlier";
    case MC_TOWARD_ZERO:
    case MC_UPWARD:
    case MC_DOWNWARD:
    case MC_AWAY: break;
    }
    return "none: directed roundings have no mean zero";
}

/* What was found: of the shape that was searched. */
static void add_observed(json_t *out, const struct tolerance_task *task)
{
    char shape[64], on[256];

    snprintf(shape, sizeof shape, "%ldx%ld", (long)task->searched_rows,
             (long)task->searched_cols);
    recipe_text(on, sizeof on, &task->worst.recipe);
    json_object_set_new(out, "observed_worst", enclosure_or_null(task->worst.frobenius));
    json_object_set_new(out, "observed_spectral", enclosure_or_null(task->worst.spectral));
    json_object_set_new(out, "observed_shape", json_string(shape));
    json_object_set_new(out, "observed_on",
                        arb_is_finite(task->worst.frobenius) ? json_string(on) : json_null());
    json_object_set_new(out, "observed_runs", json_integer(task->worst.runs));
    json_object_set_new(out, "left_range", json_integer(task->worst.left_range));
}

json_t *tolerance_json(const struct tolerance_task *task)
{
    char *sigma = mc_rational_text(task->sigma_min), *failure = mc_rational_text(task->failure);
    char shape[64];
    arb_t total;
    json_t *out;

    arb_init(total);
    set_total(total, &task->bound);
    snprintf(shape, sizeof shape, "%ldx%ld", (long)task->rows, (long)task->cols);
    out = json_pack("{s:s, s:I, s:s, s:s, s:s, s:o, s:o, s:o, s:o, s:s, s:s, s:o, s:o}", "table",
                    task->table, "steps", (json_int_t)task->steps, "format", task->format.name,
                    "shape", shape, "sigma_min", sigma ? sigma : "", "approximation",
                    json_enclosure(task->bound.approximation, DIGITS), "rounding_bound",
                    number(task->bound.always.rounding), "total", enclosure_or_null(total),
                    "probabilistic_bound", number(task->bound.probable.rounding), "failure",
                    failure ? failure : "", "model", model_of(task), "pytest",
                    line(task, PYTEST), "c", line(task, IN_C));
    json_object_set_new(out, "singular_values", range(&task->bound.always));
    json_object_set_new(out, "probable_singular_values", range(&task->bound.probable));
    add_observed(out, task);
    free(sigma);
    free(failure);
    arb_clear(total);
    return out;
}

/* The upper end, as the proved inequality reads. */
static void print_bound(const char *label, const arb_t x, const char *otherwise)
{
    char *most = ceiling(x);

    printf("  %-16s%s\n", label, most ? most : otherwise);
    free(most);
}

static void print_number(const char *label, double x, const char *otherwise)
{
    arb_t ball;

    arb_init(ball);
    arb_set_d(ball, x);
    print_bound(label, ball, otherwise);
    arb_clear(ball);
}

static void print_range(const char *label, const struct tolerance_bounds *bounds)
{
    json_t *ends = range(bounds);
    const char *lo, *hi;

    if (json_unpack(ends, "{s:s, s:s}", "lo", &lo, "hi", &hi) == 0)
        printf("  %-16s[%s, %s]\n", label, lo, hi);
    json_decref(ends);
}

static void print_line(const char *label, json_t *text)
{
    if (json_is_string(text))
        printf("  %-16s%s\n", label, json_string_value(text));
    json_decref(text);
}

static void print_observed(const struct tolerance_task *task)
{
    char on[256];

    recipe_text(on, sizeof on, &task->worst.recipe);
    print_bound("worst found", task->worst.frobenius, "none");
    if (arb_is_finite(task->worst.frobenius))
        printf("                  at %ld x %ld, %ld runs, on %s\n", (long)task->searched_rows,
               (long)task->searched_cols, (long)task->worst.runs, on);
    if (task->worst.left_range)
        printf("                  %ld of %ld runs left the range of the format\n",
               (long)task->worst.left_range, (long)task->worst.runs);
}

void tolerance_print(const struct tolerance_task *task)
{
    char *failure = mc_rational_text(task->failure);
    arb_t total;

    arb_init(total);
    set_total(total, &task->bound);
    printf("%s, %ld steps, %ld x %ld in %s: distance from U V^T\n", task->table,
           (long)task->steps, (long)task->rows, (long)task->cols, task->format.name);
    print_bound("approximation", task->bound.approximation, "-");
    print_number("rounding bound", task->bound.always.rounding, "none is proved");
    print_bound("total", total, "none is proved");
    print_range("singular values", &task->bound.always);
    print_number("probabilistic", task->bound.probable.rounding, "none");
    printf("                  (rounding, but for probability %s; %s)\n", failure ? failure : "",
           model_of(task));
    print_range("singular values", &task->bound.probable);
    print_observed(task);
    print_line("pytest", line(task, PYTEST));
    print_line("C", line(task, IN_C));
    free(failure);
    arb_clear(total);
}
