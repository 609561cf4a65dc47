// SPDX-License-Identifier: GPL-3.0-or-later
/* One result of `verify` as JSON: the contract's fields, number, title, controls, message. */
#include "report/envelope.h"

#define RATIO_DIGITS 6

/* null where no inequality was decided. */
static json_t *worst(const struct claim_result *result)
{
    if (!result->has_ratio)
        return json_null();
    return json_pack("{s:o, s:s?}", "ratio", json_enclosure(result->worst_ratio, RATIO_DIGITS),
                     "instance", result->worst_instance);
}

static json_t *controls(const struct claim_result *result)
{
    json_t *list = json_array();

    for (size_t i = 0; i < result->controls; i++)
        json_array_append_new(
            list, json_pack("{s:s, s:s, s:s?}", "id", result->claim->controls[i].id, "verdict",
                            mc_verdict_name(result->control_verdicts[i]), "witness",
                            result->control_witnesses[i]));
    return list;
}

static json_t *instance_names(const struct claim_result *result)
{
    json_t *list = json_array();

    for (slong i = 0; i < result->instances; i++)
        json_array_append_new(list, json_string(result->instance_names[i]));
    return list;
}

/* Exponents and the like, with their uncertainty. */
static json_t *measured(const struct claim_result *result)
{
    json_t *list = json_array();

    for (size_t i = 0; i < result->measured_count; i++) {
        const struct measured *m = &result->measured[i];

        json_array_append_new(
            list, json_pack("{s:s, s:s, s:o, s:o}", "what", m->what, "instance", m->instance,
                            "value", json_enclosure(m->value, RATIO_DIGITS), "error",
                            json_enclosure(m->error, RATIO_DIGITS)));
    }
    return list;
}

/* An identity that agreed to no digit says null, as an inequality does. */
static json_t *count_or_null(slong count)
{
    return count > 0 ? json_integer(count) : json_null();
}

json_t *json_claim_result(const struct claim_result *result)
{
    const struct claim *claim = result->claim;

    return json_pack(
        "{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:b, s:s, s:o, s:I, s:o, s:I, s:o,"
        " s:o, s:o, s:I, s:f, s:s?, s:s?}",
        "id", claim->id, "number", claim->number, "title", claim->title, "paper", claim->paper,
        "kind", claim_kind_name(claim->kind), "scope", "instances", "tier",
        result->statistical ? "statistical" : "ball", "verdict",
        mc_verdict_name(result->verdict), "expected", mc_verdict_name(claim->expected),
        "as_expected", (int)result->as_expected, "control", mc_verdict_name(result->control),
        "controls", controls(result), "instances", (json_int_t)result->instances,
        "instance_names", instance_names(result), "entries", (json_int_t)result->entries,
        "digits", count_or_null(result->digits), "worst", worst(result), "measured",
        measured(result), "bits", (json_int_t)result->bits, "seconds", result->seconds, "witness",
        result->witness, "message", result->message);
}
