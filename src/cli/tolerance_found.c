// SPDX-License-Identifier: GPL-3.0-or-later
/* What searches find, beside what `tolerance` proves. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "cli/tolerance.h"
#include "muoncheck/prover.h"
#include "report/envelope.h"

/* The opponent's runs take about four times as long. */
enum { DIGITS = 8, AN_ADVERSARY = 4, BITS = 128 };

/* The safe radius of what follows k steps, from above; infinite where none is known, as amid a
 * cycle. */
static double radius_after(const struct mc_table *table, slong k, slong steps)
{
    bool cycles = table->extension == MC_CYCLE, finite = false;
    slong gone = cycles ? 0 : FLINT_MIN(k, table->count - 1);
    struct mc_table rest = *table;
    struct mc_interval R;
    double out = HUGE_VAL;

    if (cycles && k % table->count)
        return out;
    rest.rows += gone;
    rest.count -= gone;
    mc_interval_init(&R);
    if (mc_safe_radius(&R, &finite, &rest, steps - k, table->extension, BITS) == MC_OK &&
        finite)
        out = fmpq_get_d(R.hi) * (1 + 0x1p-40);
    mc_interval_clear(&R);
    return out;
}

/* Where nothing useful holds always: does an opponent leave the table's safe radii? */
static enum mc_status look_for_escape(struct tolerance_task *task,
                                      const struct tolerance_question *question, slong runs)
{
    double *radii = calloc((size_t)task->steps + 1, sizeof *radii);
    enum mc_status status = MC_NO_RESOURCE;
    struct mc_table table;
    slong k;

    mc_table_init(&table);
    if (radii && mc_table_read(&table, task->table, NULL) == MC_OK) {
        for (k = 0; k < task->steps; k++)
            radii[k] = radius_after(&table, k + 1, task->steps);
        status = escape_find(&task->escape, question, radii, runs,
                             (unsigned long)task->call->seed);
    } else if (radii) {
        status = MC_OK;
    }
    mc_table_clear(&table);
    free(radii);
    return status;
}

/* The opponent is not there for every format. */
static enum mc_status look_for_adversary(struct tolerance_task *task,
                                         const struct tolerance_question *question)
{
    slong runs = task->runs / AN_ADVERSARY + 1;
    unsigned long seed = (unsigned long)task->call->seed;
    enum mc_status status = worst_adversary_find(&task->adversary, question, runs, seed);

    if (status == MC_OK &&
        (task->bound.always.trivial || isinf(task->bound.always.rounding)))
        status = look_for_escape(task, question, runs);
    return status == MC_NOT_DECIDED ? MC_OK : status;
}

enum mc_status tolerance_search(struct tolerance_task *task,
                                const struct tolerance_question *question,
                                struct mc_complaint *why)
{
    enum mc_status status;

    command_progress(task->call, "%ld runs", (long)task->runs);
    status = worst_rounding_find(&task->worst, question, task->runs,
                                 (unsigned long)task->call->seed);
    if (status == MC_OK) {
        command_progress(task->call, "an opponent within the model");
        status = look_for_adversary(task, question);
    }
    command_progress(task->call, "%s", "");
    return status == MC_OK ? MC_OK : mc_complain(why, status, "memory is out");
}

static json_t *recipe_or_null(const struct recipe *recipe, bool there)
{
    char on[256];

    recipe_text(on, sizeof on, recipe);
    return there ? json_string(on) : json_null();
}

static json_t *escape_json(const struct tolerance_task *task)
{
    char sigma[32], radius[32];

    if (!task->escape.step)
        return json_null();
    snprintf(sigma, sizeof sigma, "%.6g", task->escape.sigma);
    snprintf(radius, sizeof radius, "%.6g", task->escape.radius);
    return json_pack("{s:I, s:s, s:s, s:o}", "step", (json_int_t)task->escape.step, "sigma",
                     sigma, "safe_radius", radius, "on",
                     recipe_or_null(&task->escape.recipe, true));
}

void tolerance_add_found(json_t *out, const struct tolerance_task *task)
{
    bool seen = arb_is_finite(task->worst.frobenius);
    bool played = arb_is_finite(task->adversary.frobenius);
    char shape[64];

    snprintf(shape, sizeof shape, "%ldx%ld", (long)task->searched_rows,
             (long)task->searched_cols);
    json_object_set_new(out, "observed_worst",
                        json_enclosure_or_null(task->worst.frobenius, DIGITS));
    json_object_set_new(out, "observed_spectral",
                        json_enclosure_or_null(task->worst.spectral, DIGITS));
    json_object_set_new(out, "observed_shape", json_string(shape));
    json_object_set_new(out, "observed_on", recipe_or_null(&task->worst.recipe, seen));
    json_object_set_new(out, "observed_runs", json_integer(task->worst.runs));
    json_object_set_new(out, "left_range", json_integer(task->worst.left_range));
    json_object_set_new(out, "adversary",
                        json_enclosure_or_null(task->adversary.frobenius, DIGITS));
    json_object_set_new(out, "adversary_on", recipe_or_null(&task->adversary.recipe, played));
    json_object_set_new(out, "adversary_runs", json_integer(task->adversary.runs));
    json_object_set_new(out, "escape", escape_json(task));
}

static void print_worst(const char *label, const struct worst_rounding *worst)
{
    char *most = tolerance_ceiling(worst->frobenius), on[256];

    recipe_text(on, sizeof on, &worst->recipe);
    printf("  %-16s%s\n", label, most ? most : "none");
    if (most)
        printf("                  of %ld runs, on %s\n", (long)worst->runs, on);
    free(most);
}

/* To nearest the model is not nature: a sum may lose the same part of an ulp each time. */
static bool is_beyond_probable(const struct tolerance_task *task)
{
    bool out;
    arb_t bound;

    arb_init(bound);
    arb_set_d(bound, task->bound.probable.rounding);
    out = arb_is_finite(task->worst.frobenius) && arb_gt(task->worst.frobenius, bound);
    arb_clear(bound);
    return out;
}

void tolerance_print_found(const struct tolerance_task *task)
{
    if (!task->runs)
        return;
    print_worst("worst found", &task->worst);
    if (task->worst.left_range)
        printf("                  %ld of %ld runs left the range of the format\n",
               (long)task->worst.left_range, (long)task->worst.runs);
    if (is_beyond_probable(task))
        puts("                  beyond the probabilistic bound: there the roundings are not "
             "random");
    print_worst("adversary", &task->adversary);
    printf("                  (any error within the unit roundoff; both at %ld x %ld, seed "
           "%llu)\n", (long)task->searched_rows, (long)task->searched_cols, task->call->seed);
    if (task->escape.step)
        printf("  escape          roundings that the model allows drive a singular value to "
               "%.5g\n                  after step %ld, beyond the safe radius of what follows, "
               "%.5g\n", task->escape.sigma, (long)task->escape.step, task->escape.radius);
}
