// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  S(X) = ||G||_* + <lambda X, G>, G = gradF(X).
 *   (1) S(X) >= (1 - ||lambda X||) ||G||_*; with equality, S = (1 - c) ||G||_*, at
 *       X = -c msgn(G) / lambda, so S < 0 does occur outside ||lambda X|| <= 1;
 *   (2) S(X) = lambda max over ||Z|| <= 1/lambda of <G, X - Z>, reached at -msgn(G) / lambda.
 *
 * Why it matters.  S is what Muon with weight decay drives to zero: its convergence theorems
 * are about min S(X_t).
 *
 * Method.  Enclosures of both sides, for G = A the instance, lambda and X random or near the
 * polar factor.  Above 16 x 16 only the identities, which need no further SVD.
 *
 * Control.  S >= 0 for every X; S for the gap of (2) itself, without lambda.
 *
 * Not claimed.  Where S vanishes: kkt-score-at-the-optimum.
 *
 * Reference.  Chen, Li, Liu, arXiv:2506.15054, equation 6 and Proposition 2 (published for
 * feasible X); the bound with ||lambda X|| is derived here.
 */
#include "claim/claim.h"
#include "claim/subjects.h"

#define BOUNDS_UP_TO 16

enum twist { TRUE_CLAIM, NEVER_NEGATIVE, GAP_WITHOUT_LAMBDA, ZERO_GRADIENT };

struct problem {
    struct ledger *ledger;
    struct instance *x;
    const struct mc_svd *svd;
    slong m, n, prec;
    int twist;
    arb_mat_struct *A, *O;          /* O = msgn(A)   */
    arb_ptr nuclear, lambda;        /* ||A||_*       */
};

/* out = ||G||_* + <Y, G>, Y = lambda X. */
static void score(arb_t out, const struct problem *p, const arb_t nuclear, const arb_mat_t Y,
                  const arb_mat_t G)
{
    mc_inner_product(out, Y, G, p->prec);
    arb_add(out, out, nuclear, p->prec);
}

/* The equality of (1), Y = -c O. */
static void check_ray(const struct problem *p, slong halves)
{
    arb_mat_struct *Y = ledger_matrix(p->ledger, p->m, p->n);
    arb_ptr value = ledger_number(p->ledger), formula = ledger_number(p->ledger);
    arb_ptr zero = ledger_number(p->ledger);

    arb_mat_scalar_mul_si(Y, p->O, -halves, p->prec);
    arb_mat_scalar_mul_2exp_si(Y, Y, -1);
    score(value, p, p->nuclear, Y, p->A);
    arb_mul_si(formula, p->nuclear, 2 - halves, p->prec);
    arb_mul_2exp_si(formula, formula, -1);
    ledger_equal_scaled(p->ledger, "S(-c msgn(G)/lambda) = (1 - c) ||G||_*", value, formula,
                        p->nuclear);
    if (p->twist == NEVER_NEGATIVE)
        ledger_at_most(p->ledger, "0 <= S", zero, value);
}

/* The inequality of (1) at Y. */
static void check_lower_bound(const struct problem *p, const arb_mat_t Y, const arb_t length)
{
    arb_ptr value = ledger_number(p->ledger), bound = ledger_number(p->ledger);

    score(value, p, p->nuclear, Y, p->A);
    arb_sub_ui(bound, length, 1, p->prec);
    arb_neg(bound, bound);
    arb_mul(bound, bound, p->nuclear, p->prec);
    ledger_at_most(p->ledger, "(1 - ||lambda X||) ||G||_* <= S", bound, value);
}

/* (2) at X = Y / lambda, with the vertex -O and, as competitor, -N / ||N||. */
static void check_gap(const struct problem *p, const arb_mat_t Y, const arb_mat_t N,
                      const arb_t length)
{
    arb_mat_struct *D = ledger_matrix(p->ledger, p->m, p->n);
    arb_ptr value = ledger_number(p->ledger), gap = ledger_number(p->ledger);
    arb_ptr other = ledger_number(p->ledger);

    score(value, p, p->nuclear, Y, p->A);
    arb_mat_add(D, Y, p->O, p->prec);
    if (p->twist == GAP_WITHOUT_LAMBDA)
        arb_mat_scalar_div_arb(D, D, p->lambda, p->prec);
    mc_inner_product(gap, p->A, D, p->prec);
    ledger_equal_scaled(p->ledger, "S = lambda <G, X - Z> at Z = -msgn(G)/lambda", value, gap,
                        p->nuclear);
    if (!N)
        return;
    arb_mat_scalar_div_arb(D, N, length, p->prec);
    arb_mat_add(D, D, Y, p->prec);
    mc_inner_product(other, p->A, D, p->prec);
    ledger_at_most(p->ledger, "lambda <G, X - Z> <= S", other, value);
}

/* N = O + small E, near enough to O for the bounds to be within 1 % of equality. */
static void check_bounds(const struct problem *p, const arb_mat_t Y)
{
    arb_mat_struct *N = ledger_matrix(p->ledger, p->m, p->n);
    arb_mat_struct *half = ledger_matrix(p->ledger, p->m, p->n);
    arb_ptr length = ledger_number(p->ledger), own = ledger_number(p->ledger);

    instance_companion(N, p->x, "tilt");
    arb_mat_scalar_mul_2exp_si(N, N, -12);
    arb_mat_add(N, N, p->O, p->prec);
    mc_spectral_norm(length, N, p->prec);
    check_gap(p, Y, N, length);
    mc_spectral_norm(own, Y, p->prec);
    check_lower_bound(p, Y, own);
    arb_mat_scalar_mul_2exp_si(half, N, -1);
    arb_mat_neg(half, half);
    own = ledger_number(p->ledger);
    arb_mul_2exp_si(own, length, -1);
    check_lower_bound(p, half, own);
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    struct problem p = {.ledger = ledger, .x = x, .m = instance_rows(x), .n = instance_cols(x),
                        .prec = prec, .twist = twist};
    bool bounds = FLINT_MAX(p.m, p.n) <= BOUNDS_UP_TO;
    arb_mat_struct *Y = ledger_matrix(ledger, p.m, p.n);
    enum mc_status status;

    p.svd = instance_svd(x, prec);
    if (!p.svd || p.svd->rank_lo < 1)
        return MC_NOT_DECIDED;
    p.A = ledger_matrix(ledger, p.m, p.n);
    p.O = ledger_matrix(ledger, p.m, p.n);
    p.nuclear = ledger_number(ledger);
    p.lambda = ledger_number(ledger);
    instance_enclose(p.A, x, prec);
    status = instance_polar(p.O, x, prec);
    if (status)
        return status;
    mc_svd_nuclear_norm(p.nuclear, p.svd, prec);
    if (twist == ZERO_GRADIENT) {
        arb_mat_zero(p.A);
        arb_zero(p.nuclear);
    }
    instance_fraction(p.lambda, x, "lambda");
    instance_companion(Y, x, "weights");
    check_ray(&p, 1);
    check_ray(&p, 4);
    if (bounds)
        check_bounds(&p, Y);
    else
        check_gap(&p, Y, NULL, NULL);
    return MC_OK;
}

static const struct control controls[] = {
    {"never-negative", "S(X) >= 0 for every X"},
    {"gap-without-lambda", "S is the Frank-Wolfe gap itself, without the factor lambda"},
    {0},
};

static const struct control relaxed[] = {
    {"zero-gradient", "the same where gradF(X) = 0: both sides vanish"},
    {0},
};

static const struct hypothesis switches[] = {
    {"feasible", "never-negative", NULL},
    {"nonzero-gradient", "zero-gradient", NULL},
    {"positive-lambda", NULL, "the radius 1/lambda is not defined without it"},
    {0},
};

const struct claim claim_kkt_score = {
    .id = "kkt-score",
    .number = "0.3",
    .title = "The KKT score of the spectrally constrained problem",
    .paper = "arXiv:2506.15054",
    .source = "Equation 6, Proposition 2",
    .statement = "S(X) = ||gradF||_* + <lambda X, gradF> is at least (1 - ||lambda X||) "
                 "||gradF||_*, so >= 0 where ||lambda X|| <= 1, and is lambda "
                 "times the Frank-Wolfe gap on ||X|| <= 1/lambda.",
    .hypotheses = "gradF(X) != 0; for S >= 0 that ||lambda X|| <= 1.",
    .switches = switches,
    .method = "Enclosures of both sides at random points and at the extremal ones.",
    .kind = CLAIM_IDENTITY,
    .expected = MC_AGREES,
    .tight = true,
    .controls = controls,
    .relaxed = relaxed,
    .quick = subject_gradients,
    .full = subject_gradients_full,
    .evaluate = evaluate,
};
