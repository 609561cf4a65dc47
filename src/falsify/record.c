// SPDX-License-Identifier: GPL-3.0-or-later
/* What was best of each inequality, from starts of each kind. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "falsify/search.h"

/* A ratio is told when its radius is below 2^-TELLING of it; past MOST_BITS as wide as it is. */
enum { TELLING = 40, MOST_BITS = 16 * LOOK_BITS };

/* The record of an inequality, made where there is none; NULL when memory is out. */
static struct record *record_of(struct search *s, const char *what)
{
    struct hunt_result *out = s->out;
    struct record *more;
    size_t i;

    for (i = 0; i < out->count; i++)
        if (!strcmp(out->records[i].what, what))
            return &out->records[i];
    more = reallocarray(out->records, out->count + 1, sizeof *more);
    if (!more)
        return NULL;
    out->records = more;
    more = &more[out->count];
    *more = (struct record){.what = strdup(what)};
    for (i = 0; i < KINDS; i++) {
        more->peaks[i].excess = -HUGE_VAL;
        arb_init(more->peaks[i].ratio);
        arb_indeterminate(more->peaks[i].ratio);
    }
    out->count += more->what != NULL;
    return more->what ? more : NULL;
}

/* A ratio counts for more than none. */
static bool higher(const struct sight *sight, const struct peak *peak)
{
    bool has = arb_is_finite(peak->ratio);

    return sight->has_ratio == has ? sight->excess > peak->excess : sight->has_ratio;
}

/* Identities have no record: they hold, or the search is over. */
bool search_keep(struct search *s, const struct sight *sight, const char *text,
                 const struct point *p)
{
    struct record *r = isfinite(sight->excess) ? record_of(s, sight->what) : NULL;
    struct peak *peak = r ? &r->peaks[s->kind] : NULL;

    if (!r || !higher(sight, peak))
        return !isfinite(sight->excess) || r;
    peak->excess = sight->excess;
    free(peak->instance);
    peak->instance = strdup(text);
    peak->exact = sight->exact;
    if (sight->has_ratio)
        arb_set(peak->ratio, sight->ratio);
    else
        arb_indeterminate(peak->ratio);
    point_clear(&peak->point);
    s->best = fmax(s->best, peak->excess);
    return peak->instance && (!p || point_copy(&peak->point, p));
}

/* Of the entries of that name; NULL: none has a ratio. */
static arb_srcptr largest(const struct look *look, const char *what)
{
    arb_srcptr best = NULL;
    size_t i;

    for (i = 0; i < look->count; i++)
        if (look->items[i].has_ratio && !strcmp(look->items[i].what, what) &&
            (!best || arf_cmp(arb_midref(look->items[i].ratio), arb_midref(best)) > 0))
            best = look->items[i].ratio;
    return best;
}

static void sharpen(struct search *s, const struct record *r, struct peak *peak)
{
    slong prec = 2 * LOOK_BITS;
    struct look look;
    arb_srcptr best;

    while (arb_is_finite(peak->ratio) && arb_rel_accuracy_bits(peak->ratio) < TELLING &&
           prec <= FLINT_MIN(MOST_BITS, s->options->max_bits)) {
        enum mc_status status = look_at(&look, s->claim, s->twist, peak->instance,
                                        s->options->digits, prec);

        best = largest(&look, r->what);
        if (best && arb_rel_accuracy_bits(best) > arb_rel_accuracy_bits(peak->ratio))
            arb_set(peak->ratio, best);
        look_clear(&look);
        if (status != MC_OK && status != MC_NOT_DECIDED)
            return;
        prec *= 2;
    }
}

void search_sharpen(struct search *s)
{
    size_t i, k;

    for (i = 0; i < s->out->count; i++)
        for (k = 0; k < KINDS; k++)
            sharpen(s, &s->out->records[i], &s->out->records[i].peaks[k]);
}
