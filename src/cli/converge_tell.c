// SPDX-License-Identifier: GPL-3.0-or-later
/* The steps as JSON, as text, and as CSV: enclosures rounded outward everywhere. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/converge.h"
#include "report/envelope.h"

enum { TEXT_DIGITS = 6, TEXT_WIDTH = 13, QUANTITIES = 6 };

static const char *const quantities[QUANTITIES] = {"error", "orthogonality", "approximation",
                                                   "rounding", "order", "bound"};

static arb_srcptr quantity(const struct mc_convergence_step *step, size_t i)
{
    const arb_srcptr all[QUANTITIES] = {step->error, step->orthogonality, step->approximation,
                                        step->rounding, step->order, step->bound};

    return all[i];
}

/* What is not enclosed: null, and an empty cell. */
static bool absent(const struct mc_convergence_step *step, size_t i)
{
    return !arb_is_finite(quantity(step, i));
}

json_t *converge_json(const struct converge_task *task, const char *name,
                      const struct mc_convergence *run)
{
    json_t *steps = json_array(), *row;
    slong k;
    size_t i;

    for (k = 0; k < run->count; k++) {
        const struct mc_convergence_step *step = run->steps + k;

        row = json_pack("{s:I}", "k", (json_int_t)step->k);
        for (i = 0; i < QUANTITIES; i++)
            json_object_set_new(row, quantities[i],
                                absent(step, i)
                                    ? json_null()
                                    : json_enclosure(quantity(step, i), task->digits));
        json_array_append_new(steps, row);
    }
    return json_pack("{s:s, s:s, s:s, s:o, s:b, s:I, s:o, s:o}", "tensor", name, "iteration",
                     run->iteration->id, "format", task->format.name, "p",
                     run->p ? json_integer(run->p) : json_null(), "gram", (int)run->gram,
                     "bits", (json_int_t)run->bits, "left_range",
                     run->left_range < 0 ? json_null() : json_integer(run->left_range), "steps",
                     steps);
}

/* An integer too wide for its column, whose digits after TEXT_DIGITS are zeros, as "d.dddddeN". */
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

void converge_print(const struct converge_task *task, const char *name,
                    const struct mc_convergence *run)
{
    slong k;
    size_t i;

    printf("%s: %s in %s", name, run->iteration->title, task->format.name);
    if (run->p)
        printf(", A^(-1/%ld), A = %s", (long)run->p, run->gram ? "M's Gram matrix" : "M");
    printf("; upper ends, <= where zero is not excluded\n   k");
    for (i = 0; i < QUANTITIES; i++)
        printf("  %-*s", TEXT_WIDTH, quantities[i]);
    printf("\n");
    for (k = 0; k < run->count; k++) {
        printf("%4ld", (long)k);
        for (i = 0; i < QUANTITIES; i++)
            print_cell(stdout, run->steps + k, i);
        printf("\n");
    }
    if (run->left_range >= 0)
        printf("     the run left the range of %s at step %ld%s\n", task->format.name,
               (long)run->left_range, run->left_range ? "" : ", when it was started");
}

static void write_cells(FILE *out, const struct converge_task *task,
                        const struct mc_convergence_step *step)
{
    char *lo, *hi;
    size_t i;

    for (i = 0; i < QUANTITIES; i++) {
        if (absent(step, i)) {
            fprintf(out, ",,");
        } else if (mc_enclosure_text(&lo, &hi, quantity(step, i), task->digits) == MC_OK) {
            fprintf(out, ",%s,%s", lo, hi);
            free(lo);
            free(hi);
        }
    }
}

enum mc_status converge_csv(const struct converge_task *task, const struct mc_convergence *run,
                            struct mc_complaint *why)
{
    FILE *out = fopen(task->csv, "w");
    bool failed;
    slong k;
    size_t i;

    if (!out)
        return mc_complain(why, MC_BAD_INPUT, "cannot be written: %s", strerror(errno));
    fprintf(out, "k");
    for (i = 0; i < QUANTITIES; i++)
        fprintf(out, ",%s_lo,%s_hi", quantities[i], quantities[i]);
    fprintf(out, "\n");
    for (k = 0; k < run->count; k++) {
        fprintf(out, "%ld", (long)k);
        write_cells(out, task, run->steps + k);
        fprintf(out, "\n");
    }
    failed = ferror(out) != 0;
    failed = fclose(out) != 0 || failed;
    return failed ? mc_complain(why, MC_NO_RESOURCE, "cannot be written: is the disk full?") : MC_OK;
}
