// SPDX-License-Identifier: GPL-3.0-or-later
/* The steps as a table for people, and what they show. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/converge.h"
#include "report/envelope.h"

enum { TEXT_DIGITS = 6, TEXT_WIDTH = 13 };

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
static void print_cell(FILE *out, const struct mc_convergence_step *step, size_t i)
{
    char *lo, *hi;
    bool open = i != 4 && arb_contains_zero(converge_quantity(step, i)) &&
                !arb_is_zero(converge_quantity(step, i));

    if (!arb_is_finite(converge_quantity(step, i))) {
        fprintf(out, "  %-*s", TEXT_WIDTH, "-");
        return;
    }
    if (mc_enclosure_text(&lo, &hi, converge_quantity(step, i), TEXT_DIGITS) != MC_OK)
        return;
    shorten(hi);
    fprintf(out, "  %s%-*s", open ? "<=" : "", TEXT_WIDTH - (open ? 2 : 0), hi);
    free(lo);
    free(hi);
}

static void print_step(const struct mc_convergence_step *step)
{
    size_t i;

    printf("%4ld", (long)step->k);
    for (i = 0; i < CONVERGE_QUANTITIES; i++)
        print_cell(stdout, step, i);
    printf("\n");
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
    if (run->stagnates_at >= 0)
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
    slong k;
    size_t i;

    printf("%s: %s in %s", told->name, run->iteration->title, told->format->name);
    if (run->p)
        printf(", A^(-1/%ld), A = %s", (long)run->p, run->gram ? "M's Gram matrix" : "M");
    printf("; upper ends, <= where zero is not excluded\n   k");
    for (i = 0; i < CONVERGE_QUANTITIES; i++)
        printf("  %-*s", TEXT_WIDTH, converge_quantities[i]);
    printf("\n");
    for (k = 0; k < run->count; k++)
        print_step(run->steps + k);
    print_findings(task, told);
}
