// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  With s_1 = 1, one step f has f(s_i)/max f >= (1/d) s_i, max over [0, 1], with d =
 * 1.7153 for keller, 193.1 for the best quintic of [1/1000, 1], 8.2426 for the first row of
 * Polar Express with its cushion, 1 for Newton-Schulz of degree 3 and 5, QDWH and optimally
 * scaled Newton.
 *
 * Why it matters.  Backward stability of an iteration needs this d to be small (the backward
 * error is about d u); a cushion in the table buys it.
 *
 * Method.  Maxima as exact images; f(s_i) in balls. Sharp at s = 1 (keller) and s = 0.8258
 * (Polar Express).
 *
 * Control.  d smaller by one per cent in each case.
 *
 * Not claimed.  That each step is computed mixed-stably, the other hypothesis of the theorem,
 * which needs QR in QDWH.
 *
 * Reference.  Nakatsukasa and Higham 2012; constants of catalogue 3.29, recomputed: 193 there
 * is 192.99.
 */
#include "claim/claim.h"
#include "muoncheck/iteration.h"
#include "muoncheck/number.h"
#include "muoncheck/prover.h"

enum { KELLER = 1, CUSHIONED, UNCUSHIONED, BITS = 128 };

/* d f(w) >= max f w with the exact maximum on [0, 1]. */
static enum mc_status check_row(struct ledger *ledger, const char *what, const fmpq_poly_t f,
                                const char *constant, arb_srcptr w, slong count, slong prec)
{
    struct mc_interval on;
    struct mc_image image;
    enum mc_status status;
    fmpq_t d;
    slong i, j;

    fmpq_init(d);
    mc_interval_init(&on);
    mc_image_init(&image);
    fmpq_one(on.hi);
    status = mc_image_of(&image, f, &on, BITS);
    if (status == MC_OK)
        status = mc_rational_parse(d, constant, NULL);
    for (i = 0; i < count && status == MC_OK; i++) {
        arb_ptr lhs = ledger_number(ledger), rhs = ledger_number(ledger);
        arb_ptr c = ledger_number(ledger);

        mc_rational_enclose(lhs, image.max.value.hi, prec);
        arb_mul(lhs, lhs, w + i, prec);
        for (j = fmpq_poly_degree(f); j >= 0; j--) {
            fmpq_t term;

            fmpq_init(term);
            fmpq_poly_get_coeff_fmpq(term, f, j);
            mc_rational_enclose(c, term, prec);
            arb_mul(rhs, rhs, w + i, prec);
            arb_add(rhs, rhs, c, prec);
            fmpq_clear(term);
        }
        mc_rational_enclose(c, d, prec);
        arb_mul(rhs, rhs, c, prec);
        ledger_at_most(ledger, what, lhs, rhs);
    }
    fmpq_clear(d);
    mc_interval_clear(&on);
    mc_image_clear(&image);
    return status;
}

static enum mc_status check_tables(struct ledger *ledger, arb_srcptr w, slong count, int twist,
                                   slong prec)
{
    struct mc_table keller, express, best;
    struct mc_recipe recipe;
    enum mc_status status;

    mc_table_init(&keller);
    mc_table_init(&express);
    mc_table_init(&best);
    mc_recipe_init(&recipe);
    recipe.q = 3;
    recipe.steps = 1;
    fmpq_set_si(recipe.on.lo, 1, 1000);
    fmpq_one(recipe.on.hi);
    status = mc_table_read(&keller, "keller", NULL);
    if (status == MC_OK)
        status = mc_table_read(&express, "polar-express", NULL);
    if (status == MC_OK)
        status = mc_recipe_table(&best, NULL, &recipe, BITS);
    if (status == MC_OK)
        status = check_row(ledger, "keller", keller.rows, twist == KELLER ? "1.7" : "1.7153", w,
                           count, prec);
    if (status == MC_OK)
        status = check_row(ledger, "polar-express", express.rows,
                           twist == CUSHIONED ? "8.2" : "8.2426", w, count, prec);
    if (status == MC_OK)
        status = check_row(ledger, "without cushion", best.rows,
                           twist == UNCUSHIONED ? "190" : "193.1", w, count, prec);
    mc_table_clear(&keller);
    mc_table_clear(&express);
    mc_table_clear(&best);
    mc_recipe_clear(&recipe);
    return status;
}

/* f(w) > w, f(1) = max f = 1, or of scaled Newton f(w) >= f(1) w with max f = f(1) = f(l). */
static enum mc_status check_even(struct ledger *ledger, const char *id, arb_srcptr w,
                                 slong count, slong prec)
{
    const struct mc_iteration *iteration = mc_iteration_find(id);
    struct mc_arithmetic balls = mc_arithmetic_ball(prec);
    arb_mat_struct *D = ledger_matrix(ledger, count, count);
    enum mc_status status;
    struct mc_state state;
    fmpq_t lo, hi;
    arf_t end;
    slong i;

    fmpq_init(lo), fmpq_init(hi), arf_init(end);
    for (i = 0; i < count; i++)
        arb_set(arb_mat_entry(D, i, i), w + i);
    arb_get_lbound_arf(end, w + count - 1, 24);
    arf_get_fmpq(lo, end);
    fmpq_one(hi);
    mc_state_init(&state);
    mc_state_start_scaled(&state, iteration, 0, D, &balls);
    if (iteration->bounded)
        mc_state_bound(&state, lo, hi);
    status = iteration->step(&state);
    for (i = 1; i < count && status == MC_OK; i++) {
        arb_ptr lhs = ledger_number(ledger), rhs = ledger_number(ledger);

        if (arb_contains_si(w + i, 1))    /* as large as the first */
            continue;
        arb_one(lhs);
        mc_state_map(lhs, lhs, &state, prec);
        arb_mul(lhs, lhs, w + i, prec);
        mc_state_map(rhs, w + i, &state, prec);
        ledger_less(ledger, id, lhs, rhs);
    }
    mc_state_clear(&state);
    fmpq_clear(lo), fmpq_clear(hi), arf_clear(end);
    return status;
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    static const char *const even[] = {"newton-schulz-3", "newton-schulz-5", "qdwh",
                                       "newton-byers-xu"};
    const struct mc_svd *svd = instance_svd(x, prec);
    enum mc_status status = MC_OK;
    arb_ptr w;
    size_t k;

    if (!svd || svd->rank_lo < svd->values)
        return MC_NOT_DECIDED;
    w = _arb_vec_init(svd->values);
    _arb_vec_scalar_div(w, svd->sigma, svd->values, svd->sigma, prec);
    status = check_tables(ledger, w, svd->values, twist, prec);
    for (k = 0; k < sizeof even / sizeof *even && status == MC_OK; k++)
        status = check_even(ledger, even[k], w, svd->values, prec);
    _arb_vec_clear(w, svd->values);
    return status;
}

static const struct control controls[] = {
    {"keller", "d = 1.7 for keller"},
    {"cushioned", "d = 8.2 for the first row of Polar Express"},
    {"uncushioned", "d = 190 without cushion"},
    {0},
};

static const struct hypothesis switches[] = {
    {"exact-arithmetic", NULL, "the claim is about the maps"},
    {"one-step-from-one", NULL, "of the claim: s_1 = 1 is the scale of the maps"},
    {0},
};

static const char *const quick[] = {
    "diagonal:m=3,n=3,spectrum=[1,8258/10000,1/3]",
    "diagonal:m=3,n=3,spectrum=[1,82/100,1/1000]",
    "diagonal:m=3,n=3,spectrum=[2,1,1/8]",
    "rational-svd:m=5,n=4,seed=1,spectrum=[2,1,1,1/3]",
    "gaussian:m=4,n=6,seed=3",
    "prescribed:m=6,n=5,seed=1,spectrum=geometric,cond=1e4",
    NULL,
};

static const char *const full[] = {
    "gaussian:m=9,n=12,seed=5",
    NULL,
};

const struct claim claim_step_growth_constants = {
    .id = "step-growth-constants",
    .number = "3.29",
    .title = "How unevenly one step grows singular values: the constants of backward "
             "stability",
    .paper = "Nakatsukasa-Higham-2012",
    .source = "Nakatsukasa and Higham 2012, theorem 4.1, hypothesis (4.2)",
    .statement = "f(s_i)/max f >= (1/d) s_i/s_1 on [0, s_1] = [0, 1] with d = 1.7153 "
                 "(keller), 193.1 (the best quintic for [1/1000, 1]), 8.2426 (the first row "
                 "of Polar Express), 1 (cubic and quintic Newton-Schulz, QDWH, optimally "
                 "scaled Newton).",
    .hypotheses = "exact arithmetic; one step on singular values scaled to s_1 = 1",
    .switches = switches,
    .method = "exact images for max f, singular values in balls",
    .kind = CLAIM_INEQUALITY,
    .expected = MC_PROVED,
    .tight = true,
    .controls = controls,
    .quick = quick,
    .full = full,
    .evaluate = evaluate,
};
