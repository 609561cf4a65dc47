// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  K convex and smooth, K* its conjugate, p = gradK*(lambda X), F smooth,
 *   a = alpha gradF(X),  M' = -(a + g M),  N = M + eps M',  X' = gradK(N) - lambda X,
 *   H(X, M) = alpha F(X) + (g/lambda) K*(lambda X) + c (K*(lambda X) + K(M) - lambda <M, X>),
 *   c = (1 - eps g) / (1 + eps lambda).
 * Then, as an identity,
 *   -dH/dt = (g + lambda)/(1 + eps lambda) <N - p, gradK(N) - lambda X>
 *            + (c/eps) <N - M, gradK(N) - gradK(M)>,
 * both inner products are >= 0, so H never increases, and min over M of H(X, M) is alpha F(X) +
 * (g/lambda) K*(lambda X), at M = p.
 *
 * Why it matters.  This is the Lyapunov function of Lion-K: momentum and decoupled weight decay
 * together minimise F + (g / (alpha lambda)) K*(lambda X), which for Muon is the constraint.
 *
 * Method.  Two independent ways to dH/dt against the right side: (i) the chain rule with
 * gradients in closed form, decided as an identity; (ii) values of H itself: for convex F, and
 * eps g <= 1, H is convex up to the bilinear -c lambda <M, X>, so
 *   Q(-h) <= dH/dt <= Q(h),  Q(h) = (H(X + hX', M + hM') - H(X, M))/h + c lambda h <M', X'>,
 * where h = 2^-30 leaves no room for an error of any constant.  H itself needs no gradient.
 * K: sum sqrt(sigma_i^2 + d^2), d = 3/4, and ||.||_F^2/2 (then a damped oscillator).
 * F: ||X - C||_F^2/2 and ||X - C||_F^4/4.  M = A; X and C random, 1/2 <= ||lambda X||_F < 1.
 * (ii) up to 16 x 16.
 * Derivation: with a = (M - N)/eps - gM and gradK(M) - lambda X = X' - (gradK(N) - gradK(M))
 * the factor of <., X'> in dH/dt is (c - 1)(N - M)/eps - (g + c lambda)(M - p), a multiple
 * of N - p exactly if (1 - c)/eps = g + c lambda, which is the c above.
 *
 * Control.  c = (1 - eps g)/(1 - eps lambda); the factor g + lambda alone; M tracking plus the
 * gradient; H without (g/lambda) K*(lambda X).
 *
 * Not claimed.  K = ||.||_* itself: its K* is an indicator, the flow a differential inclusion.
 * Nothing about discrete steps.  eps -> 0, the Polyak case, is a limit.
 *
 * Reference.  Chen, Liu, Liang, Liu, Lion-K, arXiv:2310.05898, Theorem 3.1; the constants are
 * derived here.
 */
#include "claim/lionk_flow.h"

#define QUOTIENTS_UP_TO 16
#define STEP_EXPONENT   (-30)

enum twist { TRUE_CLAIM, OTHER_C, OTHER_FACTOR, PLUS_GRADIENT, WITHOUT_CONJUGATE, BEYOND };

/* dH/dt = <a + (g + c lambda) p - c lambda M, X'> + c <gradK(M) - lambda X, M'>. */
static void chain_rule(arb_t out, const struct lionk_flow *f)
{
    arb_mat_struct *D = ledger_matrix(f->ledger, f->m, f->n);
    arb_ptr part = ledger_number(f->ledger), factor = ledger_number(f->ledger);

    mc_inner_product(out, f->a, f->dX, f->prec);
    mc_inner_product(part, f->p, f->dX, f->prec);
    arb_mul(factor, f->conjugates, f->lambda, f->prec);
    arb_addmul(out, part, factor, f->prec);
    mc_inner_product(part, f->M, f->dX, f->prec);
    arb_mul(factor, f->c, f->lambda, f->prec);
    arb_submul(out, part, factor, f->prec);
    arb_mat_sub(D, f->gradient, f->Y, f->prec);
    mc_inner_product(part, D, f->dM, f->prec);
    arb_addmul(out, part, f->c, f->prec);
}

/* The right side, whose two inner products go into the ledger. */
static void right_side(arb_t out, const struct lionk_flow *f, int twist)
{
    arb_mat_struct *D = ledger_matrix(f->ledger, f->m, f->n);
    arb_mat_struct *E = ledger_matrix(f->ledger, f->m, f->n);
    arb_ptr first = ledger_number(f->ledger), second = ledger_number(f->ledger);
    arb_ptr factor = ledger_number(f->ledger), zero = ledger_number(f->ledger);

    arb_mat_sub(D, f->N, f->p, f->prec);
    mc_inner_product(first, D, f->dX, f->prec);
    ledger_at_most(f->ledger, "0 <= <N - p, gradK(N) - lambda X>", zero, first);
    arb_mat_sub(D, f->N, f->M, f->prec);
    arb_mat_sub(E, f->gradient_N, f->gradient, f->prec);
    mc_inner_product(second, D, E, f->prec);
    ledger_at_most(f->ledger, "0 <= <N - M, gradK(N) - gradK(M)>", zero, second);
    arb_mul(factor, f->eps, f->lambda, f->prec);
    arb_add_ui(factor, factor, 1, f->prec);
    arb_add(out, f->g, f->lambda, f->prec);
    if (twist != OTHER_FACTOR)
        arb_div(out, out, factor, f->prec);
    arb_mul(out, out, first, f->prec);
    arb_div(factor, f->c, f->eps, f->prec);
    arb_addmul(out, factor, second, f->prec);
    ledger_at_most(f->ledger, "0 <= right side", zero, out);
}

/* out = -Q(h), h = +-2^STEP_EXPONENT. */
static enum mc_status quotient(arb_t out, const struct lionk_flow *f, const arb_t now, int sign)
{
    arb_mat_struct *X = ledger_matrix(f->ledger, f->m, f->n);
    arb_mat_struct *M = ledger_matrix(f->ledger, f->m, f->n);
    arb_ptr h = ledger_number(f->ledger), bilinear = ledger_number(f->ledger);
    enum mc_status status;

    arb_set_si(h, sign);
    arb_mul_2exp_si(h, h, STEP_EXPONENT);
    arb_mat_scalar_mul_arb(X, f->dX, h, f->prec);
    arb_mat_add(X, X, f->X, f->prec);
    arb_mat_scalar_mul_arb(M, f->dM, h, f->prec);
    arb_mat_add(M, M, f->M, f->prec);
    status = lionk_energy(out, f, X, M);
    arb_sub(out, now, out, f->prec);
    arb_div(out, out, h, f->prec);
    mc_inner_product(bilinear, f->dM, f->dX, f->prec);
    arb_mul(bilinear, bilinear, f->lambda, f->prec);
    arb_mul(bilinear, bilinear, f->c, f->prec);
    arb_submul(out, bilinear, h, f->prec);
    return status;
}

/* -Q(h) <= right side <= -Q(-h). */
static enum mc_status check_quotients(const struct lionk_flow *f, const arb_t right)
{
    arb_ptr now = ledger_number(f->ledger), ahead = ledger_number(f->ledger);
    arb_ptr behind = ledger_number(f->ledger);
    enum mc_status status = lionk_energy(now, f, f->X, f->M);

    if (status == MC_OK)
        status = quotient(ahead, f, now, 1);
    if (status == MC_OK)
        status = quotient(behind, f, now, -1);
    if (status)
        return status;
    ledger_at_most(f->ledger, "decrease of H over h <= right side", ahead, right);
    ledger_at_most(f->ledger, "right side <= decrease of H over the h before", right, behind);
    return MC_OK;
}

/* H(X, p) = alpha F + (g/lambda) K*(lambda X) <= H(X, M). */
static enum mc_status check_minimum(const struct lionk_flow *f)
{
    arb_ptr at_p = ledger_number(f->ledger), at_M = ledger_number(f->ledger);
    arb_ptr least = ledger_number(f->ledger), term = ledger_number(f->ledger);
    enum mc_status status = lionk_energy(at_p, f, f->X, f->p);

    if (status == MC_OK)
        status = lionk_energy(at_M, f, f->X, f->M);
    if (status == MC_OK)
        status = lionk_conjugate(term, f, f->Y);
    if (status)
        return status;
    lionk_objective(least, f, f->X);
    arb_mul(least, least, f->alpha, f->prec);
    arb_mul(term, term, f->g, f->prec);
    arb_div(term, term, f->lambda, f->prec);
    arb_add(least, least, term, f->prec);
    ledger_equal(f->ledger, "H(X, gradK*(lambda X)) = alpha F + (g/lambda) K*", at_p, least);
    ledger_at_most(f->ledger, "alpha F + (g/lambda) K* <= H(X, M)", least, at_M);
    return MC_OK;
}

static enum mc_status check_flow(struct lionk_flow *f, int twist)
{
    arb_ptr left = ledger_number(f->ledger), right = ledger_number(f->ledger);
    enum mc_status status = lionk_flow_start(f);

    if (status)
        return status;
    chain_rule(left, f);
    arb_neg(left, left);
    right_side(right, f, twist);
    ledger_equal(f->ledger, "-dH/dt by the chain rule = right side", left, right);
    if (FLINT_MAX(f->m, f->n) > QUOTIENTS_UP_TO)
        return MC_OK;
    status = check_quotients(f, right);
    return status ? status : check_minimum(f);
}

static enum mc_status check_kernel(struct lionk_flow *f, const char *norm, int twist)
{
    enum mc_status status;

    f->K = mc_norm_find(norm);
    f->quartic = false;
    status = check_flow(f, twist);
    if (status)
        return status;
    f->quartic = true;
    return check_flow(f, twist);
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    struct mc_norm_parameters with;
    struct lionk_flow f = {.ledger = ledger, .x = x, .m = instance_rows(x),
                           .n = instance_cols(x), .prec = prec, .with = &with,
                           .other_c = twist == OTHER_C, .plus_gradient = twist == PLUS_GRADIENT,
                           .without_conjugate = twist == WITHOUT_CONJUGATE,
                           .beyond = twist == BEYOND};
    enum mc_status status;

    mc_norm_parameters_init(&with);
    fmpq_set_si(with.d, 3, 4);
    status = check_kernel(&f, "smooth-nuclear", twist);
    if (status == MC_OK)
        status = check_kernel(&f, "half-square", twist);
    mc_norm_parameters_clear(&with);
    return status;
}

static const struct control controls[] = {
    {"other-c", "c = (1 - eps g) / (1 - eps lambda)"},
    {"other-factor", "the factor g + lambda, without 1 / (1 + eps lambda)"},
    {"plus-gradient", "M' = a - g M: the momentum tracks plus the gradient"},
    {"without-conjugate", "H without the term (g/lambda) K*(lambda X)"},
    {"look-ahead-beyond-damping", "the right side is >= 0 for eps g = 2 too"},
    {0},
};

static const struct hypothesis switches[] = {
    {"eps-g-at-most-one", "look-ahead-beyond-damping", NULL},
    {"convex", NULL,
     "K* and gradK* are those of a convex K; monotonicity-of-gradients drops it"},
    {"differentiable", NULL,
     "X' = gradK(N) - lambda X needs a function; other K are limits of such"},
    {"feasible", NULL, "H is infinite where K*(lambda X) is"},
    {"positive-eps", NULL, "c/eps is not defined at eps = 0, the limit of Polyak's momentum"},
    {0},
};

static const char *const quick[] = {
    "gaussian:m=5,n=5,seed=1",
    "gaussian:m=7,n=3,seed=2",
    "gaussian:m=3,n=6,seed=3",
    "gaussian:m=1,n=1,seed=4",
    "rational-svd:m=5,n=4,seed=1,spectrum=[1,1,1/2,0]",
    "prescribed:m=6,n=5,seed=6,spectrum=clustered,cond=1000",
    "prescribed:m=5,n=6,seed=7,spectrum=one-small,cond=1e8",
    "zero:m=3,n=2",
    "data:tiny-gpt-muon/orthogonalized_00100.safetensors:in.*",
    NULL,
};

static const char *const full[] = {
    "gaussian:m=16,n=16,seed=8",
    "gaussian:m=6,n=6,seed=9,scale=1000",
    "hilbert:n=8",
    "rosser",
    NULL,
};

const struct claim claim_lionk_lyapunov_identity = {
    .id = "lionk-lyapunov-identity",
    .number = "0.8",
    .title = "The Lyapunov function of Lion-K decreases at an exact rate",
    .paper = "arXiv:2310.05898",
    .source = "Theorem 3.1, constants derived here",
    .statement = "Along M' = -(a + gM), X' = gradK(N) - lambda X, with a = alpha gradF(X) and "
                 "N = M + eps M', the function H = alpha F + (g/lambda) K*(lambda X) + "
                 "c (K*(lambda X) + K(M) - lambda <M, X>), c = (1 - eps g)/(1 + eps lambda), "
                 "decreases at the rate (g + lambda)/(1 + eps lambda) <N - gradK*(lambda X), "
                 "gradK(N) - lambda X> + (c/eps) <N - M, gradK(N) - gradK(M)> >= 0.",
    .hypotheses = "K convex and differentiable, ||lambda X|| < 1 where K* asks for it, "
                  "eps > 0, eps g <= 1.",
    .switches = switches,
    .method = "The chain rule as an identity, and difference quotients of H as bounds on both "
              "sides, for two maps K and two objectives F.",
    .kind = CLAIM_IDENTITY,
    .expected = MC_AGREES,
    .tight = true,
    .controls = controls,
    .quick = quick,
    .full = full,
    .evaluate = evaluate,
};
