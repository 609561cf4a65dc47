// SPDX-License-Identifier: GPL-3.0-or-later
/* What claims measure and count: exponents, the bend of a segment, shares; hypotheses by name. */
#include <criterion/criterion.h>
#include <string.h>

#include "claim/ledger.h"
#include "claim/rate_fit.h"
#include "claim/segment_bend.h"

#define PREC 128

static bool near(const arb_t x, double y, double by)
{
    arb_t gap;
    bool out;

    arb_init(gap);
    arb_set_d(gap, y);
    arb_sub(gap, gap, x, PREC);
    arb_abs(gap, gap);
    out = arf_cmp_d(arb_midref(gap), by) <= 0;
    arb_clear(gap);
    return out;
}

Test(measure, finds_the_exponent_of_a_power_law_and_no_error)
{
    arb_ptr x = _arb_vec_init(5), y = _arb_vec_init(5);
    arb_t slope, error;
    slong i;

    arb_init(slope);
    arb_init(error);
    for (i = 0; i < 5; i++) {
        arb_set_si(x + i, i + 2);
        arb_rsqrt(y + i, x + i, PREC);
        arb_mul_ui(y + i, y + i, 7, PREC);
    }
    rate_fit(slope, error, x, y, 5, PREC);
    cr_expect(near(slope, -0.5, 0x1p-90) && near(error, 0, 0x1p-40));
    arb_mul_ui(y + 2, y + 2, 2, PREC);
    rate_fit(slope, error, x, y, 5, PREC);
    cr_expect(!near(error, 0, 0.1));
    _arb_vec_clear(x, 5);
    _arb_vec_clear(y, 5);
    arb_clear(slope);
    arb_clear(error);
}

/* y = 1, 2^k, 1/4 at x = 1, 2, 4: the slope is -1, the error 0 at k = -1 and 1.15 at k = -3. */
Test(measure, takes_a_poor_fit_for_no_proof_of_an_exponent)
{
    static const struct {
        slong k, errors;
        enum entry_state state;
    } rows[] = {{-1, 2, ENTRY_HOLDS}, {-1, -2, ENTRY_HOLDS},
                {-3, 2, ENTRY_VIOLATED}, {-3, -2, ENTRY_HOLDS}};
    arb_ptr x = _arb_vec_init(3), y = _arb_vec_init(3);
    size_t i;

    for (i = 0; i < 3; i++) {
        arb_set_si(x + i, 1 << i);
        arb_one(y + i);
    }
    arb_mul_2exp_si(y + 2, y + 2, -2);
    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct ledger ledger = {.prec = PREC};

        arb_one(y + 1);
        arb_mul_2exp_si(y + 1, y + 1, rows[i].k);
        ledger_rate(&ledger, "exponent", x, y, 3, -1, rows[i].errors);
        cr_assert(ledger.count >= 1);
        cr_expect(ledger.entries[ledger.count - 1].state == rows[i].state, "row %zu", i);
        ledger_clear(&ledger);
    }
    _arb_vec_clear(x, 3);
    _arb_vec_clear(y, 3);
}

/* Of ||X - C||_F^2 / 2 the bend is ||D||_F^2 / 2 = 15, and its bound by N pieces 15 + 15/N, but
 * for the balls' widths. */
Test(measure, bounds_how_much_a_quadratic_bends_from_above_and_closely)
{
    const struct objective *f = objective_find("half-square");
    arb_mat_t X, Y, C;
    const struct objective_data data = {.target = C};
    arb_t bend;
    slong i, pieces;

    arb_init(bend);
    arb_mat_init(X, 2, 2);
    arb_mat_init(Y, 2, 2);
    arb_mat_init(C, 2, 2);
    for (i = 0; i < 4; i++)
        arb_set_si(arb_mat_entry(Y, i / 2, i % 2), i + 1);   /* ||D||_F^2 = 30 */
    for (pieces = 1; pieces <= 64; pieces *= 4) {
        segment_bend(bend, f, &data, X, Y, pieces, PREC);
        cr_expect(arf_cmp_d(arb_midref(bend), 15 + 15.0 / (double)pieces) >= 0 &&
                      arf_cmp_d(arb_midref(bend), 15 + 16.0 / (double)pieces) <= 0,
                  "%ld pieces", (long)pieces);
    }
    arb_mat_clear(X);
    arb_mat_clear(Y);
    arb_mat_clear(C);
    arb_clear(bend);
}

/* F(X + D) - F(X) - <grad F(X), D> <= bend, for objectives without a constant. */
Test(measure, bounds_what_taylor_leaves_of_a_quartic)
{
    const struct objective *f = objective_find("quartic");
    arb_mat_t X, Y, C, G, D;
    const struct objective_data data = {.target = C};
    arb_t bend, rest, term;

    arb_init(bend);
    arb_init(rest);
    arb_init(term);
    arb_mat_init(X, 1, 2);
    arb_mat_init(Y, 1, 2);
    arb_mat_init(C, 1, 2);
    arb_mat_init(G, 1, 2);
    arb_mat_init(D, 1, 2);
    arb_set_si(arb_mat_entry(X, 0, 0), 3);
    arb_set_si(arb_mat_entry(Y, 0, 1), -2);
    segment_bend(bend, f, &data, X, Y, 32, PREC);
    f->value(rest, &data, Y, PREC);
    f->value(term, &data, X, PREC);
    arb_sub(rest, rest, term, PREC);
    f->gradient(G, &data, X, PREC);
    arb_mat_sub(D, Y, X, PREC);
    arb_mul(term, arb_mat_entry(G, 0, 0), arb_mat_entry(D, 0, 0), PREC);
    arb_addmul(term, arb_mat_entry(G, 0, 1), arb_mat_entry(D, 0, 1), PREC);
    arb_sub(rest, rest, term, PREC);
    cr_expect(arb_le(rest, bend) && arb_is_finite(bend));
    segment_bend(bend, f, &data, X, X, 4, PREC);
    cr_expect(near(bend, 0, 0x1p-60));
    arb_mat_clear(X);
    arb_mat_clear(Y);
    arb_mat_clear(C);
    arb_mat_clear(G);
    arb_mat_clear(D);
    arb_clear(bend);
    arb_clear(rest);
    arb_clear(term);
}

/* P(Bin(10, 1/2) >= 9) = 11/1024, between 2^-7 and 2^-6; of 10 in 10 it is 2^-10 exactly. */
Test(measure, accepts_a_share_just_where_the_binomial_tail_allows_it)
{
    static const struct row {
        slong hits, log2_alpha;
        bool holds;
    } rows[] = {{9, 6, true}, {9, 7, false}, {10, 10, true}, {10, 11, false}, {0, 1, false}};
    size_t i;

    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct ledger ledger = {.prec = PREC};

        ledger_share_above_half(&ledger, "share", rows[i].hits, 10, rows[i].log2_alpha);
        cr_assert(ledger.count == 1 && ledger.entries[0].statistical);
        cr_expect((ledger.entries[0].state == ENTRY_HOLDS) == rows[i].holds, "row %zu", i);
        cr_expect(ledger.entries[0].state != ENTRY_VIOLATED, "row %zu", i);
        ledger_clear(&ledger);
    }
}

static const struct control controls[] = {{"any-rank", "c"}, {"other", "o"}, {NULL, NULL}};
static const struct control relaxed[] = {{"far", "r"}, {NULL, NULL}};
static const struct hypothesis switches[] = {
    {"full-rank", "any-rank", NULL},
    {"near-by", "far", NULL},
    {"real", NULL, "type"},
    {"slow", NULL, "not dropped: nothing was tried"},
    {NULL, NULL, NULL},
};

Test(measure, drops_a_hypothesis_by_its_name_and_its_need_with_it)
{
    const struct claim claim = {.controls = controls, .relaxed = relaxed, .switches = switches,
                                .expected = MC_PROVED,
                                .needs = NEEDS_FULL_RANK | NEEDS_SQUARE};

    cr_expect(claim_twist(&claim, "full-rank") == 1 && claim_twist(&claim, "any-rank") == 1);
    cr_expect(claim_twist(&claim, "near-by") == 3 && claim_twist(&claim, "far") == 3);
    cr_expect(claim_twist(&claim, "real") == 0 && claim_twist(&claim, "nothing") == 0);
    cr_expect(claim_needs(&claim, 0) == claim.needs && claim_needs(&claim, 2) == claim.needs);
    cr_expect(claim_needs(&claim, 1) == NEEDS_SQUARE);
    cr_expect(claim_expected(&claim, 1) == MC_REFUTED && claim_expected(&claim, 3) == MC_PROVED);
    cr_expect(!strcmp(hypothesis_kept(&claim, "real"), "type") &&
              !hypothesis_kept(&claim, "near-by") && !hypothesis_kept(&claim, "nothing"));
    cr_expect(!claim_variant(&claim, 0) && !claim_variant(&claim, 4));
    cr_expect(!strcmp(hypothesis_standing(&claim, &switches[0]), "necessary"));
    cr_expect(!strcmp(hypothesis_standing(&claim, &switches[1]), "not found necessary"));
    cr_expect(!strcmp(hypothesis_standing(&claim, &switches[2]), "by type"));
    cr_expect(!strcmp(hypothesis_standing(&claim, &switches[3]), "not dropped"));
}
