// SPDX-License-Identifier: GPL-3.0-or-later
/* Inequalities, between numbers and between means. */
#include "claim/ledger.h"

/* The entry is open as it stands.  An infinite side is a bound that says nothing, or one that was
 * not computed: it neither proves nor refutes. */
static struct entry *compare(struct ledger *ledger, bool *finite, const char *what,
                             const arb_t lhs, const arb_t rhs)
{
    struct entry *e = ledger_append(ledger, what);

    arb_set(e->lhs, lhs);
    arb_set(e->rhs, rhs);
    e->exact = arb_is_exact(lhs) && arb_is_exact(rhs);
    *finite = arb_is_finite(lhs) && arb_is_finite(rhs);
    e->has_ratio = *finite && arb_is_positive(rhs);
    if (e->has_ratio)
        arb_div(e->ratio, lhs, rhs, FLINT_MAX(64, ledger->prec));
    return e;
}

void ledger_at_most(struct ledger *ledger, const char *what, const arb_t lhs, const arb_t rhs)
{
    bool finite;
    struct entry *e = compare(ledger, &finite, what, lhs, rhs);

    if (finite)
        e->state = arb_le(lhs, rhs)   ? ENTRY_HOLDS
                   : arb_gt(lhs, rhs) ? ENTRY_VIOLATED
                                      : ENTRY_OPEN;
}

void ledger_less(struct ledger *ledger, const char *what, const arb_t lhs, const arb_t rhs)
{
    bool finite;
    struct entry *e = compare(ledger, &finite, what, lhs, rhs);

    if (finite)
        e->state = arb_lt(lhs, rhs)   ? ENTRY_HOLDS
                   : arb_ge(lhs, rhs) ? ENTRY_VIOLATED
                                      : ENTRY_OPEN;
}

void ledger_mean_at_most(struct ledger *ledger, const char *what, const arb_t mean,
                         const arb_t range, slong n, slong log2_alpha, const arb_t rhs)
{
    arb_ptr bound = ledger_number(ledger);
    struct entry *e;
    bool finite;

    arb_const_log2(bound, ledger->prec);
    arb_mul_si(bound, bound, log2_alpha, ledger->prec);
    arb_div_si(bound, bound, 2 * n, ledger->prec);
    arb_sqrt(bound, bound, ledger->prec);
    arb_mul(bound, bound, range, ledger->prec);
    arb_add(bound, bound, mean, ledger->prec);
    e = compare(ledger, &finite, what, bound, rhs);
    e->statistical = true;
    e->state = finite && arb_le(bound, rhs) ? ENTRY_HOLDS : ENTRY_OPEN;
}

void ledger_share_above_half(struct ledger *ledger, const char *what, slong hits, slong n,
                             slong log2_alpha)
{
    arb_ptr tail = ledger_number(ledger), bound = ledger_number(ledger);
    struct entry *e;
    bool finite;
    fmpz_t term;
    slong k;

    fmpz_init(term);
    for (k = hits; k <= n; k++) {
        fmpz_bin_uiui(term, (ulong)n, (ulong)k);
        arb_add_fmpz(tail, tail, term, n + 64);
    }
    arb_mul_2exp_si(tail, tail, -n);
    arb_one(bound);
    arb_mul_2exp_si(bound, bound, -log2_alpha);
    e = compare(ledger, &finite, what, tail, bound);
    e->statistical = true;
    e->state = arb_le(tail, bound) ? ENTRY_HOLDS : ENTRY_OPEN;
    fmpz_clear(term);
}
