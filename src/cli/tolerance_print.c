// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdio.h>
#include <stdlib.h>

#include "cli/tolerance.h"

/* The upper end, as the proved inequality reads. */
static void print_bound(const char *label, const arb_t x, const char *otherwise)
{
    char *most = tolerance_ceiling(x);

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
    json_t *ends = tolerance_range(bounds);
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
        printf("                  by search, seed %llu: %ld runs at %ld x %ld, on %s\n",
               task->call->seed, (long)task->worst.runs, (long)task->searched_rows,
               (long)task->searched_cols, on);
    if (task->worst.left_range)
        printf("                  %ld of %ld runs left the range of the format\n",
               (long)task->worst.left_range, (long)task->worst.runs);
}

void tolerance_print(const struct tolerance_task *task)
{
    char *failure = mc_rational_text(task->failure);
    arb_t total;

    arb_init(total);
    tolerance_total(total, &task->bound);
    printf("%s, %ld steps, %ld x %ld in %s: distance from U V^T\n", task->table,
           (long)task->steps, (long)task->rows, (long)task->cols, task->format.name);
    print_bound("approximation", task->bound.approximation, "-");
    if (fmpq_is_zero(task->sigma_min))
        puts("                  (a singular value may be 0 and stays 0: see --sigma-min)");
    print_number("rounding bound", task->bound.always.rounding, "none is proved");
    print_bound("total", total, "none is proved");
    print_range("singular values", &task->bound.always);
    print_number("probabilistic", task->bound.probable.rounding, "none");
    printf("                  (rounding, but for probability %s; %s)\n", failure ? failure : "",
           tolerance_model(task));
    print_range("singular values", &task->bound.probable);
    print_observed(task);
    print_line("pytest", tolerance_line(task, TOLERANCE_PYTEST));
    print_line("C", tolerance_line(task, TOLERANCE_C));
    free(failure);
    arb_clear(total);
}
