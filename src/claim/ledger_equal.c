// SPDX-License-Identifier: GPL-3.0-or-later
/* Identities: both sides overlap, and differ by little. */
#include "claim/ledger.h"

/* floor(-log10(difference / scale)), from rigorous bounds; 0 when it says nothing, as for a scale
 * that is not certainly positive. */
static slong agreeing_digits(const arb_t difference, const arb_t scale)
{
    arb_t ratio, ten;
    arf_t bound;
    slong digits = 0;

    if (!arb_is_positive(scale))
        return 0;
    arb_init(ratio);
    arb_init(ten);
    arf_init(bound);
    arb_div(ratio, difference, scale, 2 * MAG_BITS);
    arb_abs(ratio, ratio);
    arb_get_ubound_arf(bound, ratio, 2 * MAG_BITS);
    if (arf_is_finite(bound) && arf_sgn(bound) > 0 && arf_cmp_2exp_si(bound, 0) < 0) {
        arb_set_arf(ratio, bound);
        arb_set_ui(ten, 10);
        arb_log(ratio, ratio, 2 * MAG_BITS);
        arb_log(ten, ten, 2 * MAG_BITS);
        arb_div(ratio, ratio, ten, 2 * MAG_BITS);
        arb_neg(ratio, ratio);
        arb_get_lbound_arf(bound, ratio, 2 * MAG_BITS);
        digits = arf_get_si(bound, ARF_RND_FLOOR);
    }
    arb_clear(ratio);
    arb_clear(ten);
    arf_clear(bound);
    return digits;
}

/* `difference` encloses lhs - rhs or its norm; `scale` what it is measured by. */
static void decide_equal(struct entry *e, struct ledger *ledger, const arb_t difference,
                         const arb_t scale)
{
    e->identity = true;
    e->exact = arb_is_zero(difference);
    e->digits = e->exact ? WORD_MAX : agreeing_digits(difference, scale);
    e->state = e->digits >= FLINT_MAX(1, ledger->digits) ? ENTRY_HOLDS : ENTRY_OPEN;
}

void ledger_equal_scaled(struct ledger *ledger, const char *what, const arb_t lhs,
                         const arb_t rhs, const arb_t scale)
{
    struct entry *e = ledger_append(ledger, what);
    arb_t difference;

    arb_init(difference);
    arb_set(e->lhs, lhs);
    arb_set(e->rhs, rhs);
    arb_sub(difference, lhs, rhs, ledger->prec);
    decide_equal(e, ledger, difference, scale);
    if (arb_is_finite(lhs) && arb_is_finite(rhs) && !arb_overlaps(lhs, rhs))
        e->state = ENTRY_VIOLATED;
    arb_clear(difference);
}

/* scale = a number certainly at most max(|a|, |b|). */
static void larger_side(arb_t scale, const arb_t a, const arb_t b, slong prec)
{
    arb_t other;

    arb_init(other);
    arb_abs(scale, a);
    arb_abs(other, b);
    arb_max(scale, scale, other, prec);
    arb_get_lbound_arf(arb_midref(scale), scale, prec);
    mag_zero(arb_radref(scale));
    arb_clear(other);
}

void ledger_equal(struct ledger *ledger, const char *what, const arb_t lhs, const arb_t rhs)
{
    arb_t scale;

    arb_init(scale);
    larger_side(scale, lhs, rhs, ledger->prec);
    ledger_equal_scaled(ledger, what, lhs, rhs, scale);
    arb_clear(scale);
}

/* The entry where the sides are furthest apart goes into the ledger for people to see. */
static void worst_entry(struct entry *e, const arb_mat_t lhs, const arb_mat_t rhs,
                        const arb_mat_t difference)
{
    slong i, j;
    int first = 1;
    arf_t worst;

    arf_init(worst);
    for (i = 0; i < arb_mat_nrows(lhs); i++)
        for (j = 0; j < arb_mat_ncols(lhs); j++) {
            arf_srcptr d = arb_midref(arb_mat_entry(difference, i, j));
            if (!first && arf_cmpabs(d, worst) <= 0)
                continue;
            first = 0;
            arf_set(worst, d);
            arb_set(e->lhs, arb_mat_entry(lhs, i, j));
            arb_set(e->rhs, arb_mat_entry(rhs, i, j));
        }
    arf_clear(worst);
}

void ledger_equal_matrix(struct ledger *ledger, const char *what, const arb_mat_t lhs,
                         const arb_mat_t rhs)
{
    struct entry *e = ledger_append(ledger, what);
    arb_mat_t difference;
    arb_t size, scale, other;

    if (arb_mat_nrows(lhs) != arb_mat_nrows(rhs) || arb_mat_ncols(lhs) != arb_mat_ncols(rhs))
        return;   /* open: matrices of two shapes are no statement */
    arb_mat_init(difference, arb_mat_nrows(lhs), arb_mat_ncols(lhs));
    arb_init(size);
    arb_init(scale);
    arb_init(other);
    arb_mat_sub(difference, lhs, rhs, ledger->prec);
    arb_mat_frobenius_norm(size, difference, ledger->prec);
    arb_mat_frobenius_norm(scale, lhs, ledger->prec);
    arb_mat_frobenius_norm(other, rhs, ledger->prec);
    larger_side(scale, scale, other, ledger->prec);
    worst_entry(e, lhs, rhs, difference);
    decide_equal(e, ledger, size, scale);
    if (arb_mat_is_finite(lhs) && arb_mat_is_finite(rhs) && !arb_mat_overlaps(lhs, rhs))
        e->state = ENTRY_VIOLATED;
    arb_mat_clear(difference);
    arb_clear(size);
    arb_clear(scale);
    arb_clear(other);
}
