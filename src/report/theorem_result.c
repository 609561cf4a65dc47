// SPDX-License-Identifier: GPL-3.0-or-later
/* A theorem as one result of `verify`: what claims alone have (digits, a worst ratio, instances, a
 * witness) is null. */
#include "report/envelope.h"

static json_t *controls(const struct theorem_result *result)
{
    json_t *list = json_array();

    for (size_t i = 0; i < result->controls; i++)
        json_array_append_new(list, json_pack("{s:s, s:s, s:n}", "id",
                                              result->theorem->controls[i].id, "verdict",
                                              mc_verdict_name(result->control_verdicts[i]),
                                              "witness"));
    return list;
}

json_t *json_theorem_result(const struct theorem_result *result)
{
    const struct theorem *theorem = result->theorem;
    bool as_expected = result->verdict == MC_PROVED && result->control == MC_REFUTED;

    return json_pack(
        "{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:b, s:s, s:o, s:n, s:I, s:I, s:n, s:n,"
        " s:I, s:f, s:n, s:s?}",
        "id", theorem->id, "number", theorem->number, "title", theorem->title, "paper",
        theorem->paper, "kind", "theorem", "scope", "all", "tier", "exact", "verdict",
        mc_verdict_name(result->verdict), "expected", mc_verdict_name(MC_PROVED), "as_expected",
        (int)as_expected, "control", mc_verdict_name(result->control), "controls",
        controls(result), "instances", "facts", (json_int_t)result->facts, "boxes",
        (json_int_t)result->boxes, "digits", "worst", "bits", (json_int_t)result->bits,
        "seconds", result->seconds, "witness", "message",
        *result->failed ? result->failed : NULL);
}
