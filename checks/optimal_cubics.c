// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  For 0 < l < u the best odd cubic on [l, u] is b (3 a x - (a x)^3)/2 with a =
 * sqrt(3/(u^2 + l u + l^2)), b = 4/(2 + l u (l + u) a^3), which is CANS' (6 e^2 x - 2 x^3)/(2
 * e^3 + l^2 u + l u^2), e = 1/a; it takes the values 1 - E, 1 + E, 1 - E at l, e, u, E = b - 1.
 * Composed greedily from [l, 1] it is within 10^-15 of 1 after 12 (l = 10^-3), 19 (10^-6) and
 * 43 (10^-16) steps, and growth of small values is 3 sqrt(3)/2 at most.
 *
 * Why it matters.  It is what two products a step can do at best.
 *
 * Method.  l and u are the ends of the instance's spectrum; both forms and the values in balls.
 * Three values of alternating sign prove optimality (de la Vallee-Poussin). Counts by the
 * recurrence.
 *
 * Control.  A closed form without the product l u; one step fewer.
 *
 * Not claimed.  That greedy composition is optimal (catalogue 3.12).
 *
 * Reference.  arXiv:2505.16932, theorem 3.1; arXiv:2506.10935, proposition 2; catalogue 3.10
 * and 3.16.
 */
#include "claim/claim.h"

enum { WITHOUT_PRODUCT = 1, FEWER };

struct cubic {
    arb_ptr a, b, e, error;
};

static void set_cubic(struct cubic *c, struct ledger *ledger, const arb_t l, const arb_t u,
                      int twist, slong prec)
{
    arb_ptr t = ledger_number(ledger);

    *c = (struct cubic){ledger_number(ledger), ledger_number(ledger), ledger_number(ledger),
                        ledger_number(ledger)};
    arb_sqr(c->e, u, prec);
    arb_addmul(c->e, l, l, prec);
    if (twist != WITHOUT_PRODUCT)
        arb_addmul(c->e, l, u, prec);
    arb_div_ui(c->e, c->e, 3, prec);
    arb_sqrt(c->e, c->e, prec);
    arb_inv(c->a, c->e, prec);
    arb_add(t, l, u, prec);
    arb_mul(t, t, l, prec);
    arb_mul(t, t, u, prec);
    arb_pow_ui(c->b, c->a, 3, prec);
    arb_mul(t, t, c->b, prec);
    arb_add_ui(t, t, 2, prec);
    arb_ui_div(c->b, 4, t, prec);
    arb_sub_ui(c->error, c->b, 1, prec);
}

/* b (3 a x - (a x)^3) / 2 */
static arb_ptr value(struct ledger *ledger, const struct cubic *c, const arb_t x, slong prec)
{
    arb_ptr out = ledger_number(ledger), cube = ledger_number(ledger);

    arb_mul(out, c->a, x, prec);
    arb_pow_ui(cube, out, 3, prec);
    arb_mul_ui(out, out, 3, prec);
    arb_sub(out, out, cube, prec);
    arb_mul(out, out, c->b, prec);
    arb_mul_2exp_si(out, out, -1);
    return out;
}

/* (6 e^2 x - 2 x^3) / (2 e^3 + l^2 u + l u^2) */
static arb_ptr other_form(struct ledger *ledger, const arb_t e, const arb_t l, const arb_t u,
                          const arb_t x, slong prec)
{
    arb_ptr out = ledger_number(ledger), below = ledger_number(ledger);
    arb_ptr t = ledger_number(ledger);

    arb_add(below, l, u, prec);
    arb_mul(below, below, l, prec);
    arb_mul(below, below, u, prec);
    arb_pow_ui(t, e, 3, prec);
    arb_addmul_ui(below, t, 2, prec);
    arb_sqr(out, e, prec);
    arb_mul_ui(out, out, 3, prec);
    arb_sqr(t, x, prec);
    arb_sub(out, out, t, prec);
    arb_mul(out, out, x, prec);
    arb_mul_2exp_si(out, out, 1);
    arb_div(out, out, below, prec);
    return out;
}

static void check_forms(struct ledger *ledger, const struct mc_svd *svd, int twist, slong prec)
{
    arb_srcptr u = svd->sigma, l = svd->sigma + svd->values - 1;
    arb_ptr low = ledger_number(ledger), high = ledger_number(ledger);
    struct cubic c;
    slong i;

    set_cubic(&c, ledger, l, u, twist, prec);
    for (i = 0; i < svd->values; i++)
        ledger_equal(ledger, "both forms", value(ledger, &c, svd->sigma + i, prec),
                     other_form(ledger, c.e, l, u, svd->sigma + i, prec));
    arb_sub_ui(low, c.b, 2, prec);
    arb_neg(low, low);
    arb_set(high, c.b);
    ledger_equal(ledger, "value at l", value(ledger, &c, l, prec), low);
    ledger_equal(ledger, "value at e", value(ledger, &c, c.e, prec), high);
    ledger_equal(ledger, "value at u", value(ledger, &c, u, prec), low);
}

/* E after `steps` best cubics from [10^-k, 1]. */
static arb_ptr error_after(struct ledger *ledger, slong k, slong steps, slong prec)
{
    arb_ptr l = ledger_number(ledger), u = ledger_number(ledger);
    struct cubic c = {0};

    arb_set_ui(l, 10);
    arb_pow_ui(l, l, (ulong)k, prec);
    arb_inv(l, l, prec);
    arb_one(u);
    for (; steps > 0; steps--) {
        set_cubic(&c, ledger, l, u, 0, prec);
        arb_sub_ui(l, c.error, 1, prec);
        arb_neg(l, l);
        arb_add_ui(u, c.error, 1, prec);
    }
    return c.error;
}

static void check_counts(struct ledger *ledger, int twist, slong prec)
{
    static const slong rows[][2] = {{3, 12}, {6, 19}, {16, 43}};
    arb_ptr goal = ledger_number(ledger);
    size_t i;

    arb_set_ui(goal, 10);
    arb_pow_ui(goal, goal, 15, prec);
    arb_inv(goal, goal, prec);
    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        slong steps = rows[i][1] - (twist == FEWER);

        ledger_at_most(ledger, "the steps named", error_after(ledger, rows[i][0], steps, prec),
                       goal);
        ledger_less(ledger, "one step fewer", goal,
                    error_after(ledger, rows[i][0], steps - 1, prec));
    }
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    const struct mc_svd *svd = instance_svd(x, prec);

    if (!svd || svd->rank_lo < svd->values)
        return MC_NOT_DECIDED;
    check_forms(ledger, svd, twist, prec);
    check_counts(ledger, twist, prec);
    return MC_OK;
}

static const struct control controls[] = {
    {"without-product", "a = sqrt(3/(u^2 + l^2))"},
    {"one-step-fewer", "11, 18, 42 steps"},
    {0},
};

static const struct hypothesis switches[] = {
    {"ordered-interval", NULL, "[l, u] needs 0 < l < u"},
    {0},
};

static const char *const quick[] = {
    "diagonal:m=3,n=3,spectrum=[2,1,1/8]",
    "rational-svd:m=5,n=4,seed=1,spectrum=[2,1,1,1/3]",
    "gaussian:m=4,n=6,seed=3",
    "prescribed:m=6,n=5,seed=1,spectrum=geometric,cond=1e4",
    "diagonal:m=2,n=2,spectrum=[1,1/1000]",
    NULL,
};

static const char *const full[] = {
    "gaussian:m=12,n=9,seed=5",
    NULL,
};

const struct claim claim_optimal_cubics = {
    .id = "optimal-cubics",
    .number = "3.16",
    .title = "Best odd cubics: the closed forms of Polar Express and CANS are one, and what "
             "compositions reach",
    .paper = "arXiv:2506.10935",
    .source = "Proposition 2 of CANS; Theorem 3.1 and appendix A of Polar Express, "
              "arXiv:2505.16932",
    .statement = "For 0 < l < u, with a = sqrt(3/(u^2 + l u + l^2)), b = 4/(2 + l u (l + u) "
                 "a^3), e = 1/a: b (3 a x - (a x)^3)/2 is (6 e^2 x - 2 x^3)/(2 e^3 + l^2 u + "
                 "l u^2); it is 1 - E, 1 + E, 1 - E at l, e, u, E = b - 1. The greedy "
                 "composition from l = 10^-3, 10^-6, 10^-16 is within 10^-15 of 1 after 12, "
                 "19, 43 steps, not before.",
    .hypotheses = "0 < l < u",
    .switches = switches,
    .method = "closed forms in balls at the ends of the spectrum; the recurrence l+ = 1 - E, "
              "u+ = 1 + E",
    .kind = CLAIM_IDENTITY,
    .expected = MC_AGREES,
    .controls = controls,
    .quick = quick,
    .full = full,
    .evaluate = evaluate,
};
