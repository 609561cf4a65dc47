// SPDX-License-Identifier: GPL-3.0-or-later
/* What a claim wrote about one instance at one precision, decided entry by entry. */
#ifndef LEDGER_H
#define LEDGER_H

#include "claim/claim.h"

enum entry_state { ENTRY_OPEN = 0, ENTRY_HOLDS, ENTRY_VIOLATED };

struct entry {
    char *what;
    enum entry_state state;
    bool identity, exact;   /* exact: both sides are points                              */
    bool statistical;       /* holds by a confidence bound                               */
    slong digits;           /* an identity that holds: how many agree; WORD_MAX if exact */
    arb_t lhs, rhs;         /* for matrices, of the entry that differs most              */
    bool has_ratio;
    arb_t ratio;            /* lhs / rhs of an inequality with rhs > 0                   */
};

struct measure {
    char *what;
    arb_t value, error;
};

struct ledger {
    struct entry *entries;
    size_t count, room;
    struct measure *measures;
    size_t measure_count;
    struct loan *loans;     /* what ledger_number and ledger_matrix gave out             */
    slong digits, prec;     /* what identities are held to; the precision of the sides   */
};

/* A new entry, open, of which `what` is copied: for the files that decide. */
struct entry *ledger_append(struct ledger *ledger, const char *what);

void ledger_clear(struct ledger *ledger);

/* The first violated entry, or NULL. */
const struct entry *ledger_violation(const struct ledger *ledger);

/* One evaluation of the claim, or of its control `twist`, at one precision. */
MC_MUST_CHECK enum mc_status evaluate_at(struct ledger *ledger, const struct claim *claim,
                                         struct instance *x, int twist, slong digits,
                                         slong prec);

#endif
