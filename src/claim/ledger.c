// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdlib.h>
#include <string.h>

#include "claim/ledger.h"
#include "claim/loan.h"

static struct entry *append(struct ledger *ledger, const char *what)
{
    struct entry *e;

    if (ledger->count == ledger->room) {
        ledger->room = 2 * ledger->room + 16;
        ledger->entries = flint_realloc(ledger->entries, ledger->room * sizeof *e);
    }
    e = &ledger->entries[ledger->count++];
    *e = (struct entry){.what = strdup(what)};
    arb_init(e->lhs);
    arb_init(e->rhs);
    arb_init(e->ratio);
    return e;
}

void ledger_clear(struct ledger *ledger)
{
    size_t i;

    for (i = 0; i < ledger->count; i++) {
        free(ledger->entries[i].what);
        arb_clear(ledger->entries[i].lhs);
        arb_clear(ledger->entries[i].rhs);
        arb_clear(ledger->entries[i].ratio);
    }
    flint_free(ledger->entries);
    for (i = 0; i < ledger->measure_count; i++) {
        free(ledger->measures[i].what);
        arb_clear(ledger->measures[i].value);
        arb_clear(ledger->measures[i].error);
    }
    flint_free(ledger->measures);
    loans_return(ledger->loans);
    *ledger = (struct ledger){0};
}

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
    struct entry *e = append(ledger, what);
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
    struct entry *e = append(ledger, what);
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

/* The entry is open as it stands.  An infinite side is a bound that says nothing, or one that was
 * not computed: it neither proves nor refutes. */
static struct entry *compare(struct ledger *ledger, bool *finite, const char *what,
                             const arb_t lhs, const arb_t rhs)
{
    struct entry *e = append(ledger, what);

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

void ledger_measured(struct ledger *ledger, const char *what, const arb_t value,
                     const arb_t error)
{
    size_t bytes = (ledger->measure_count + 1) * sizeof(struct measure);
    struct measure *m;

    ledger->measures = flint_realloc(ledger->measures, bytes);
    m = &ledger->measures[ledger->measure_count++];
    m->what = strdup(what);
    arb_init(m->value);
    arb_init(m->error);
    arb_set(m->value, value);
    arb_set(m->error, error);
}

const struct entry *ledger_violation(const struct ledger *ledger)
{
    size_t i;

    for (i = 0; i < ledger->count; i++)
        if (ledger->entries[i].state == ENTRY_VIOLATED)
            return &ledger->entries[i];
    return NULL;
}

static bool meets(const struct mc_matrix *A, unsigned needs)
{
    bool exact = A->kind == MC_RATIONAL || A->kind == MC_DYADIC;
    slong rank = FLINT_MIN(A->rows, A->cols);

    if (needs & (NEEDS_NONZERO | NEEDS_FULL_RANK) && exact && mc_matrix_rank(&rank, A) != MC_OK)
        return false;
    return !((needs & NEEDS_NONZERO && rank == 0) ||
             (needs & NEEDS_FULL_RANK && rank < FLINT_MIN(A->rows, A->cols)) ||
             (needs & NEEDS_SQUARE && A->rows != A->cols));
}

enum mc_status evaluate_at(struct ledger *ledger, const struct claim *claim,
                           struct instance *x, int twist, slong digits, slong prec)
{
    ledger_clear(ledger);
    ledger->digits = digits;
    ledger->prec = prec;
    return meets(&x->parts[0], claim_needs(claim, twist))
               ? claim->evaluate(ledger, x, twist, prec)
               : MC_BAD_INPUT;
}
