// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  The table of Polar Express is made by the greedy recipe for quintics on [1/1000, 1]
 * with cushion 0.02407327424182761: rows 1 to 6 and 8 to 13 decimals (they have 16), row 7 to
 * 10 decimals, not to 11. The table of CANS is the same recipe without cushion, to all its four
 * decimals.
 *
 * Why it matters.  Who wants another interval can make the table, and who trusts the published
 * one knows what for. Row 7 is for [1 - 0.0012, 1 + 0.0012], where an exchange in double
 * precision loses half its digits.
 *
 * Method.  mc_recipe_table at 256 bits; |published - made| at most half a unit of the decimal
 * named.
 *
 * Control.  Row 7 to 11 decimals; a recipe without cushion; another interval.
 *
 * Not claimed.  Anything about bfloat16.
 *
 * Reference.  arXiv:2505.16932; arXiv:2506.10935; catalogue 3.14.
 */
#include "claim/claim.h"
#include "muoncheck/number.h"
#include "muoncheck/prover.h"

enum { ROW_7 = 1, NO_CUSHION, ANOTHER, BITS = 256 };

/* |made - published| <= 10^-decimals / 2, coefficient by coefficient. */
static void check_row(struct ledger *ledger, const char *what, const fmpq_poly_t made,
                      const fmpq_poly_t published, slong decimals, slong prec)
{
    fmpq_t a, b;
    slong j;

    fmpq_init(a);
    fmpq_init(b);
    for (j = 1; j <= 5; j += 2) {
        arb_ptr gap = ledger_number(ledger), unit = ledger_number(ledger);

        fmpq_poly_get_coeff_fmpq(a, made, j);
        fmpq_poly_get_coeff_fmpq(b, published, j);
        fmpq_sub(a, a, b);
        fmpq_abs(a, a);
        mc_rational_enclose(gap, a, prec);
        arb_set_ui(unit, 10);
        arb_pow_ui(unit, unit, (ulong)decimals, prec);
        arb_inv(unit, unit, prec);
        arb_mul_2exp_si(unit, unit, -1);
        ledger_at_most(ledger, what, gap, unit);
    }
    fmpq_clear(a);
    fmpq_clear(b);
}

static enum mc_status check_table(struct ledger *ledger, const char *id,
                                  const struct mc_recipe *recipe, const slong *decimals,
                                  slong prec)
{
    struct mc_table published, made;
    enum mc_status status;
    slong k;

    mc_table_init(&published);
    mc_table_init(&made);
    status = mc_table_read(&published, id, NULL);
    if (status == MC_OK)
        status = mc_recipe_table(&made, NULL, recipe, BITS);
    for (k = 0; k < recipe->steps && status == MC_OK; k++)
        check_row(ledger, id, made.rows + k, published.rows + k, decimals[k], prec);
    mc_table_clear(&published);
    mc_table_clear(&made);
    return status;
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    static const slong cans[] = {4, 4, 4, 4, 4};
    slong express[] = {13, 13, 13, 13, 13, 13, twist == ROW_7 ? 11 : 10, 13};
    struct mc_recipe recipe;
    enum mc_status status;

    mc_recipe_init(&recipe);
    recipe.q = 3;
    recipe.steps = 8;
    fmpq_set_si(recipe.on.lo, 1, 1000);
    fmpq_one(recipe.on.hi);
    status = mc_rational_parse(recipe.cushion,
                               twist == NO_CUSHION ? "0" : "0.02407327424182761", NULL);
    if (status == MC_OK)
        status = check_table(ledger, "polar-express", &recipe, express, prec);
    recipe.steps = 5;
    fmpq_zero(recipe.cushion);
    fmpq_set_si(recipe.on.lo, 1, twist == ANOTHER ? 500 : 1000);
    if (status == MC_OK)
        status = check_table(ledger, "cans", &recipe, cans, prec);
    mc_recipe_clear(&recipe);
    return status;
}

static const struct control controls[] = {
    {"row-7", "row 7 to 11 decimals too"},
    {"no-cushion", "Polar Express without cushion"},
    {"another-interval", "CANS for [1/500, 1]"},
    {0},
};

static const struct hypothesis switches[] = {
    {"as-published", NULL, "the claim is about these very tables"},
    {0},
};

static const char *const quick[] = {
    "diagonal:m=2,n=2,spectrum=[1,1/1000]",
    NULL,
};

const struct claim claim_polar_express_recipe = {
    .id = "polar-express-recipe",
    .number = "3.14",
    .title = "The Polar Express and CANS tables are greedy best compositions, to the digits "
             "that their authors had",
    .paper = "arXiv:2505.16932",
    .source = "section 4, coefficients as shipped; arXiv:2506.10935, table for Muon",
    .statement = "Rows 1 to 6 and 8 of Polar Express are those of the recipe (degree 5, "
                 "[1/1000, 1], cushion 0.02407327424182761) to 13 decimals, row 7 to 10 and "
                 "no more; CANS is the recipe without cushion to its 4 decimals.",
    .hypotheses = "coefficients as published",
    .switches = switches,
    .method = "the exchange at 256 bits, coefficient by coefficient",
    .kind = CLAIM_INEQUALITY,
    .expected = MC_PROVED,
    .tight = true,
    .controls = controls,
    .quick = quick,
    .evaluate = evaluate,
};
