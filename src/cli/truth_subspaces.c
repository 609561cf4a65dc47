// SPDX-License-Identifier: GPL-3.0-or-later
/* The singular subspaces of `truth`, as JSON and for people. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/truth.h"
#include "muoncheck/number.h"

enum { BOUND_DIGITS = 6, MANY = 12 };

/* x as a decimal string, rounded down or up; null where it is no finite number. */
static json_t *bound_text(const arf_t x, bool up)
{
    char *lo = NULL, *hi = NULL;
    json_t *text = NULL;
    arb_t ball;

    if (!arf_is_finite(x))
        return json_null();
    arb_init(ball);
    arb_set_arf(ball, x);
    if (mc_enclosure_text(&lo, &hi, ball, BOUND_DIGITS) == MC_OK)
        text = json_string(up ? hi : lo);
    arb_clear(ball);
    free(lo);
    free(hi);
    return text;
}

json_t *truth_subspaces(const struct mc_svd *svd)
{
    json_t *list = json_array();
    struct mc_subspace *subspaces;
    slong count, i;

    if (mc_svd_subspaces(&subspaces, &count, svd) != MC_OK)
        return list;
    for (i = 0; i < count; i++)
        json_array_append_new(list, json_pack("{s:I, s:I, s:o, s:o, s:o}", "first",
                                              (json_int_t)subspaces[i].first + 1, "last",
                                              (json_int_t)subspaces[i].last + 1, "gap",
                                              bound_text(subspaces[i].gap, false), "left",
                                              bound_text(subspaces[i].left, true), "right",
                                              bound_text(subspaces[i].right, true)));
    mc_subspaces_free(subspaces, count);
    return list;
}

static const char *text_of(json_t *entry, const char *key, const char *otherwise)
{
    const char *text = json_string_value(json_object_get(entry, key));

    return text ? text : otherwise;
}

void truth_print_subspaces(json_t *list)
{
    size_t i, shown = 0;
    json_t *entry;

    json_array_foreach(list, i, entry)
    {
        json_int_t first = json_integer_value(json_object_get(entry, "first"));
        json_int_t last = json_integer_value(json_object_get(entry, "last"));

        if (first == last || shown++ >= MANY)
            continue;
        printf("  sigma_%lld..%lld: one subspace, gap >= %s, sines left <= %s, right <= %s\n",
               (long long)first, (long long)last, text_of(entry, "gap", "infinity"),
               text_of(entry, "left", "infinity"), text_of(entry, "right", "infinity"));
    }
    if (shown > MANY)
        printf("  ... %zu more subspaces (all of them with --json)\n", shown - MANY);
}
