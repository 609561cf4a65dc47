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

void tolerance_print(const struct tolerance_task *task)
{
    char *failure = mc_rational_text(task->failure);
    bool trivial;
    arb_t total;

    arb_init(total);
    trivial = tolerance_total(total, &task->bound);
    printf("%s, %ld steps, %ld x %ld in %s: distance from U V^T\n", task->table,
           (long)task->steps, (long)task->rows, (long)task->cols, task->format.name);
    print_bound("approximation", task->bound.approximation, "-");
    if (fmpq_is_zero(task->sigma_min))
        puts("                  (a singular value may be 0 and stays 0: see --sigma-min)");
    print_number("rounding bound", task->bound.always.rounding, "none is proved");
    if (task->bound.always.trivial)
        puts("                  (trivial: the norms of the result and of the exact one)");
    print_bound("total", total, "none is proved");
    if (trivial)
        puts("                  (trivial: how long the result and U V^T are at most; no test)");
    print_range("singular values", &task->bound.always);
    print_number("probabilistic", task->bound.probable.rounding, "none");
    printf("%*s(rounding, but for probability %s;\n%*s%s)\n", 18, "", failure ? failure : "", 18, "",
           tolerance_model(task));
    print_range("singular values", &task->bound.probable);
    tolerance_print_found(task);
    print_line("pytest", tolerance_line(task, TOLERANCE_PYTEST));
    print_line("C", tolerance_line(task, TOLERANCE_C));
    free(failure);
    arb_clear(total);
}
