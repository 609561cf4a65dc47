// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdio.h>
#include <stdlib.h>

#include "cli/audit.h"
#include "report/envelope.h"

enum { TEXT_DIGITS = 7 };

static json_t *enclosure(const arb_t x)
{
    return arb_is_finite(x) ? json_enclosure(x, AUDIT_JSON_DIGITS) : json_null();
}

static json_t *step_of(const struct audited *found)
{
    return found->file->has_step ? json_integer(found->file->step) : json_null();
}

static json_t *weight_json(const struct audited *found)
{
    bool asked = arb_is_finite(found->bound);
    json_t *out = json_pack("{s:s, s:o, s:s, s:I, s:I, s:o, s:o, s:o}", "tensor",
                            found->weight->name, "step", step_of(found), "file",
                            found->file->path, "rows", (json_int_t)found->weight->rows, "cols",
                            (json_int_t)found->weight->cols, "spectral",
                            enclosure(found->spectral), "bound", enclosure(found->bound),
                            "verdict",
                            asked ? json_string(mc_verdict_name(found->verdict)) : json_null());

    if (found->status == MC_BAD_INPUT || found->status == MC_NO_RESOURCE)
        json_object_set_new(out, "complaint", json_string(found->why.text));
    return out;
}

static json_t *decay_json(const struct audited_decay *decay)
{
    return json_pack("{s:s, s:o, s:{s:o, s:o, s:s, s:I, s:I, s:I}}", "tensor",
                     decay->to->weight->name, "step", step_of(decay->to), "decay", "claimed",
                     enclosure(decay->claimed), "worst", enclosure(decay->ratio), "verdict",
                     mc_verdict_name(decay->verdict), "from",
                     (json_int_t)decay->from->file->step, "to",
                     (json_int_t)decay->to->file->step, "pairs", (json_int_t)decay->pairs);
}

json_t *audit_json(const struct audit_task *task)
{
    json_t *out = json_array();

    for (size_t i = 0; i < task->count; i++)
        json_array_append_new(out, weight_json(&task->found[i]));
    for (size_t i = 0; i < task->decay_count; i++)
        json_array_append_new(out, decay_json(&task->decays[i]));
    return out;
}

/* What is shown of a norm: its upper end. */
static char *upper(const arb_t x)
{
    char *lo = NULL, *hi = NULL;

    if (arb_is_finite(x) && mc_enclosure_text(&lo, &hi, x, TEXT_DIGITS) != MC_OK)
        return NULL;
    free(lo);
    return hi;
}

static void print_weight(const struct audited *found)
{
    char *norm = upper(found->spectral), *bound = upper(found->bound), step[24] = "-";

    if (found->file->has_step)
        snprintf(step, sizeof step, "%ld", (long)found->file->step);
    printf("%-40s %8s  %4ld x %-4ld  %-14s", found->weight->name, step,
           (long)found->weight->rows, (long)found->weight->cols, norm ? norm : "-");
    if (bound)
        printf(" %-14s %s", bound, mc_verdict_name(found->verdict));
    printf("\n");
    free(norm);
    free(bound);
}

static void print_decay(const struct audited_decay *decay)
{
    char *ratio = upper(decay->ratio);

    printf("%-40s decay %s: ||W|| is at most %s of what is allowed, steps %ld to %ld\n",
           decay->to->weight->name, mc_verdict_name(decay->verdict), ratio ? ratio : "infinity",
           (long)decay->from->file->step, (long)decay->to->file->step);
    free(ratio);
}

void audit_print(const struct audit_task *task)
{
    size_t of[5] = {0}, damaged = 0;

    if (!task->call->quiet)
        printf("%-40s %8s  %-11s  %-14s %s\n", "tensor", "step", "shape", "||W|| <=",
               "bound");
    for (size_t i = 0; i < task->count; i++) {
        const struct audited *found = &task->found[i];

        if (!task->call->quiet || found->verdict == MC_REFUTED)
            print_weight(found);
        of[found->verdict] += arb_is_finite(found->bound);
        damaged += found->status == MC_BAD_INPUT;
    }
    for (size_t i = 0; i < task->decay_count; i++)
        print_decay(&task->decays[i]);
    printf("%zu %s: the bound is proved for %zu, refuted for %zu, undecided for %zu; "
           "%zu damaged\n", task->count, task->count == 1 ? "matrix" : "matrices",
           of[MC_PROVED], of[MC_REFUTED], of[MC_UNDECIDED], damaged);
}
