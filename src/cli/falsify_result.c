// SPDX-License-Identifier: GPL-3.0-or-later
/* A search as JSON; the table, the CSV and the report are made of it. */
#include <string.h>

#include "cli/falsify.h"
#include "report/envelope.h"

enum { RATIO_DIGITS = 12 };

static json_t *ratio_or_null(const struct peak *peak)
{
    return peak && arb_is_finite(peak->ratio) ? json_enclosure(peak->ratio, RATIO_DIGITS)
                                              : json_null();
}

static const struct peak *larger(const struct peak *a, const struct peak *b)
{
    if (!arb_is_finite(b->ratio))
        return a;
    return a && arf_cmp(arb_midref(a->ratio), arb_midref(b->ratio)) >= 0 ? a : b;
}

static const struct peak *best_of(const struct hunt_result *found)
{
    const struct peak *best = NULL;
    size_t i, k;

    for (i = 0; i < found->count; i++)
        for (k = 0; k < KINDS; k++)
            best = larger(best, &found->records[i].peaks[k]);
    return best;
}

static json_t *peak_json(const struct peak *peak)
{
    if (!peak->instance)
        return json_null();
    return json_pack("{s:o, s:b, s:s}", "ratio", ratio_or_null(peak), "exact", peak->exact,
                     "instance", peak->instance);
}

static json_t *records_json(const struct hunt_result *found)
{
    json_t *list = json_array();
    size_t i;

    for (i = 0; i < found->count; i++) {
        const struct record *r = &found->records[i];

        json_array_append_new(list, json_pack("{s:s, s:o, s:o}", "what", r->what, "alone",
                                              peak_json(&r->peaks[ALONE]), "helped",
                                              peak_json(&r->peaks[HELPED])));
    }
    return list;
}

json_t *falsify_result(const struct falsification *f, const struct hunt_result *found)
{
    return json_pack(
        "{s:s, s:s?, s:s, s:s, s:o, s:s?, s:s?, s:s?, s:b, s:I, s:o, s:I, s:I, s:f}", "id",
        f->claim->id, "drop", falsification_drop(f), "verdict", mc_verdict_name(found->verdict),
        "expected", mc_verdict_name(claim_expected(f->claim, f->twist)), "best_ratio",
        ratio_or_null(best_of(found)), "witness", found->witness, "what", found->what,
        "instance", found->instance, "helped", found->helped, "bits", (json_int_t)found->bits,
        "ratios", records_json(found), "looks", (json_int_t)found->looks, "starts",
        (json_int_t)found->starts, "seconds", found->seconds);
}

bool falsify_says_refuted(const json_t *result, const char *field)
{
    const char *verdict = json_string_value(json_object_get(result, field));

    return verdict && !strcmp(verdict, "refuted");
}
