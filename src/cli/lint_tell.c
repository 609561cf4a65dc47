// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdio.h>
#include <stdlib.h>

#include "cli/lint.h"
#include "report/envelope.h"

const char *severity_name(enum mc_severity severity)
{
    static const char *const names[] = {"note", "warning", "error"};

    return names[severity];
}

/* A ball around [lo, hi]; the radius it adds is 2^-200 of the ends, and rounded outward later.
 * What it adds below zero to an interval that has nothing there is taken away again. */
static void enclose(arb_t ball, const struct mc_interval *x)
{
    arb_t end;

    arb_init(end);
    mc_rational_enclose(ball, x->lo, 256);
    mc_rational_enclose(end, x->hi, 256);
    arb_union(ball, ball, end, 256);
    if (fmpq_sgn(x->lo) >= 0)
        arb_nonnegative_part(ball, ball);
    arb_clear(end);
}

/* An enclosure from exact ends. */
static json_t *json_interval(const struct mc_interval *x, slong digits)
{
    arb_t ball;
    json_t *out;

    arb_init(ball);
    enclose(ball, x);
    out = json_enclosure(ball, digits);
    arb_clear(ball);
    return out;
}

static json_t *optional(bool known, const struct mc_interval *x, slong digits)
{
    return known ? json_interval(x, digits) : json_null();
}

static json_t *exact(const fmpq_t q)
{
    char *text = mc_rational_text(q);
    json_t *out = text ? json_string(text) : NULL;

    free(text);
    return out;
}

static json_t *radius_json(const struct lint_task *task)
{
    const struct mc_lint *lint = &task->lint;
    json_t *out;

    if (!lint->has_radius || lint->radius_finite)
        return optional(lint->has_radius, &lint->radius, task->digits);
    out = json_pack("{s:s, s:s}", "lo", "inf", "hi", "inf");
    return out;
}

static json_t *alternation_json(const struct lint_task *task)
{
    const struct mc_alternation *last = &task->lint.last;
    struct mc_interval least;
    json_t *out;

    if (!last->count)
        return json_null();
    mc_interval_init(&least);
    mc_interval_set(&least, last->least, last->least);
    out = json_pack("{s:I, s:o, s:b}", "points", (json_int_t)last->count, "least",
                    json_interval(&least, task->digits), "optimality_bound", last->enough);
    mc_interval_clear(&least);
    return out;
}

static json_t *findings_json(const struct lint_task *task)
{
    json_t *list = json_array();
    size_t i;

    for (i = 0; i < task->lint.count; i++) {
        const struct mc_finding *f = task->lint.findings + i;
        json_array_append_new(list, json_pack("{s:s, s:s, s:s, s:i}", "rule", f->rule,
                                              "severity", severity_name(f->severity), "message",
                                              f->message, "line", f->line));
    }
    return list;
}

json_t *lint_json(const struct lint_task *task)
{
    const struct mc_lint *lint = &task->lint;
    bool known = !lint->escaped;
    slong d = task->digits;
    json_t *out =
        json_pack("{s:s, s:I, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "table", task->name, "steps",
                  (json_int_t)lint->steps, "interval",
                  json_pack("{s:o, s:o}", "lo", exact(lint->on.lo), "hi", exact(lint->on.hi)),
                  "min", optional(known, &lint->min, d), "max", optional(known, &lint->max, d),
                  "argmin", optional(known && lint->has_argmin, &lint->argmin, d), "argmax",
                  optional(known && lint->has_argmax, &lint->argmax, d), "max_error",
                  optional(known, &lint->error, d), "slope_at_zero", exact(lint->slope));

    json_object_set_new(out, "safe_radius", radius_json(task));
    json_object_set_new(out, "sign_safe",
                        lint->sign_safe < 0 ? json_null() : json_boolean(lint->sign_safe));
    json_object_set_new(out, "equioscillation", alternation_json(task));
    json_object_set_new(out, "optimal_error", optional(lint->has_best, &lint->best, d));
    json_object_set_new(out, "findings", findings_json(task));
    return out;
}

static void print_interval(const char *what, const struct mc_interval *x, slong digits)
{
    arb_t ball;
    char *lo, *hi;

    arb_init(ball);
    enclose(ball, x);
    if (mc_enclosure_text(&lo, &hi, ball, digits) == MC_OK) {
        printf("  %-16s [%s, %s]\n", what, lo, hi);
        free(lo);
        free(hi);
    }
    arb_clear(ball);
}

static void print_numbers(const struct lint_task *task)
{
    const struct mc_lint *lint = &task->lint;
    slong d = task->digits;

    if (!lint->escaped) {
        print_interval("min", &lint->min, d);
        if (lint->has_argmin)
            print_interval("  attained in", &lint->argmin, d);
        print_interval("max", &lint->max, d);
        if (lint->has_argmax)
            print_interval("  attained in", &lint->argmax, d);
        print_interval("max error", &lint->error, d);
    }
    if (lint->has_best)
        print_interval("optimal error", &lint->best, d);
    if (lint->has_radius && lint->radius_finite)
        print_interval("safe radius", &lint->radius, d);
    else
        printf("  %-16s %s\n", "safe radius", lint->has_radius ? "infinite" : "not decided");
    printf("  %-16s %.10g\n", "slope at zero", fmpq_get_d(lint->slope));
}

void lint_print(const struct lint_task *task)
{
    const struct mc_lint *lint = &task->lint;
    char *lo = mc_rational_text(lint->on.lo), *hi = mc_rational_text(lint->on.hi);
    size_t i;

    printf("%s: %ld step%s on [%s, %s]\n", task->name, (long)lint->steps,
           lint->steps == 1 ? "" : "s", lo ? lo : "", hi ? hi : "");
    free(lo);
    free(hi);
    if (!task->call->quiet)
        print_numbers(task);
    for (i = 0; i < lint->count; i++) {
        const struct mc_finding *f = lint->findings + i;
        if (f->line)
            printf("  line %d: ", f->line);
        else
            printf("  ");
        printf("%s [%s] %s\n", severity_name(f->severity), f->rule, f->message);
    }
}
