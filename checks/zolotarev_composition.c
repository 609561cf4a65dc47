// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  Zolotarev's functions of type (2r + 1, 2r) for [l, 1], scaled to 1 at 1:
 * Z_(2r+1)(Z_(2s+1)(x; l); l_1) = Z_((2r+1)(2s+1))(x; l), l_1 = Z_(2s+1)(l; l); Z_(2s+1) takes
 * [l, 1] into [l_1, 1]; Z_3(l; l) is the l+ of QDWH. With r = 8 two compositions from l =
 * 10^-16 come within 10^-15 of 1, with r = 7 they do not.
 *
 * Why it matters.  It is why Zolo-pd ends in two steps in double precision, and why QDWH is its
 * smallest case.
 *
 * Method.  x and l are the singular values over the largest; constants by theta functions in
 * balls of rising precision; (r, s) = (1, 1), (2, 1), (1, 2); l+ of QDWH from its closed form.
 *
 * Control.  The outer function for the old l; r = 7; a wrong index.
 *
 * Not claimed.  Stability of the partial fractions in floating point.
 *
 * Reference.  Nakatsukasa and Freund 2016, theorem 3.1; catalogue 3.20.
 */
#include "claim/claim.h"
#include "iteration/zolotarev.h"

enum { SAME_END = 1, SEVEN, INDEX };

/* out = x prod (x^2 + c_2j) / (x^2 + c_(2j-1)), unscaled */
static void unscaled(arb_t out, const arb_t x, arb_srcptr c, slong r, slong prec)
{
    arb_t square, factor;
    slong j;

    arb_init(square);
    arb_init(factor);
    arb_sqr(square, x, prec);
    arb_set(out, x);
    for (j = 0; j < r; j++) {
        arb_add(factor, square, c + 2 * j + 1, prec);
        arb_mul(out, out, factor, prec);
        arb_add(factor, square, c + 2 * j, prec);
        arb_div(out, out, factor, prec);
    }
    arb_clear(square);
    arb_clear(factor);
}

/* out = Z_(2r+1)(x; l); out may be x or l. */
static void zolotarev(arb_t out, const arb_t x, const arb_t l, slong r, slong prec)
{
    arb_ptr c = _arb_vec_init(2 * r);
    arb_t top, bottom;

    arb_init(top);
    arb_init(bottom);
    zolotarev_constants(c, r, l, prec);
    unscaled(top, x, c, r, prec);
    arb_one(bottom);
    unscaled(bottom, bottom, c, r, prec);
    arb_div(out, top, bottom, prec);
    _arb_vec_clear(c, 2 * r);
    arb_clear(top);
    arb_clear(bottom);
}

static void check_composition(struct ledger *ledger, const arb_t x, const arb_t l, slong r,
                              slong s, int twist, slong prec)
{
    slong whole = ((2 * r + 1) * (2 * s + 1) - 1) / 2 - (twist == INDEX);
    arb_ptr inner = ledger_number(ledger), end = ledger_number(ledger);
    arb_ptr outer = ledger_number(ledger), direct = ledger_number(ledger);

    zolotarev(inner, x, l, s, prec);
    zolotarev(end, l, l, s, prec);
    zolotarev(outer, inner, twist == SAME_END ? l : end, r, prec);
    zolotarev(direct, x, l, whole, prec);
    ledger_equal(ledger, "composition", outer, direct);
}

/* out = l+ = l (a + b l^2) / (1 + c l^2) of QDWH */
static void qdwh_image(arb_t out, const arb_t l, slong prec)
{
    arb_t square, d, root, a, b, c;

    arb_init(square), arb_init(d), arb_init(root), arb_init(a), arb_init(b), arb_init(c);
    arb_sqr(square, l, prec);
    arb_sub_ui(d, square, 1, prec);
    arb_mul_si(d, d, -4, prec);
    arb_div(d, d, square, prec);
    arb_div(d, d, square, prec);
    arb_root_ui(d, d, 3, prec);
    arb_add_ui(root, d, 1, prec);
    arb_sqrt(root, root, prec);
    arb_sub_ui(a, square, 2, prec);
    arb_mul_si(a, a, -8, prec);
    arb_div(a, a, square, prec);
    arb_div(a, a, root, prec);
    arb_submul_ui(a, d, 4, prec);
    arb_add_ui(a, a, 8, prec);
    arb_sqrt(a, a, prec);
    arb_mul_2exp_si(a, a, -1);
    arb_add(a, a, root, prec);
    arb_sub_ui(b, a, 1, prec);
    arb_sqr(b, b, prec);
    arb_mul_2exp_si(b, b, -2);
    arb_add(c, a, b, prec);
    arb_sub_ui(c, c, 1, prec);
    arb_mul(c, c, square, prec);
    arb_add_ui(c, c, 1, prec);
    arb_addmul(a, b, square, prec);
    arb_mul(out, a, l, prec);
    arb_div(out, out, c, prec);
    arb_clear(square), arb_clear(d), arb_clear(root), arb_clear(a), arb_clear(b), arb_clear(c);
}

/* 1 - l after two steps from 10^-16 */
static arb_ptr gap_after_two(struct ledger *ledger, slong r, slong prec)
{
    arb_ptr l = ledger_number(ledger);

    arb_set_ui(l, 10);
    arb_pow_ui(l, l, 16, prec);
    arb_inv(l, l, prec);
    zolotarev(l, l, l, r, prec);
    zolotarev(l, l, l, r, prec);
    arb_sub_ui(l, l, 1, prec);
    arb_neg(l, l);
    return l;
}

static void check_counts(struct ledger *ledger, int twist, slong prec)
{
    arb_ptr goal = ledger_number(ledger);

    arb_set_ui(goal, 10);
    arb_pow_ui(goal, goal, 15, prec);
    arb_inv(goal, goal, prec);
    ledger_at_most(ledger, "two steps",
                   gap_after_two(ledger, twist == SEVEN ? 7 : 8, prec), goal);
    ledger_less(ledger, "with r = 7", goal, gap_after_two(ledger, 7, prec));
}

static void check_range(struct ledger *ledger, const arb_t x, const arb_t l, slong prec)
{
    arb_ptr end = ledger_number(ledger), image = ledger_number(ledger);
    arb_ptr one = ledger_number(ledger);

    arb_one(one);
    zolotarev(end, l, l, 2, prec);
    zolotarev(image, x, l, 2, prec);
    ledger_less(ledger, "above l_1", end, image);
    ledger_less(ledger, "below 1", image, one);
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    static const slong pairs[][2] = {{1, 1}, {2, 1}, {1, 2}};
    const struct mc_svd *svd = instance_svd(x, prec);
    arb_ptr l = ledger_number(ledger), third = ledger_number(ledger);
    arb_ptr qdwh = ledger_number(ledger);
    slong i;
    size_t k;

    if (!svd || svd->rank_lo < svd->values)
        return MC_NOT_DECIDED;
    arb_div(l, svd->sigma + svd->values - 1, svd->sigma, prec);
    for (i = 1; i < svd->values; i++) {
        arb_ptr w = ledger_number(ledger);

        arb_div(w, svd->sigma + i, svd->sigma, prec);
        for (k = 0; k < sizeof pairs / sizeof *pairs; k++)
            check_composition(ledger, w, l, pairs[k][0], pairs[k][1], twist, prec);
        if (arb_gt(w, l) && !arb_contains_si(w, 1))
            check_range(ledger, w, l, prec);
    }
    zolotarev(third, l, l, 1, prec);
    qdwh_image(qdwh, l, prec);
    ledger_equal(ledger, "QDWH", third, qdwh);
    check_counts(ledger, twist, prec);
    return MC_OK;
}

static const struct control controls[] = {
    {"same-end", "the outer function for l instead of l_1"},
    {"seven", "r = 7 in two steps"},
    {"another-index", "Z_3(Z_5) = Z_13"},
    {0},
};

static const struct hypothesis switches[] = {
    {"inside-zero-one", NULL, "the modulus l needs 0 < l < 1"},
    {0},
};

static const char *const quick[] = {
    "diagonal:m=3,n=3,spectrum=[1,1/2,1/8]",
    "diagonal:m=4,n=4,spectrum=[1,1/10,1/1000,1/1000000]",
    "gaussian:m=4,n=6,seed=3",
    "rational-svd:m=5,n=4,seed=1,spectrum=[2,1,1,1/3]",
    NULL,
};

static const char *const full[] = {
    "gaussian:m=12,n=9,seed=5",
    NULL,
};

const struct claim claim_zolotarev_composition = {
    .id = "zolotarev-composition",
    .number = "3.20",
    .title = "Zolotarev functions compose to Zolotarev functions, and two of type (17, 16) "
             "do for condition 10^16",
    .paper = "Nakatsukasa-Freund-2016",
    .source = "theorem 3.1 and table 3.1; Akhiezer 1990",
    .statement = "Z_(2r+1)(Z_(2s+1)(x; l); l_1) = Z_((2r+1)(2s+1))(x; l) with l_1 = "
                 "Z_(2s+1)(l; l), both scaled to 1 at 1; Z maps [l, 1] into [l_1, 1]; Z_3 at "
                 "l is QDWH's l+. With r = 8, two steps from l = 10^-16 are within 10^-15 of "
                 "1, with r = 7 not.",
    .hypotheses = "0 < l < 1",
    .switches = switches,
    .method = "theta functions in balls at the spectrum of the instance, divided by its "
              "largest value",
    .kind = CLAIM_IDENTITY,
    .expected = MC_AGREES,
    .controls = controls,
    .quick = quick,
    .full = full,
    .evaluate = evaluate,
};
