// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  F = ||X - C||_F^2 / 2, rho = 1/lambda, S(X) = ||G||_* + <lambda X, G>, G = X - C:
 *   (1) the minimiser on ||X|| <= rho is X* = U min(S, rho) V^T, with ||lambda X*|| =
 *       min(lambda ||C||, 1) and S(X*) = 0;
 *   (2) S(X) >= lambda ||X - X*||_F^2 for every feasible X, so S(X) = 0 only at X*; with
 * equality
 *       at X = -c X* if all singular values of C are rho.
 *
 * Why it matters.  It says where Muon with weight decay ends: spectral clipping, not rescaling.
 *
 * Method.  Enclosures for C = the instance, rho = 3/4 of the mean nonzero singular value, which
 * some exceed, and 2 ||C||, where X* = C.  (2): S/lambda >= <G, X - X*> >= ||X - X*||_F^2,
 * since <X* - C, X - X*> >= 0 at the minimiser.  Above 16 x 16 only S(X*) = 0.
 *
 * Control.  C rho / ||C||, the radial rescaling, for X*; 2 lambda ||X - X*||_F^2 in (2).
 *
 * Not claimed.  (1) and (2) for any other F; S = 0 as KKT condition for general F is part (2)
 * of kkt-score, read as -G in the normal cone at X.
 *
 * Reference.  Chen, Li, Liu, arXiv:2506.15054, Proposition 2; (2) derived here.
 */
#include "claim/ball_transform.h"
#include "claim/claim.h"
#include "claim/subjects.h"

#define BOUNDS_UP_TO 16

enum twist { TRUE_CLAIM, RADIAL_OPTIMUM, TWICE_THE_GROWTH, INFEASIBLE };

struct problem {
    struct ledger *ledger;
    struct instance *x;
    const struct mc_svd *svd;
    slong m, n, prec;
    int twist;
    arb_mat_struct *A, *O;          /* O = msgn(A)   */
    arb_ptr nuclear, rho;           /* ||A||_*; rho of the problem at hand */
};

static void clip_value(arb_t out, const arb_t s, const void *rho, slong prec)
{
    arb_min(out, s, rho, prec);
}

/* min(s, rho), continued as an odd function, is 1-Lipschitz. */
static void clip_lipschitz(arb_t out, const struct mc_svd *svd, const void *rho, slong prec)
{
    arb_one(out);
}

/* out = X*. */
static enum mc_status optimum(arb_mat_t out, const struct problem *p)
{
    const struct mc_spectral_function clip = {clip_value, clip_lipschitz, p->rho};
    arb_ptr factor = ledger_number(p->ledger);

    if (p->twist != RADIAL_OPTIMUM)
        return ball_function_of(out, p->svd, &clip, p->prec);
    arb_div(factor, p->rho, p->svd->sigma, p->prec);
    arb_mat_scalar_mul_arb(out, p->A, factor, p->prec);
    return MC_OK;
}

/* value = S(X) of F = ||X - C||_F^2 / 2. */
static void score_at(arb_t value, const struct problem *p, const arb_mat_t X, const arb_mat_t C)
{
    arb_mat_struct *G = ledger_matrix(p->ledger, p->m, p->n);
    arb_ptr nuclear = ledger_number(p->ledger);

    arb_mat_sub(G, X, C, p->prec);
    mc_nuclear_norm(nuclear, G, p->prec);
    mc_inner_product(value, X, G, p->prec);
    arb_div(value, value, p->rho, p->prec);
    arb_add(value, value, nuclear, p->prec);
}

/* out = lambda ||X - X*||_F^2. */
static void squared_distance(arb_t out, const struct problem *p, const arb_mat_t X,
                             const arb_mat_t optimal)
{
    arb_mat_struct *D = ledger_matrix(p->ledger, p->m, p->n);

    arb_mat_sub(D, X, optimal, p->prec);
    mc_inner_product(out, D, D, p->prec);
    arb_div(out, out, p->rho, p->prec);
    if (p->twist == TWICE_THE_GROWTH)
        arb_mul_2exp_si(out, out, 1);
}

/* (2) at X. */
static void check_growth(const struct problem *p, const arb_mat_t X, const arb_mat_t optimal)
{
    arb_ptr value = ledger_number(p->ledger), bound = ledger_number(p->ledger);

    squared_distance(bound, p, X, optimal);
    score_at(value, p, X, p->A);
    ledger_at_most(p->ledger, "lambda ||X - X*||_F^2 <= S(X)", bound, value);
}

/* (2) as an equality: C = rho O, X = -C/2. */
static void check_growth_equality(const struct problem *p)
{
    arb_mat_struct *C = ledger_matrix(p->ledger, p->m, p->n);
    arb_mat_struct *X = ledger_matrix(p->ledger, p->m, p->n);
    arb_ptr value = ledger_number(p->ledger), bound = ledger_number(p->ledger);

    arb_mat_scalar_mul_arb(C, p->O, p->rho, p->prec);
    if (p->twist == INFEASIBLE) {
        arb_mat_scalar_mul_2exp_si(X, C, 1);
        squared_distance(bound, p, X, C);
        arb_mat_scalar_mul_si(C, C, 3, p->prec);
    } else {
        arb_mat_scalar_mul_2exp_si(X, C, -1);
        arb_mat_neg(X, X);
        squared_distance(bound, p, X, C);
    }
    score_at(value, p, X, C);
    ledger_equal(p->ledger, "S(-C/2) = lambda ||X - C||_F^2, C = rho msgn(A)", value, bound);
}

static void check_optimum_norm(const struct problem *p, const arb_mat_t optimal)
{
    arb_ptr norm = ledger_number(p->ledger), least = ledger_number(p->ledger);

    mc_spectral_norm(norm, optimal, p->prec);
    arb_min(least, p->svd->sigma, p->rho, p->prec);
    ledger_equal(p->ledger, "||X*|| = min(||C||, 1/lambda)", norm, least);
}

/* (1) and (2) for one rho. */
static enum mc_status check_projection(const struct problem *p, bool bounds)
{
    arb_mat_struct *optimal = ledger_matrix(p->ledger, p->m, p->n);
    arb_mat_struct *X = ledger_matrix(p->ledger, p->m, p->n);
    arb_ptr value = ledger_number(p->ledger), zero = ledger_number(p->ledger);
    arb_ptr factor = ledger_number(p->ledger);
    enum mc_status status = optimum(optimal, p);

    if (status)
        return status;
    score_at(value, p, optimal, p->A);
    ledger_equal_scaled(p->ledger, "S(X*) = 0", value, zero, p->nuclear);
    if (!bounds)
        return MC_OK;
    check_optimum_norm(p, optimal);
    check_growth(p, X, optimal);
    arb_div(factor, p->rho, p->svd->sigma, p->prec);
    arb_mul_2exp_si(factor, factor, -2);
    arb_mat_scalar_mul_arb(X, p->A, factor, p->prec);
    check_growth(p, X, optimal);
    check_growth_equality(p);
    return MC_OK;
}

/* Some singular values exceed the first radius, none the second. */
static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    struct problem p = {.ledger = ledger, .x = x, .m = instance_rows(x), .n = instance_cols(x),
                        .prec = prec, .twist = twist};
    bool bounds = FLINT_MAX(p.m, p.n) <= BOUNDS_UP_TO;
    enum mc_status status;

    p.svd = instance_svd(x, prec);
    if (!p.svd || p.svd->rank_lo < 1)
        return MC_NOT_DECIDED;
    p.A = ledger_matrix(ledger, p.m, p.n);
    p.O = ledger_matrix(ledger, p.m, p.n);
    p.nuclear = ledger_number(ledger);
    instance_enclose(p.A, x, prec);
    status = instance_polar(p.O, x, prec);
    if (status)
        return status;
    mc_svd_nuclear_norm(p.nuclear, p.svd, prec);
    p.rho = ledger_number(ledger);
    arb_mul_ui(p.rho, p.nuclear, 3, prec);
    arb_div_si(p.rho, p.rho, 4 * p.svd->rank_lo, prec);
    status = check_projection(&p, bounds);
    if (status || !bounds || twist == RADIAL_OPTIMUM)
        return status;
    p.rho = ledger_number(ledger);
    arb_mul_2exp_si(p.rho, p.svd->sigma, 1);
    return check_projection(&p, true);
}

static const struct control controls[] = {
    {"radial-optimum", "S = 0 at C / (lambda ||C||), the radial rescaling of C"},
    {"twice-the-growth", "S(X) >= 2 lambda ||X - X*||_F^2"},
    {"infeasible", "S(X) >= lambda ||X - X*||_F^2 at X = 2 X*, C = 3 X*, beyond the ball"},
    {0},
};

static const struct hypothesis switches[] = {
    {"feasible", "infeasible", NULL},
    {"nonzero", NULL, "of the instances: their radii are multiples of norms of C"},
    {"quadratic", NULL, "the closed form of X* is that of this F; kkt-score is for every F"},
    {0},
};

const struct claim claim_kkt_score_at_the_optimum = {
    .id = "kkt-score-at-the-optimum",
    .number = "0.3b",
    .title = "The KKT score vanishes at the spectral clipping, and nowhere else",
    .paper = "arXiv:2506.15054",
    .source = "Proposition 2; derived here",
    .statement = "F = ||X - C||_F^2 / 2: S = 0 at X* = U min(S, 1/lambda) V^T, and "
                 "S(X) >= lambda ||X - X*||_F^2 for feasible X.",
    .hypotheses = "C != 0; ||lambda X|| <= 1.",
    .switches = switches,
    .method = "Enclosures of both sides at the minimiser in closed form and away from it.",
    .kind = CLAIM_IDENTITY,
    .expected = MC_AGREES,
    .controls = controls,
    .quick = subject_gradients,
    .full = subject_gradients_full,
    .evaluate = evaluate,
};
