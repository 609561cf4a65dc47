// SPDX-License-Identifier: GPL-3.0-or-later
#include <string.h>

#include "claim/claim.h"

static int count_of(const struct control *list)
{
    int count = 0;

    for (; list && list->id; list++)
        count++;
    return count;
}

const struct control *claim_variant(const struct claim *claim, int twist)
{
    int controls = count_of(claim->controls), relaxed = count_of(claim->relaxed);

    if (twist < 1 || twist > controls + relaxed)
        return NULL;
    return twist <= controls ? &claim->controls[twist - 1]
                             : &claim->relaxed[twist - 1 - controls];
}

static int twist_of_variant(const struct claim *claim, const char *id)
{
    const struct control *variant;
    int twist;

    for (twist = 1; (variant = claim_variant(claim, twist)); twist++)
        if (!strcmp(variant->id, id))
            return twist;
    return 0;
}

int claim_twist(const struct claim *claim, const char *name)
{
    const struct hypothesis *h;

    for (h = claim->switches; h && h->name; h++)
        if (h->drop && !strcmp(h->name, name))
            return twist_of_variant(claim, h->drop);
    return twist_of_variant(claim, name);
}

enum mc_verdict claim_expected(const struct claim *claim, int twist)
{
    return twist >= 1 && twist <= count_of(claim->controls) ? MC_REFUTED : claim->expected;
}

unsigned claim_needs(const struct claim *claim, int twist)
{
    const struct control *variant = claim_variant(claim, twist);
    const struct hypothesis *h;
    unsigned needs = claim->needs;

    for (h = claim->switches; variant && h && h->name; h++) {
        if (!h->drop || strcmp(h->drop, variant->id) != 0)
            continue;
        if (!strcmp(h->name, "nonzero"))
            needs &= ~(unsigned)NEEDS_NONZERO;
        if (!strcmp(h->name, "full-rank"))
            needs &= ~(unsigned)NEEDS_FULL_RANK;
        if (!strcmp(h->name, "square"))
            needs &= ~(unsigned)NEEDS_SQUARE;
    }
    return needs;
}

const char *hypothesis_kept(const struct claim *claim, const char *name)
{
    const struct hypothesis *h;

    for (h = claim->switches; h && h->name; h++)
        if (!strcmp(h->name, name))
            return h->by_type;
    return NULL;
}

const char *hypothesis_standing(const struct claim *claim, const struct hypothesis *h)
{
    if (!h->drop)
        return strncmp(h->by_type, "not dropped", 11) ? "by type" : "not dropped";
    return twist_of_variant(claim, h->drop) <= count_of(claim->controls)
               ? "necessary"
               : "not found necessary";
}
