// SPDX-License-Identifier: GPL-3.0-or-later
#include <math.h>
#include <stdio.h>

#include "cli/falsify.h"
#include "report/envelope.h"

enum { RATIO_DIGITS = 8 };

static const struct record *best_of(const struct hunt_result *found)
{
    const struct record *best = NULL;
    size_t i;

    for (i = 0; i < found->count; i++)
        if (arb_is_finite(found->records[i].ratio) &&
            (!best || arf_cmp(arb_midref(found->records[i].ratio), arb_midref(best->ratio)) > 0))
            best = &found->records[i];
    return best;
}

static void print_records(const struct hunt_result *found)
{
    size_t i;

    for (i = 0; i < found->count; i++) {
        const struct record *r = &found->records[i];

        if (!arb_is_finite(r->ratio))
            continue;
        printf("  %-40s lhs/rhs up to %.10g\n      at %.160s\n", r->what,
               arf_get_d(arb_midref(r->ratio), ARF_RND_NEAR), r->instance);
    }
}

void falsify_print(const struct falsify_task *task, const struct falsification *f)
{
    const struct hunt_result *found = &f->found;
    const char *drop = falsification_drop(f);

    printf("%s%s%s: %s after %ld looks from %ld start%s, %.1f s\n", f->claim->id,
           drop ? ", dropped " : "", drop ? drop : "", mc_verdict_name(found->verdict),
           found->looks, found->starts, found->starts == 1 ? "" : "s", found->seconds);
    if (drop)
        printf("  it would say: %s\n", claim_variant(f->claim, f->twist)->statement);
    if (found->verdict == MC_REFUTED)
        printf("  violated: %s, with %ld bits\n  on %s\n", found->what, found->bits,
               found->instance);
    if (found->witness)
        printf("  witness: %s\n", found->witness);
    if (found->verdict != MC_REFUTED)
        print_records(found);
    (void)task;
}

static json_t *ratio_or_null(const struct record *r)
{
    return r && arb_is_finite(r->ratio) ? json_enclosure(r->ratio, RATIO_DIGITS) : json_null();
}

static json_t *records_json(const struct hunt_result *found)
{
    json_t *list = json_array();
    size_t i;

    for (i = 0; i < found->count; i++)
        json_array_append_new(list, json_pack("{s:s, s:o, s:s?}", "what", found->records[i].what,
                                              "ratio", ratio_or_null(&found->records[i]),
                                              "instance", found->records[i].instance));
    return list;
}

json_t *falsify_json(const struct falsify_task *task)
{
    json_t *results = json_array();
    size_t i;

    for (i = 0; i < task->done; i++) {
        const struct falsification *f = &task->searches[i];
        const struct hunt_result *found = &f->found;

        json_array_append_new(
            results,
            json_pack("{s:s, s:s?, s:s, s:s, s:o, s:s?, s:s?, s:s?, s:I, s:o, s:I, s:I, s:f}",
                      "id", f->claim->id, "drop", falsification_drop(f), "verdict",
                      mc_verdict_name(found->verdict), "expected",
                      mc_verdict_name(claim_expected(f->claim, f->twist)), "best_ratio",
                      ratio_or_null(best_of(found)), "witness", found->witness, "what",
                      found->what, "instance", found->instance, "bits", (json_int_t)found->bits,
                      "ratios", records_json(found), "looks", (json_int_t)found->looks, "starts",
                      (json_int_t)found->starts, "seconds", found->seconds));
    }
    return results;
}
