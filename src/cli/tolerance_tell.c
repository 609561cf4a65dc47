// SPDX-License-Identifier: GPL-3.0-or-later
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "cli/tolerance.h"
#include "report/envelope.h"

enum { DIGITS = 8, BITS = 96 };

char *tolerance_ceiling(const arb_t x)
{
    char *lo = NULL, *hi = NULL;

    if (!arb_is_finite(x) || mc_enclosure_text(&lo, &hi, x, 4) != MC_OK)
        return NULL;
    free(lo);
    return hi;
}

json_t *tolerance_line(const struct tolerance_task *task, const char *format)
{
    char text[256], *most;
    json_t *out = NULL;
    arb_t total;

    arb_init(total);
    most = tolerance_total(total, &task->bound) ? NULL : tolerance_ceiling(total);
    arb_clear(total);
    if (most) {
        snprintf(text, sizeof text, format, most);
        out = json_string(text);
    }
    free(most);
    return out ? out : json_null();
}

static json_t *number(double x)
{
    json_t *out;
    arb_t ball;

    arb_init(ball);
    arb_set_d(ball, x);
    out = json_enclosure_or_null(ball, DIGITS);
    arb_clear(ball);
    return out;
}

json_t *tolerance_range(const struct tolerance_bounds *bounds)
{
    json_t *lo = number(bounds->lo), *hi = number(bounds->hi), *out = json_null();

    if (json_is_object(lo) && json_is_object(hi))
        out = json_pack("{s:O, s:O}", "lo", json_object_get(lo, "lo"), "hi",
                        json_object_get(hi, "hi"));
    json_decref(lo);
    json_decref(hi);
    return out;
}

const char *tolerance_model(const struct tolerance_task *task)
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

json_t *tolerance_json(const struct tolerance_task *task)
{
    char *sigma = mc_rational_text(task->sigma_min), *failure = mc_rational_text(task->failure);
    char shape[64];
    arb_t total;
    json_t *out;
    bool trivial;

    arb_init(total);
    trivial = tolerance_total(total, &task->bound);
    snprintf(shape, sizeof shape, "%ldx%ld", (long)task->rows, (long)task->cols);
    out = json_pack("{s:s, s:I, s:s, s:s, s:s, s:o, s:o, s:o, s:o, s:s, s:s}", "table",
                    task->table, "steps", (json_int_t)task->steps, "format", task->format.name,
                    "shape", shape, "sigma_min", sigma ? sigma : "", "approximation",
                    json_enclosure(task->bound.approximation, DIGITS), "rounding_bound",
                    number(task->bound.always.rounding), "total",
                    json_enclosure_or_null(total, DIGITS), "probabilistic_bound",
                    number(task->bound.probable.rounding), "failure", failure ? failure : "",
                    "model", tolerance_model(task));
    json_object_set_new(out, "pytest", tolerance_line(task, TOLERANCE_PYTEST));
    json_object_set_new(out, "c", tolerance_line(task, TOLERANCE_C));
    json_object_set_new(out, "singular_values", tolerance_range(&task->bound.always));
    json_object_set_new(out, "probable_singular_values",
                        tolerance_range(&task->bound.probable));
    json_object_set_new(out, "trivial", json_boolean(trivial));
    tolerance_add_found(out, task);
    free(sigma);
    free(failure);
    arb_clear(total);
    return out;
}
