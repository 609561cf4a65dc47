// SPDX-License-Identifier: GPL-3.0-or-later
/* The steps as JSON, as text, and as CSV: enclosures rounded outward everywhere. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/converge.h"
#include "report/envelope.h"

enum { TEXT_DIGITS = 6, TEXT_WIDTH = 13, QUANTITIES = 8, METRICS = 4 };

static const char *const quantities[QUANTITIES] = {"error", "orthogonality", "approximation",
                                                   "rounding", "order", "bound",
                                                   "rounding_bound", "run_bound"};
static const char *const metric_names[METRICS] = {"residual", "psd_residual", "dual_gap",
                                                  "bound_violation"};

static arb_srcptr quantity(const struct mc_convergence_step *step, size_t i)
{
    const arb_srcptr all[QUANTITIES] = {step->error, step->orthogonality, step->approximation,
                                        step->rounding, step->order, step->bound,
                                        step->rounding_bound, step->run_bound};

    return all[i];
}

/* What is not enclosed: null, and an empty cell. */
static bool absent(const struct mc_convergence_step *step, size_t i)
{
    return !arb_is_finite(quantity(step, i));
}

static arb_srcptr metric(const struct converge_metrics *metrics, size_t i)
{
    const arb_srcptr all[METRICS] = {metrics->residual, metrics->psd_residual,
                                     metrics->dual_gap, metrics->bound_violation};

    return all[i];
}

static json_t *enclosure(const arb_t x, slong digits)
{
    return arb_is_finite(x) ? json_enclosure(x, digits) : json_null();
}

const char *converge_wrong_name(enum mc_wrong wrong)
{
    static const char *const names[] = {
        [MC_NOTHING_WRONG] = "nothing", [MC_LEFT_RANGE] = "left-range",
        [MC_EPSILON_RULES] = "epsilon", [MC_OUT_OF_HAND] = "out-of-hand",
    };

    return names[wrong];
}

static json_t *step_json(const struct converge_task *task, const struct converge_run *told,
                         slong k)
{
    const struct mc_convergence_step *step = told->run.steps + k;
    json_t *row = json_pack("{s:I}", "k", (json_int_t)k);
    size_t i;

    for (i = 0; i < QUANTITIES; i++)
        json_object_set_new(row, quantities[i], enclosure(quantity(step, i), task->digits));
    for (i = 0; i < METRICS; i++)
        json_object_set_new(row, metric_names[i],
                            enclosure(metric(told->metrics + k, i), task->digits));
    return row;
}

json_t *converge_json(const struct converge_task *task, const struct converge_run *told)
{
    const struct mc_convergence *run = &told->run;
    json_t *steps = json_array(), *wrong = json_null();
    slong k;

    for (k = 0; k < run->count; k++)
        json_array_append_new(steps, step_json(task, told, k));
    if (run->wrong != MC_NOTHING_WRONG)
        wrong = json_pack("{s:s, s:I}", "what", converge_wrong_name(run->wrong), "k",
                          (json_int_t)run->wrong_at);
    return json_pack("{s:s, s:s, s:s, s:o, s:b, s:I, s:o, s:o, s:o, s:o}", "tensor", told->name,
                     "iteration", run->iteration->id, "format", told->format->name, "p",
                     run->p ? json_integer(run->p) : json_null(), "gram", (int)run->gram,
                     "bits", (json_int_t)run->bits, "wrong", wrong, "stagnates_at",
                     run->stagnates_at < 0 ? json_null() : json_integer(run->stagnates_at),
                     "verdict", fmpq_is_zero(task->max_error)
                                    ? json_null() : json_string(mc_verdict_name(told->verdict)),
                     "steps", steps);
}

/* An integer too wide for its column, whose digits after TEXT_DIGITS are zeros, as
 * "d.dddddeN". */
static void shorten(char *text)
{
    size_t length = strlen(text);

    if (length < TEXT_WIDTH || strspn(text, "0123456789") != length)
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
    bool open = i != 4 && arb_contains_zero(quantity(step, i)) && !arb_is_zero(quantity(step, i));

    if (absent(step, i)) {
        fprintf(out, "  %-*s", TEXT_WIDTH, "-");
        return;
    }
    if (mc_enclosure_text(&lo, &hi, quantity(step, i), TEXT_DIGITS) != MC_OK)
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
    for (i = 0; i < QUANTITIES; i++)
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
    const struct mc_convergence *run = &told->run;

    if (run->wrong != MC_NOTHING_WRONG)
        printf("     wrong at step %ld%s: %s\n", (long)run->wrong_at,
               run->wrong_at ? "" : ", the start", sentences[run->wrong]);
    if (run->stagnates_at >= 0)
        printf("     no later step halves the error of step %ld\n", (long)run->stagnates_at);
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
    for (i = 0; i < QUANTITIES; i++)
        printf("  %-*s", TEXT_WIDTH, quantities[i]);
    printf("\n");
    for (k = 0; k < run->count; k++)
        print_step(run->steps + k);
    print_findings(task, told);
}

static void write_cell(FILE *out, const arb_t x, slong digits)
{
    char *lo, *hi;

    if (!arb_is_finite(x)) {
        fprintf(out, ",,");
    } else if (mc_enclosure_text(&lo, &hi, x, digits) == MC_OK) {
        fprintf(out, ",%s,%s", lo, hi);
        free(lo);
        free(hi);
    }
}

void converge_csv_head(FILE *csv)
{
    size_t i;

    fprintf(csv, "tensor,format,k");
    for (i = 0; i < QUANTITIES; i++)
        fprintf(csv, ",%s_lo,%s_hi", quantities[i], quantities[i]);
    for (i = 0; i < METRICS; i++)
        fprintf(csv, ",%s_lo,%s_hi", metric_names[i], metric_names[i]);
    fprintf(csv, "\n");
}

void converge_csv_rows(const struct converge_task *task, const struct converge_run *told)
{
    slong k;
    size_t i;

    for (k = 0; k < told->run.count; k++) {
        fprintf(task->csv, "\"%s\",\"%s\",%ld", told->name, told->format->name, (long)k);
        for (i = 0; i < QUANTITIES; i++)
            write_cell(task->csv, quantity(told->run.steps + k, i), task->digits);
        for (i = 0; i < METRICS; i++)
            write_cell(task->csv, metric(told->metrics + k, i), task->digits);
        fprintf(task->csv, "\n");
    }
}
