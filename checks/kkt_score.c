// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  S(X) = ||G||_* + <lambda X, G>, G = gradF(X).
 *   (1) S(X) >= (1 - ||lambda X||) ||G||_*; with equality, S = (1 - c) ||G||_*, at
 *       X = -c msgn(G) / lambda, so S < 0 does occur outside ||lambda X|| <= 1;
 *   (2) S(X) = lambda max over ||Z|| <= 1/lambda of <G, X - Z>, reached at -msgn(G) / lambda;
 *   (3) for F = ||X - C||_F^2 / 2 the minimiser on ||X|| <= rho = 1/lambda is
 *       X* = U min(S, rho) V^T, with ||lambda X*|| = min(lambda ||C||, 1) and S(X*) = 0;
 *   (4) and S(X) >= lambda ||X - X*||_F^2 for every feasible X, so S(X) = 0 only at X*; with
 *       equality at X = -c X* if all singular values of C are rho.
 *
 * Why it matters.  S is what Muon with weight decay drives to zero: its convergence theorems
 * are about min S(X_t).
 *
 * Method.  Enclosures of both sides, for G = A (lambda, X random or near the polar factor) and
 * for C = A (rho = 3/4 of the mean nonzero singular value, which some exceed; and 2 ||C||, with
 * X* = C).
 * (4): S/lambda >= <G, X - X*> >= ||X - X*||_F^2, since <X* - C, X - X*> >= 0 at the minimiser.
 * Above 16 x 16 only the identities that need no further SVD, and S(X*) = 0.
 *
 * Control.  C rho / ||C||, the radial rescaling, for X*; S >= 0 for every X; S for the gap of
 * (2) itself, without lambda.
 *
 * Not claimed.  (3) and (4) for any other F; S = 0 as KKT condition for general F is (2), read
 * as -G in the normal cone at X.
 *
 * Reference.  Chen, Li, Liu, arXiv:2506.15054, equation 6 and Proposition 2 (published for
 * feasible X); the bounds with ||lambda X|| and ||X - X*||_F^2 are derived here.
 */
#include "claim/ball_transform.h"
#include "claim/claim.h"

#define BOUNDS_UP_TO 16

enum twist { TRUE_CLAIM, RADIAL_OPTIMUM, NEVER_NEGATIVE, GAP_WITHOUT_LAMBDA };

struct problem {
    struct ledger *ledger;
    struct instance *x;
    const struct mc_svd *svd;
    slong m, n, prec;
    int twist;
    arb_mat_struct *A, *O;          /* O = msgn(A)   */
    arb_ptr nuclear, lambda, rho;   /* ||A||_*; rho = 1/lambda of the problem at hand */
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
}

/* (4) at X. */
static void check_growth(const struct problem *p, const arb_mat_t X, const arb_mat_t optimal)
{
    arb_ptr value = ledger_number(p->ledger), bound = ledger_number(p->ledger);

    squared_distance(bound, p, X, optimal);
    score_at(value, p, X, p->A);
    ledger_at_most(p->ledger, "lambda ||X - X*||_F^2 <= S(X)", bound, value);
}

/* (4) as an equality: C = rho O, X = -C/2. */
static void check_growth_equality(const struct problem *p)
{
    arb_mat_struct *C = ledger_matrix(p->ledger, p->m, p->n);
    arb_mat_struct *X = ledger_matrix(p->ledger, p->m, p->n);
    arb_ptr value = ledger_number(p->ledger), bound = ledger_number(p->ledger);

    arb_mat_scalar_mul_arb(C, p->O, p->rho, p->prec);
    arb_mat_scalar_mul_2exp_si(X, C, -1);
    arb_mat_neg(X, X);
    squared_distance(bound, p, X, C);
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

/* (3) and (4) for one rho. */
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
static enum mc_status check_projections(struct problem *p, bool bounds)
{
    enum mc_status status;

    p->rho = ledger_number(p->ledger);
    arb_mul_ui(p->rho, p->nuclear, 3, p->prec);
    arb_div_si(p->rho, p->rho, 4 * p->svd->rank_lo, p->prec);
    status = check_projection(p, bounds);
    if (status || !bounds || p->twist == RADIAL_OPTIMUM)
        return status;
    p->rho = ledger_number(p->ledger);
    arb_mul_2exp_si(p->rho, p->svd->sigma, 1);
    return check_projection(p, true);
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
    instance_fraction(p.lambda, x, "lambda");
    instance_companion(Y, x, "weights");
    check_ray(&p, 1);
    check_ray(&p, 4);
    if (bounds)
        check_bounds(&p, Y);
    else
        check_gap(&p, Y, NULL, NULL);
    return check_projections(&p, bounds);
}

static const struct control controls[] = {
    {"radial-optimum", "S = 0 at C / (lambda ||C||), the radial rescaling of C"},
    {"never-negative", "S(X) >= 0 for every X"},
    {"gap-without-lambda", "S is the Frank-Wolfe gap itself, without the factor lambda"},
    {0},
};

static const char *const quick[] = {
    "gaussian:m=6,n=6,seed=1",
    "gaussian:m=8,n=3,seed=2",
    "gaussian:m=3,n=7,seed=3",
    "gaussian:m=1,n=1,seed=4",
    "rational-svd:m=5,n=4,seed=1,spectrum=[1,1,1/2,0]",
    "hadamard:n=8",
    "prescribed:m=6,n=6,seed=5,spectrum=rank-deficient",
    "prescribed:m=6,n=5,seed=6,spectrum=clustered,cond=1000",
    "prescribed:m=5,n=6,seed=7,spectrum=one-small,cond=1e8",
    "matrix-unit:m=3,n=2",
    "data:tiny-gpt-muon/orthogonalized_00100.safetensors:in.*",
    "data:tiny-gpt-muon/step_00100.safetensors:b.*",
    NULL,
};

static const char *const full[] = {
    "gaussian:m=16,n=16,seed=8",
    "hilbert:n=8",
    "kahan:n=12,theta=1.2",
    "rosser",
    NULL,
};

const struct claim claim_kkt_score = {
    .id = "kkt-score",
    .number = "0.3",
    .title = "The KKT score of the spectrally constrained problem",
    .paper = "arXiv:2506.15054",
    .source = "Equation 6, Proposition 2",
    .statement = "S(X) = ||gradF||_* + <lambda X, gradF> (1) is at least (1 - ||lambda X||) "
                 "||gradF||_*, (2) is lambda times the Frank-Wolfe gap on ||X|| <= 1/lambda, "
                 "and vanishes (3) at the spectral clipping of C, the minimiser of "
                 "||X - C||_F^2 / 2, and (4) at no other feasible X.",
    .hypotheses = "gradF(X) != 0 in (1) and (2); C != 0 and the quadratic F in (3) and (4).",
    .method = "Enclosures of both sides at random points, at the extremal ones, and at the "
              "minimiser in closed form.",
    .kind = CLAIM_IDENTITY,
    .expected = MC_AGREES,
    .tight = true,
    .controls = controls,
    .quick = quick,
    .full = full,
    .evaluate = evaluate,
};
