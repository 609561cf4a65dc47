// SPDX-License-Identifier: GPL-3.0-or-later
/* The steps as a table for people, and what they show. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/converge.h"
#include "report/envelope.h"

/* LEAST_WIDTH holds "<=9.999e-999" but for one. */
enum { TEXT_DIGITS = 4, LEAST_WIDTH = 11 };

/* An integer of more than TEXT_DIGITS digits, all zeros after them, as "d.dddddeN". */
static void shorten(char *text)
{
    size_t length = strlen(text);

    if (length <= TEXT_DIGITS || strspn(text, "0123456789") != length)
        return;
    memmove(text + 2, text + 1, TEXT_DIGITS - 1);
    text[1] = '.';
    snprintf(text + TEXT_DIGITS + 1, length - TEXT_DIGITS, "e%zu", length - 1);
}

/* The upper end, after "<=" where there is no positive lower one to a quantity that cannot be
 * negative (all but the order); "-" for what is absent. */
static void print_cell(const struct mc_convergence_step *step, size_t i)
{
    int width = FLINT_MAX((int)strlen(converge_quantities[i]), LEAST_WIDTH);
    char *lo, *hi, text[40];
    bool open = i != 4 && arb_contains_zero(converge_quantity(step, i)) &&
                !arb_is_zero(converge_quantity(step, i));

    if (!arb_is_finite(converge_quantity(step, i))) {
        printf("  %*s", width, "-");
        return;
    }
    if (mc_enclosure_text(&lo, &hi, converge_quantity(step, i), TEXT_DIGITS) != MC_OK)
        return;
    shorten(hi);
    snprintf(text, sizeof text, "%s%s", open ? "<=" : "", hi);
    printf("  %*s", width, text);
    free(lo);
    free(hi);
}

/* Is the quantity known at any step?  A column of nothing is not shown. */
static bool shown(const struct mc_convergence *run, size_t i)
{
    slong k;

    for (k = 0; k < run->count; k++)
        if (arb_is_finite(converge_quantity(run->steps + k, i)))
            return true;
    return false;
}

static void print_steps(const struct mc_convergence *run)
{
    size_t i;
    slong k;

    printf("   k");
    for (i = 0; i < CONVERGE_QUANTITIES; i++)
        if (shown(run, i))
            printf("  %*s", LEAST_WIDTH, converge_quantities[i]);
    printf("\n");
    for (k = 0; k < run->count; k++) {
        printf("%4ld", (long)run->steps[k].k);
        for (i = 0; i < CONVERGE_QUANTITIES; i++)
            if (shown(run, i))
                print_cell(run->steps + k, i);
        printf("\n");
    }
}

static void print_findings(const struct converge_task *task, const struct converge_run *told)
{
    static const char *const sentences[] = {
        [MC_LEFT_RANGE] = "the run left the range of its format",
        [MC_EPSILON_RULES] = "epsilon exceeds the norm",
        [MC_OUT_OF_HAND] = "a singular value is out of hand, beyond 5/2 or below -1/2",
    };
    static const char *const arguments[] = {
        [MC_NO_RUN_BOUND] = "none, since numbers are not finite",
        [MC_BY_SPECTRA] = "by divided differences on the run's spectra",
        [MC_BY_PAIRS] = "by derivatives of the coupled steps",
        [MC_BY_RECURRENCE] = "by divided differences of step after step",
        [MC_BY_NORMS] = "no more than the sum of both norms",
    };
    const struct mc_convergence *run = &told->run;

    if (run->wrong != MC_NOTHING_WRONG)
        printf("     wrong at step %ld%s: %s\n", (long)run->wrong_at,
               run->wrong_at ? "" : ", the start", sentences[run->wrong]);
    if (run->stagnates_at >= 0 && arb_is_finite(run->steps[run->stagnates_at].error))
        printf("     no later step halves the error of step %ld\n", (long)run->stagnates_at);
    if (run->count)
        printf("     run_bound of the last step: %s\n",
               arguments[run->steps[run->count - 1].run_bound_by]);
    if (!fmpq_is_zero(task->max_error))
        printf("     the last error is at most --max-error: %s\n",
               mc_verdict_name(told->verdict));
}

void converge_print(const struct converge_task *task, const struct converge_run *told)
{
    const struct mc_convergence *run = &told->run;

    printf("%s: %s in %s: %s", told->name, run->iteration->id, told->format->name,
           run->iteration->title);
    if (run->p)
        printf(", A^(-1/%ld), A = %s", (long)run->p, run->gram ? "M's Gram matrix" : "M");
    printf("\n     upper ends; <= where zero is not excluded\n");
    print_steps(run);
    print_findings(task, told);
}
