// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdio.h>

#include "cli/bench.h"
#include "report/envelope.h"

static const char *text_of(const json_t *context, const char *key)
{
    const char *text = json_string_value(json_object_get(context, key));

    return text ? text : "not set";
}

void bench_print_machine(const struct invocation *call)
{
    json_t *context = json_context(call->seed, call->started);

    printf("%s\n%s, kernel %s, OPENBLAS_CORETYPE %s\n%s\n"
           "one thread of BLAS; costs and ratios: median (least .. largest)\n",
           text_of(context, "cpu"), text_of(context, "blas"), text_of(context, "blas_kernel"),
           text_of(context, "openblas_coretype"), text_of(context, "compiler"));
    json_decref(context);
}

void bench_print_title(const struct benchmark *benchmark)
{
    printf("\n%s: %s\n", benchmark->id, benchmark->title);
    if (*benchmark->goal)
        printf("goal: %s\n", benchmark->goal);
}

static void print_side(const struct comparison *c, size_t i)
{
    const struct side *side = &c->sides[i];
    struct summary cost, ratio;

    if (side->missing) {
        printf("  %-24s not here: install %s\n", side->name, side->missing);
        return;
    }
    cost = side_values(side);
    printf("  %-24s %9.4g (%.4g .. %.4g) %s, %d turn%s", side->name, cost.median, cost.min,
           cost.max, c->unit, side->turns, side->turns == 1 ? "" : "s");
    if (i) {
        ratio = side_ratios(c, i);
        printf("; ratio %.3g (%.3g .. %.3g)", ratio.median, ratio.min, ratio.max);
    }
    if (side->goal > 0)
        printf(", goal %.3g", side->goal);
    putchar('\n');
}

void bench_print_comparison(const struct comparison *c)
{
    printf("%s", c->what);
    if (c->n)
        printf(", n = %ld", (long)c->n);
    if (c->bits)
        printf(", %ld bits", (long)c->bits);
    printf("%s%s\n", *c->note ? ": " : "", c->note);
    for (size_t i = 0; i < c->count; i++)
        print_side(c, i);
    fflush(stdout);
}

/* One line a plot. */
void bench_print_curves(const struct curve *curves, size_t count)
{
    char exponent[24];

    for (size_t i = 0; i < count; i++) {
        const struct curve *c = &curves[i];
        if (!i)
            printf("\nexponents of the cost, fitted, with standard errors\n");
        if (!i || !curves_share_plot(c, c - 1))
            printf("%s  %s, %s, %s%ld, against %s:", i ? "\n" : "", c->benchmark, c->what,
                   c->axis == AXIS_N ? "bits " : "n = ", (long)c->fixed,
                   c->axis == AXIS_N ? "n" : "bits");
        exponent_text(exponent, sizeof exponent, c->exponent);
        printf("%s %s %s", i && curves_share_plot(c, c - 1) ? "," : "", c->side, exponent);
    }
    if (count)
        putchar('\n');
}

int bench_print_json(const struct bench_task *task, const struct curve *curves, size_t count)
{
    json_t *results = json_array();

    for (size_t i = 0; i < task->count; i++)
        json_array_append_new(results, comparison_json(&task->list[i]));
    for (size_t i = 0; i < count; i++)
        json_array_append_new(results, curve_json(&curves[i]));
    return command_prints_json(task->call, results);
}
