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
#include "claim/claim.h"
#include "muoncheck/norm.h"
#include "muoncheck/number.h"
#include "muoncheck/transform.h"

#define QUOTIENTS_UP_TO 16
#define STEP_EXPONENT   (-30)

enum twist { TRUE_CLAIM, OTHER_C, OTHER_FACTOR, PLUS_GRADIENT, WITHOUT_CONJUGATE };

struct flow {
    struct ledger *ledger;
    struct instance *x;
    slong m, n, prec;
    int twist;
    const struct mc_norm *K;
    const struct mc_norm_parameters *with;
    bool smooth, quartic;                          /* which K, which F                        */
    arb_ptr alpha, g, lambda, eps, c, conjugates;  /* conjugates: g/lambda + c                */
    arb_mat_struct *X, *M, *C, *Y;                 /* Y = lambda X                            */
    arb_mat_struct *p, *a, *dM, *N, *dX;           /* as in the claim; dM = M', dX = X'       */
    arb_mat_struct *gradient, *gradient_N;         /* gradK(M), gradK(N)                      */
};

/* gradK*(z) = d z / sqrt(1 - z^2) on singular values. */
static void pullback_value(arb_t out, const arb_t z, const void *d, slong prec)
{
    arb_t root;

    arb_init(root);
    arb_mul(root, z, z, prec);
    arb_sub_ui(root, root, 1, prec);
    arb_neg(root, root);
    arb_sqrt(root, root, prec);
    mc_rational_enclose(out, d, prec);
    arb_mul(out, out, z, prec);
    arb_div(out, out, root, prec);
    arb_clear(root);
}

/* It is odd with derivative d (1 - z^2)^(-3/2), which grows with |z|. */
static void pullback_lipschitz(arb_t out, const struct mc_svd *svd, const void *d, slong prec)
{
    arb_t largest;

    arb_init(largest);
    mc_rational_enclose(out, d, prec);
    if (svd->values) {
        arb_set(largest, svd->sigma);
        if (svd->kept)
            arb_max(largest, largest, svd->s, prec);
        arb_mul(largest, largest, largest, prec);
        arb_sub_ui(largest, largest, 1, prec);
        arb_neg(largest, largest);
        arb_pow_ui(largest, largest, 3, prec);
        arb_rsqrt(largest, largest, prec);
        arb_mul(out, out, largest, prec);
    }
    arb_clear(largest);
}

/* p = gradK*(Y). */
static enum mc_status pull_back(const struct flow *f)
{
    const struct mc_spectral_function slope = {pullback_value, pullback_lipschitz, f->with->d};
    arb_ptr radius = ledger_number(f->ledger);
    struct mc_svd svd;
    enum mc_status status;

    if (!f->smooth) {
        arb_mat_set(f->p, f->Y);
        return MC_OK;
    }
    mc_svd_init(&svd);
    status = mc_svd_enclose(&svd, f->Y, -1, f->prec);
    if (status == MC_OK)
        status = mc_transform_function(f->p, radius, &svd, &slope, f->prec);
    if (status == MC_OK)
        mc_widen(f->p, radius);
    mc_svd_clear(&svd);
    return status;
}

typedef enum mc_status value_rule(arb_t out, struct mc_operand *M,
                                  const struct mc_norm_parameters *with, slong prec);

static enum mc_status value_at(arb_t out, value_rule *rule, const arb_mat_t M,
                               const struct flow *f)
{
    struct mc_operand operand;
    enum mc_status status;

    mc_operand_init(&operand, M, -1);
    status = rule(out, &operand, f->with, f->prec);
    mc_operand_clear(&operand);
    return status;
}

static enum mc_status gradient_at(arb_mat_t out, const arb_mat_t M, const struct flow *f)
{
    struct mc_operand operand;
    enum mc_status status;

    mc_operand_init(&operand, M, -1);
    status = f->K->gradient(out, &operand, f->with, f->prec);
    mc_operand_clear(&operand);
    return status;
}

/* F(X) = q/2 or q^2/4 with q = ||X - C||_F^2. */
static void objective(arb_t out, const struct flow *f, const arb_mat_t X)
{
    arb_mat_struct *D = ledger_matrix(f->ledger, f->m, f->n);

    arb_mat_sub(D, X, f->C, f->prec);
    mc_inner_product(out, D, D, f->prec);
    arb_mul_2exp_si(out, out, -1);
    if (f->quartic)
        arb_mul(out, out, out, f->prec);
}

/* a = alpha (X - C), times q for the quartic. */
static void scaled_gradient(const struct flow *f)
{
    arb_ptr factor = ledger_number(f->ledger);

    arb_mat_sub(f->a, f->X, f->C, f->prec);
    if (f->quartic) {
        mc_inner_product(factor, f->a, f->a, f->prec);
        arb_mul(factor, factor, f->alpha, f->prec);
    } else {
        arb_set(factor, f->alpha);
    }
    arb_mat_scalar_mul_arb(f->a, f->a, factor, f->prec);
}

/* H(X, M). */
static enum mc_status energy(arb_t out, const struct flow *f, const arb_mat_t X,
                             const arb_mat_t M)
{
    arb_mat_struct *Y = ledger_matrix(f->ledger, f->m, f->n);
    arb_ptr term = ledger_number(f->ledger);
    enum mc_status status;

    arb_mat_scalar_mul_arb(Y, X, f->lambda, f->prec);
    objective(out, f, X);
    arb_mul(out, out, f->alpha, f->prec);
    status = value_at(term, f->K->conjugate_finite, Y, f);
    if (status)
        return status;
    arb_addmul(out, term, f->conjugates, f->prec);
    status = value_at(term, f->K->value, M, f);
    if (status)
        return status;
    arb_addmul(out, term, f->c, f->prec);
    mc_inner_product(term, M, Y, f->prec);
    arb_submul(out, term, f->c, f->prec);
    return MC_OK;
}

/* A constant of the flow, in (0, 1). */
static arb_ptr drawn(const struct flow *f, const char *purpose)
{
    arb_ptr out = ledger_number(f->ledger);

    instance_fraction(out, f->x, purpose);
    return out;
}

static void choose_constants(struct flow *f)
{
    arb_ptr below = ledger_number(f->ledger);

    f->alpha = drawn(f, "alpha");
    f->g = drawn(f, "damping");
    f->lambda = drawn(f, "weight decay");
    f->eps = drawn(f, "lookahead");
    f->c = ledger_number(f->ledger);
    f->conjugates = ledger_number(f->ledger);
    arb_mul(f->c, f->eps, f->g, f->prec);
    arb_sub_ui(f->c, f->c, 1, f->prec);
    arb_neg(f->c, f->c);
    arb_mul(below, f->eps, f->lambda, f->prec);
    if (f->twist == OTHER_C)
        arb_neg(below, below);
    arb_add_ui(below, below, 1, f->prec);
    arb_div(f->c, f->c, below, f->prec);
    if (f->twist != WITHOUT_CONJUGATE)
        arb_div(f->conjugates, f->g, f->lambda, f->prec);
    arb_add(f->conjugates, f->conjugates, f->c, f->prec);
}

/* Y random with 1/2 <= ||Y||_F < 1, X = Y / lambda. */
static void choose_point(const struct flow *f)
{
    arb_ptr size = ledger_number(f->ledger);

    instance_enclose(f->M, f->x, f->prec);
    instance_companion(f->C, f->x, "optimum");
    instance_companion(f->Y, f->x, "weights");
    mc_frobenius_norm(size, f->Y, f->prec);
    arb_mat_scalar_mul_2exp_si(f->Y, f->Y, -arf_abs_bound_lt_2exp_si(arb_midref(size)));
    arb_mat_scalar_div_arb(f->X, f->Y, f->lambda, f->prec);
}

/* p, a, M', N, X' and both gradients. */
static enum mc_status move(const struct flow *f)
{
    enum mc_status status = pull_back(f);

    if (status)
        return status;
    scaled_gradient(f);
    arb_mat_scalar_mul_arb(f->dM, f->M, f->g, f->prec);
    (f->twist == PLUS_GRADIENT ? arb_mat_sub : arb_mat_add)(f->dM, f->dM, f->a, f->prec);
    arb_mat_neg(f->dM, f->dM);
    arb_mat_scalar_mul_arb(f->N, f->dM, f->eps, f->prec);
    arb_mat_add(f->N, f->N, f->M, f->prec);
    status = gradient_at(f->gradient, f->M, f);
    if (status == MC_OK)
        status = gradient_at(f->gradient_N, f->N, f);
    arb_mat_sub(f->dX, f->gradient_N, f->Y, f->prec);
    return status;
}

/* dH/dt = <a + (g + c lambda) p - c lambda M, X'> + c <gradK(M) - lambda X, M'>. */
static void chain_rule(arb_t out, const struct flow *f)
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
static void right_side(arb_t out, const struct flow *f)
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
    if (f->twist != OTHER_FACTOR)
        arb_div(out, out, factor, f->prec);
    arb_mul(out, out, first, f->prec);
    arb_div(factor, f->c, f->eps, f->prec);
    arb_addmul(out, factor, second, f->prec);
}

/* out = -Q(h), h = +-2^STEP_EXPONENT. */
static enum mc_status quotient(arb_t out, const struct flow *f, const arb_t now, int sign)
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
    status = energy(out, f, X, M);
    arb_sub(out, now, out, f->prec);
    arb_div(out, out, h, f->prec);
    mc_inner_product(bilinear, f->dM, f->dX, f->prec);
    arb_mul(bilinear, bilinear, f->lambda, f->prec);
    arb_mul(bilinear, bilinear, f->c, f->prec);
    arb_submul(out, bilinear, h, f->prec);
    return status;
}

/* -Q(h) <= right side <= -Q(-h). */
static enum mc_status check_quotients(const struct flow *f, const arb_t right)
{
    arb_ptr now = ledger_number(f->ledger), ahead = ledger_number(f->ledger);
    arb_ptr behind = ledger_number(f->ledger);
    enum mc_status status = energy(now, f, f->X, f->M);

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
static enum mc_status check_minimum(const struct flow *f)
{
    arb_ptr at_p = ledger_number(f->ledger), at_M = ledger_number(f->ledger);
    arb_ptr least = ledger_number(f->ledger), term = ledger_number(f->ledger);
    enum mc_status status = energy(at_p, f, f->X, f->p);

    if (status == MC_OK)
        status = energy(at_M, f, f->X, f->M);
    if (status == MC_OK)
        status = value_at(term, f->K->conjugate_finite, f->Y, f);
    if (status)
        return status;
    objective(least, f, f->X);
    arb_mul(least, least, f->alpha, f->prec);
    arb_mul(term, term, f->g, f->prec);
    arb_div(term, term, f->lambda, f->prec);
    arb_add(least, least, term, f->prec);
    ledger_equal(f->ledger, "H(X, gradK*(lambda X)) = alpha F + (g/lambda) K*", at_p, least);
    ledger_at_most(f->ledger, "alpha F + (g/lambda) K* <= H(X, M)", least, at_M);
    return MC_OK;
}

static enum mc_status check_flow(struct flow *f)
{
    arb_ptr left = ledger_number(f->ledger), right = ledger_number(f->ledger);
    enum mc_status status;

    choose_constants(f);
    choose_point(f);
    status = move(f);
    if (status)
        return status;
    chain_rule(left, f);
    arb_neg(left, left);
    right_side(right, f);
    ledger_equal(f->ledger, "-dH/dt by the chain rule = right side", left, right);
    if (FLINT_MAX(f->m, f->n) > QUOTIENTS_UP_TO)
        return MC_OK;
    status = check_quotients(f, right);
    return status ? status : check_minimum(f);
}

static enum mc_status check_kernel(struct flow *f, const char *norm)
{
    arb_mat_struct **matrices[] = {&f->X, &f->M, &f->C, &f->Y, &f->p, &f->a, &f->dM, &f->N,
                                   &f->dX, &f->gradient, &f->gradient_N};
    enum mc_status status;
    size_t i;

    f->K = mc_norm_find(norm);
    f->smooth = f->K->gauge;
    for (i = 0; i < sizeof matrices / sizeof *matrices; i++)
        *matrices[i] = ledger_matrix(f->ledger, f->m, f->n);
    f->quartic = false;
    status = check_flow(f);
    if (status)
        return status;
    f->quartic = true;
    return check_flow(f);
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    struct mc_norm_parameters with;
    struct flow f = {.ledger = ledger, .x = x, .m = instance_rows(x), .n = instance_cols(x),
                     .prec = prec, .twist = twist, .with = &with};
    enum mc_status status;

    mc_norm_parameters_init(&with);
    fmpq_set_si(with.d, 3, 4);
    status = check_kernel(&f, "smooth-nuclear");
    if (status == MC_OK)
        status = check_kernel(&f, "half-square");
    mc_norm_parameters_clear(&with);
    return status;
}

static const struct control controls[] = {
    {"other-c", "c = (1 - eps g) / (1 - eps lambda)"},
    {"other-factor", "the factor g + lambda, without 1 / (1 + eps lambda)"},
    {"plus-gradient", "M' = a - g M: the momentum tracks plus the gradient"},
    {"without-conjugate", "H without the term (g/lambda) K*(lambda X)"},
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
