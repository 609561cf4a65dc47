// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * One look at a claim, or at one of its controls, on an instance: how near each entry of the
 * ledger comes to being violated.
 */
#ifndef LOOK_H
#define LOOK_H

#include "claim/ledger.h"

/* The search's precision; what it finds is decided again, rigorously. */
enum { LOOK_BITS = 96 };

struct sight {
    char *what;
    /* > 0: violated by the midpoints.  lhs / rhs - 1 where both are positive, rhs / lhs - 1 where
     * both are negative, below -1 where lhs <= 0 <= rhs, nothing where both are 0; of an identity
     * only what is certain counts. */
    double excess;
    bool has_ratio, violated;     /* violated: for certain                                    */
    bool exact;                   /* both sides are numbers, not balls                        */
    bool open, identity;          /* open: neither holds nor is violated for certain          */
    arb_t ratio;
};

struct look {
    struct sight *items;
    size_t count;
};

/* Evaluates at `prec` on the instance that `text` names.  Errors: those of the claim. */
MC_MUST_CHECK enum mc_status look_at(struct look *out, const struct claim *claim, int twist,
                                     const char *text, slong digits, slong prec);
void look_clear(struct look *look);

/* The entry that `text` violates for certain, at precisions up to max_bits: heap, NULL if none;
 * *bits is the precision that showed it.  The precision rises while an identity is open, or the
 * midpoints of an inequality violate it by an excess that does not vanish with the rounding: of
 * an equality it does. */
char *look_violates(const struct claim *claim, int twist, const char *text, slong digits,
                    slong max_bits, slong *bits);

#endif
