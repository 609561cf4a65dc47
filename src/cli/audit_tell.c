// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdio.h>

#include "cli/audit.h"
#include "report/envelope.h"

static json_t *enclosure(const arb_t x)
{
    return json_enclosure_or_null(x, AUDIT_JSON_DIGITS);
}

static json_t *step_of(const struct audited *found)
{
    return found->file->has_step ? json_integer(found->file->step) : json_null();
}

void audit_edge(char out[12], size_t k)
{
    slong edge = mc_spectrum_edge(k);
    int length = edge == MC_SPECTRUM_UNIT ? sprintf(out, "1")
                                          : snprintf(out, 12, "0.%06d", (int)edge);

    while (length > 1 && (out[length - 1] == '0' || out[length - 1] == '.'))
        out[--length] = '\0';
}

static json_t *counts(const slong *of)
{
    json_t *list = json_array();

    for (size_t k = 0; k < MC_SPECTRUM_BINS; k++)
        json_array_append_new(list, json_integer(of[k]));
    return list;
}

static json_t *histogram(const struct mc_figures *f)
{
    json_t *edges;
    char text[12];

    if (!f->has_counts)
        return json_null();
    edges = json_array();
    for (size_t k = 0; k <= MC_SPECTRUM_BINS; k++) {
        audit_edge(text, k);
        json_array_append_new(edges, json_string(text));
    }
    return json_pack("{s:o, s:o, s:o}", "edges", edges, "least", counts(f->least), "most",
                     counts(f->most));
}

static json_t *weight_json(const struct audited *found)
{
    const struct mc_figures *f = &found->figures;
    bool asked = arb_is_finite(found->bound);
    json_t *out = json_pack("{s:s, s:o, s:s, s:I, s:I, s:o, s:o, s:o, s:o, s:o, s:o}", "tensor",
                            found->weight->name, "step", step_of(found), "file",
                            found->file->path, "rows", (json_int_t)found->weight->rows, "cols",
                            (json_int_t)found->weight->cols, "spectral", enclosure(f->spectral),
                            "stable_rank", enclosure(f->stable_rank), "nuclear",
                            enclosure(f->nuclear), "histogram", histogram(f), "bound",
                            enclosure(found->bound), "verdict",
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
