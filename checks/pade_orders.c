// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  The principal Pade iterations of order m take (1 - x)/(1 + x) to its m-th power, m =
 * 3 (Halley), 4, 5, and Newton, the inverse of the one of order 2, to minus its square; those
 * of type (k, 0), Newton-Schulz of degree 2k + 1, have 1 - x+ = (1 - x)^(k+1) q_k(x) with q_1 =
 * (2 + x)/2, q_2 = (8 + 9x + 3x^2)/8, q_3 = (16 + 29x + 20x^2 + 5x^3)/16.
 *
 * Why it matters.  The order is the number of digits that a step multiplies by; it is what
 * `list iterations` says of each.
 *
 * Method.  One step of the iterations in the registry on each singular value of the instance,
 * divided by its Frobenius norm, as a 1 x 1 matrix.
 *
 * Control.  Exponents exchanged; one power of 1 - x less.
 *
 * Not claimed.  Matrices, which spectral-maps reduces to this.
 *
 * Reference.  Kenney and Laub 1991; catalogue 3.21, 3.1, 3.3; q_3 derived by expansion.
 */
#include "claim/claim.h"
#include "claim/iterate.h"

enum { EXCHANGED = 1, ONE_LESS };

/* out = (1 - x) / (1 + x) */
static void cayley(arb_t out, const arb_t x, slong prec)
{
    arb_t sum;

    arb_init(sum);
    arb_add_ui(sum, x, 1, prec);
    arb_sub_ui(out, x, 1, prec);
    arb_div(out, out, sum, prec);
    arb_neg(out, out);
    arb_clear(sum);
}

static void check_power(struct ledger *ledger, const char *id, const arb_t x, ulong order,
                        slong prec)
{
    arb_ptr after = ledger_number(ledger), power = ledger_number(ledger);

    arb_set(after, x);
    iterate_number(after, id, 1, prec);
    cayley(after, after, prec);
    cayley(power, x, prec);
    arb_pow_ui(power, power, order, prec);
    if (order == 2)
        arb_neg(power, power);
    ledger_equal(ledger, id, after, power);
}

/* 1 - x+ = (1 - x)^order (q_0 + q_1 x + q_2 x^2 + q_3 x^3) / d */
static void check_contact(struct ledger *ledger, const char *id, const arb_t x, ulong order,
                          const slong q[4], ulong d, slong prec)
{
    arb_ptr after = ledger_number(ledger), power = ledger_number(ledger);
    arb_ptr factor = ledger_number(ledger);
    slong j;

    arb_set(after, x);
    iterate_number(after, id, 1, prec);
    arb_sub_ui(after, after, 1, prec);
    arb_neg(after, after);
    for (j = 3; j >= 0; j--) {
        arb_mul(factor, factor, x, prec);
        arb_add_si(factor, factor, q[j], prec);
    }
    arb_div_ui(factor, factor, d, prec);
    arb_sub_ui(power, x, 1, prec);
    arb_neg(power, power);
    arb_pow_ui(power, power, order, prec);
    arb_mul(power, power, factor, prec);
    ledger_equal(ledger, id, after, power);
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    static const slong q1[4] = {2, 1}, q2[4] = {8, 9, 3}, q3[4] = {16, 29, 20, 5};
    const struct mc_svd *svd = instance_svd(x, prec);
    arb_ptr norm = ledger_number(ledger), w;
    slong i;

    if (!svd || svd->rank_lo != svd->rank_hi)
        return MC_NOT_DECIDED;
    for (i = 0; i < svd->rank_lo; i++)
        arb_addmul(norm, svd->sigma + i, svd->sigma + i, prec);
    arb_sqrt(norm, norm, prec);
    for (i = 0; i < svd->rank_lo; i++) {
        w = ledger_number(ledger);
        arb_div(w, svd->sigma + i, norm, prec);
        check_power(ledger, "newton", w, 2, prec);
        check_power(ledger, "halley", w, 3, prec);
        check_power(ledger, "pade-4", w, twist == EXCHANGED ? 5 : 4, prec);
        check_power(ledger, "pade-5", w, twist == EXCHANGED ? 4 : 5, prec);
        check_contact(ledger, "newton-schulz-3", w, 2, q1, 2, prec);
        check_contact(ledger, "newton-schulz-5", w, 3, q2, 8, prec);
        check_contact(ledger, "newton-schulz-7", w, twist == ONE_LESS ? 3 : 4, q3, 16, prec);
    }
    return MC_OK;
}

static const struct control controls[] = {
    {"exponents", "pade-4 and pade-5 with the exponents exchanged"},
    {"cubic-order", "q_3 with (1 - x)^3"},
    {0},
};

static const struct hypothesis switches[] = {
    {"positive", NULL, "of the instances: singular values are; x = -1 is a pole"},
    {0},
};

static const char *const quick[] = {
    "diagonal:m=3,n=3,spectrum=[2,1,1/8]",
    "rational-svd:m=5,n=4,seed=1,spectrum=[2,1,1,1/3]",
    "gaussian:m=4,n=6,seed=3",
    "prescribed:m=6,n=5,seed=1,spectrum=geometric,cond=1e4",
    "hilbert:m=5,n=5",
    NULL,
};

static const char *const full[] = {
    "data:tiny-gpt-muon/orthogonalized_00100.safetensors:in.b.0.o.weight",
    NULL,
};

const struct claim claim_pade_orders = {
    .id = "pade-orders",
    .number = "3.21",
    .title = "Orders of Pade iterations: powers of the Cayley transform, and of 1 - x",
    .paper = "Kenney-Laub-1991",
    .source = "Kenney and Laub 1991; Higham, Functions of Matrices, theorem 5.9 and section "
              "5.4",
    .statement = "(1 - x+)/(1 + x+) = ((1 - x)/(1 + x))^m for halley (m = 3), pade-4 and "
                 "pade-5, and -((1 - x)/(1 + x))^2 for newton; 1 - x+ = (1 - x)^(k+1) q_k(x) "
                 "with q_1 = (2 + x)/2, q_2 = (8 + 9x + 3x^2)/8, q_3 = (16 + 29x + 20x^2 + "
                 "5x^3)/16 for newton-schulz-3, -5 and -7.",
    .hypotheses = "x > 0",
    .switches = switches,
    .method = "one step of each on every singular value, in balls",
    .kind = CLAIM_IDENTITY,
    .expected = MC_AGREES,
    .controls = controls,
    .quick = quick,
    .full = full,
    .evaluate = evaluate,
};
