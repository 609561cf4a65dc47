// SPDX-License-Identifier: GPL-3.0-or-later
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "falsify/look.h"

/* An excess that falls by this many bits when the precision doubles is one of rounding. */
enum { VANISHING = 16 };

/* Where the left side is not positive, below -1: the climb has to leave it first. */
static double excess_below(double lhs, double rhs)
{
    if (lhs > rhs)
        return (lhs - rhs) / (1 + fabs(lhs) + fabs(rhs));
    if (rhs < 0)
        return rhs / lhs - 1;
    return lhs == rhs ? -HUGE_VAL : -1 - (rhs - lhs) / (1 + rhs - lhs);
}

static double excess_of(const struct entry *e)
{
    double lhs = arf_get_d(arb_midref(e->lhs), ARF_RND_NEAR),
           rhs = arf_get_d(arb_midref(e->rhs), ARF_RND_NEAR), excess;

    if (e->state == ENTRY_VIOLATED)
        return HUGE_VAL;
    if (e->identity || e->statistical)
        return -HUGE_VAL;
    excess = lhs > 0 && rhs > 0 ? lhs / rhs - 1 : excess_below(lhs, rhs);
    return isfinite(excess) ? excess : -HUGE_VAL;
}

static void see(struct sight *out, const struct entry *e)
{
    out->what = strdup(e->what);
    out->excess = excess_of(e);
    out->violated = e->state == ENTRY_VIOLATED;
    out->has_ratio = e->has_ratio;
    out->exact = e->exact;
    out->open = e->state == ENTRY_OPEN;
    out->identity = e->identity;
    arb_init(out->ratio);
    arb_set(out->ratio, e->ratio);
}

enum mc_status look_at(struct look *out, const struct claim *claim, int twist, const char *text,
                       slong digits, slong prec)
{
    struct instance_list list;
    struct ledger ledger = {0};
    enum mc_status status = instance_list_open(&list, text, NULL);

    *out = (struct look){0};
    if (status != MC_OK)
        return status;
    if (list.count == 1)
        status = evaluate_at(&ledger, claim, &list.items[0], twist, digits, prec);
    out->items = calloc(ledger.count + 1, sizeof *out->items);
    for (; out->items && out->count < ledger.count; out->count++)
        see(&out->items[out->count], &ledger.entries[out->count]);
    ledger_clear(&ledger);
    instance_list_clear(&list);
    return out->items ? status : MC_NO_RESOURCE;
}

void look_clear(struct look *look)
{
    size_t i;

    for (i = 0; i < look->count; i++) {
        free(look->items[i].what);
        arb_clear(look->items[i].ratio);
    }
    free(look->items);
    *look = (struct look){0};
}

/* The largest excess of what is open; an identity's is not known. */
static double open_excess(const struct look *look)
{
    double most = -HUGE_VAL;
    size_t i;

    for (i = 0; i < look->count; i++)
        if (look->items[i].open)
            most = fmax(most, look->items[i].identity ? HUGE_VAL : look->items[i].excess);
    return most;
}

char *look_violates(const struct claim *claim, int twist, const char *text, slong digits,
                    slong max_bits, slong *bits)
{
    slong prec = FLINT_MIN(LOOK_BITS, max_bits);
    double excess = HUGE_VAL, before;
    char *what = NULL;
    struct look look;
    size_t i;

    for (;; prec = FLINT_MIN(2 * prec, max_bits)) {
        enum mc_status status = look_at(&look, claim, twist, text, digits, prec);

        for (i = 0; i < look.count && !what; i++)
            if (look.items[i].violated)
                what = strdup(look.items[i].what);
        before = excess;
        excess = open_excess(&look);
        look_clear(&look);
        *bits = prec;
        if (what || prec >= max_bits || (status != MC_OK && status != MC_NOT_DECIDED))
            return what;
        if (status == MC_OK && (excess <= 0 || excess < ldexp(before, -VANISHING)))
            return NULL;
    }
}
