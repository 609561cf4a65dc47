// SPDX-License-Identifier: GPL-3.0-or-later
/* One result of `verify` as JSON: the contract's fields, and number, title, controls, message. */
#include <stdlib.h>

#include "report/envelope.h"

#define RATIO_DIGITS 6

static const char *kind_name(enum claim_kind kind)
{
    static const char *const names[] = {"identity", "inequality", "trajectory"};

    return names[kind];
}

/* The decimal bound below (0) or above (1) a double.  Heap. */
static char *bound_text(double bound, int above)
{
    char *text[2] = {NULL, NULL};
    arb_t x;

    arb_init(x);
    arb_set_d(x, bound);
    if (mc_enclosure_text(&text[0], &text[1], x, RATIO_DIGITS) != MC_OK)
        text[0] = text[1] = NULL;
    arb_clear(x);
    free(text[!above]);
    return text[above];
}

/* null where no inequality was decided. */
static json_t *worst(const struct claim_result *result)
{
    char *lo, *hi;
    json_t *out;

    if (result->worst_ratio == 0 && !result->worst_instance)
        return json_null();
    lo = bound_text(result->worst_ratio_lo, 0);
    hi = bound_text(result->worst_ratio, 1);
    out = json_pack("{s:{s:s, s:s}, s:s?}", "ratio", "lo", lo, "hi", hi, "instance",
                    result->worst_instance);
    free(lo);
    free(hi);
    return out;
}

static json_t *controls(const struct claim_result *result)
{
    const struct control *control = result->claim->controls;
    json_t *list = json_array();

    for (size_t i = 0; control && control[i].id && result->control_verdicts; i++)
        json_array_append_new(
            list, json_pack("{s:s, s:s}", "id", control[i].id, "verdict",
                            mc_verdict_name(result->control_verdicts[i])));
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
        "{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:b, s:s, s:o, s:I, s:I, s:o, s:o, s:I,"
        " s:f, s:s?, s:s?}",
        "id", claim->id, "number", claim->number, "title", claim->title, "paper", claim->paper,
        "kind", kind_name(claim->kind), "scope", "instances", "tier", "ball", "verdict",
        mc_verdict_name(result->verdict), "expected", mc_verdict_name(claim->expected),
        "as_expected", (int)result->as_expected, "control", mc_verdict_name(result->control),
        "controls", controls(result), "instances", (json_int_t)result->instances, "entries",
        (json_int_t)result->entries, "digits", count_or_null(result->digits), "worst",
        worst(result), "bits", (json_int_t)result->bits, "seconds", result->seconds, "witness",
        result->witness, "message", result->message);
}
