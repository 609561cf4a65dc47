// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  K = ||.||_* has the conjugate K*(Z) = sup_M <Z, M> - ||M||_* = 0 if ||Z|| <= 1, else
 * +infinity; (1/lambda) K*(lambda X) is the indicator of ||X|| <= 1/lambda.  With singular
 * values sigma_1 >= ... of A and X = c A / (lambda ||A||), so that ||lambda X|| = c:
 *   (1) <X, M> <= ||M||_* / lambda for every M, if c <= 1;
 *   (2) T = U_j V_j^T, j the first place behind which sigma certainly falls (the rank if none):
 *       <X, tT> - ||tT||_* / lambda = (t/lambda) sum_{i<=j} (c sigma_i / sigma_1 - 1), which is
 *       (t/lambda)(||lambda X|| - 1) for j = 1;
 *   (3) that is > 0 if c > 1, so the supremum over t is +infinity;
 *   (4) sup over ||Z|| <= 1 of <Z, A> is ||A||_*, at Z = msgn(A).
 * A closed convex set is known by its support function, so (4) rules out every other ball.
 *
 * Why it matters.  This is why decoupled weight decay lambda under Muon is the constraint
 * ||X|| <= 1/lambda.
 *
 * Method.  Enclosures of both sides; ||tT||_* from its own SVD.  c = 1/2, 1, 1 + 2^-40, 2.
 * M in (1): random, and (u_1 + small) v_1^T, where both sides nearly agree at c = 1; with one
 * row the latter is a multiple of u_1 v_1^T, about which (2) speaks.
 *
 * Control.  ||Z|| = 1.01 taken for a point of the domain; the Frobenius and the nuclear ball in
 * the place of the spectral one in (4).
 *
 * Not claimed.  Nothing for A = 0.  (2) for a single u_1 v_1^T where sigma_1 is multiple: the
 * pair is then not unique, T is.
 *
 * Reference.  Chen, Li, Liu, arXiv:2506.15054, section 6; Hoelder's inequality for Schatten
 * norms (von Neumann 1937).  Derived here: the value on the ray.
 */
#include "claim/claim.h"
#include "muoncheck/norm.h"

enum twist { TRUE_CLAIM, OUTSIDE_POINT, FROBENIUS_BALL, NUCLEAR_BALL };

struct dual {
    struct ledger *ledger;
    struct instance *x;
    const struct mc_svd *svd;
    slong m, n, prec, leading;          /* leading: j                                  */
    int twist;
    arb_mat_struct *A, *T, *X;
    arb_ptr nuclear, c, lambda, t, ray_norm;    /* ||A||_*; c; lambda; t; ||tT||_*     */
};

/* T, and j as the least k for which U_k V_k^T is certain. */
static enum mc_status leading_part(struct dual *s)
{
    const struct mc_norm *ky_fan = mc_norm_find("ky-fan");
    struct mc_norm_parameters with;
    struct mc_operand operand;
    enum mc_status status = MC_NOT_DECIDED;

    mc_norm_parameters_init(&with);
    mc_operand_init(&operand, s->A, s->svd->rank_lo);
    mc_operand_lend(&operand, s->svd);
    for (with.k = 1; status == MC_NOT_DECIDED && with.k <= s->svd->rank_lo; with.k++) {
        s->leading = with.k;
        status = ky_fan->gradient(s->T, &operand, &with, s->prec);
    }
    mc_operand_clear(&operand);
    mc_norm_parameters_clear(&with);
    return status;
}

/* M = (u_1 + w) v_1^T with ||w|| below 2^-5, and its nuclear norm ||u_1 + w|| ||v_1||. */
static void tilted_pair(arb_mat_t M, arb_t nuclear, const struct dual *s)
{
    arb_mat_struct *u = ledger_matrix(s->ledger, s->m, 1),
                   *v = ledger_matrix(s->ledger, 1, s->n);
    arb_ptr length = ledger_number(s->ledger);
    slong i;

    instance_companion(u, s->x, "tilt");
    arb_mat_scalar_mul_2exp_si(u, u, -8 - FLINT_BIT_COUNT(s->m) / 2);
    for (i = 0; i < s->m; i++)
        arb_add(arb_mat_entry(u, i, 0), arb_mat_entry(u, i, 0), arb_mat_entry(s->svd->u, i, 0),
                s->prec);
    for (i = 0; i < s->n; i++)
        arb_set(arb_mat_entry(v, 0, i), arb_mat_entry(s->svd->v, i, 0));
    arb_mat_mul(M, u, v, s->prec);
    mc_frobenius_norm(nuclear, u, s->prec);
    mc_frobenius_norm(length, v, s->prec);
    arb_mul(nuclear, nuclear, length, s->prec);
}

/* (1) for one M. */
static void check_inside(const struct dual *s, const char *what, const arb_mat_t M,
                         const arb_t nuclear)
{
    arb_ptr value = ledger_number(s->ledger), bound = ledger_number(s->ledger);

    mc_inner_product(value, s->X, M, s->prec);
    arb_div(bound, nuclear, s->lambda, s->prec);
    ledger_at_most(s->ledger, what, value, bound);
}

static void check_domain(const struct dual *s)
{
    arb_mat_struct *M = ledger_matrix(s->ledger, s->m, s->n);
    arb_ptr nuclear = ledger_number(s->ledger);

    instance_companion(M, s->x, "momentum");
    mc_nuclear_norm(nuclear, M, s->prec);
    check_inside(s, "<X, M> <= ||M||_* / lambda at random", M, nuclear);
    if (s->m == 1)
        return;
    tilted_pair(M, nuclear, s);
    check_inside(s, "<X, M> <= ||M||_* / lambda near u_1 v_1^T", M, nuclear);
}

/* (2) and (3). */
static void check_ray(const struct dual *s, bool outside)
{
    arb_mat_struct *M = ledger_matrix(s->ledger, s->m, s->n);
    arb_ptr value = ledger_number(s->ledger), gap = ledger_number(s->ledger);
    arb_ptr norm = ledger_number(s->ledger), formula = ledger_number(s->ledger);

    arb_mat_scalar_mul_arb(M, s->T, s->t, s->prec);
    mc_inner_product(value, s->X, M, s->prec);
    arb_div(norm, s->ray_norm, s->lambda, s->prec);
    arb_sub(gap, value, norm, s->prec);
    mc_svd_ky_fan_norm(formula, s->svd, s->leading, s->prec);
    arb_mul(formula, formula, s->c, s->prec);
    arb_div(formula, formula, s->svd->sigma, s->prec);
    arb_sub_si(formula, formula, s->leading, s->prec);
    arb_mul(formula, formula, s->t, s->prec);
    arb_div(formula, formula, s->lambda, s->prec);
    ledger_equal_scaled(s->ledger, "value on the ray", gap, formula, norm);
    if (outside)
        ledger_less(s->ledger, "positive on the ray", norm, value);
}

static void check_point(struct dual *s, slong numerator, slong denominator, bool outside)
{
    arb_ptr factor = ledger_number(s->ledger);

    arb_set_si(s->c, numerator);
    arb_div_si(s->c, s->c, denominator, s->prec);
    arb_div(factor, s->c, s->svd->sigma, s->prec);
    arb_div(factor, factor, s->lambda, s->prec);
    arb_mat_scalar_mul_arb(s->X, s->A, factor, s->prec);
    if (!outside)
        check_domain(s);
    check_ray(s, outside);
}

/* (4): out = the Z of the ball with the largest <Z, A>. */
static enum mc_status maximiser(arb_mat_t out, const struct dual *s)
{
    arb_ptr size = ledger_number(s->ledger);

    if (s->twist == FROBENIUS_BALL) {
        mc_frobenius_norm(size, s->A, s->prec);
        arb_mat_scalar_div_arb(out, s->A, size, s->prec);
        return MC_OK;
    }
    if (s->twist == NUCLEAR_BALL) {
        arb_mat_scalar_div_si(out, s->T, s->leading, s->prec);
        return MC_OK;
    }
    return instance_polar(out, s->x, s->prec);
}

static enum mc_status check_support(const struct dual *s)
{
    arb_mat_struct *Z = ledger_matrix(s->ledger, s->m, s->n);
    arb_ptr value = ledger_number(s->ledger);
    enum mc_status status = maximiser(Z, s);

    if (status)
        return status;
    mc_inner_product(value, Z, s->A, s->prec);
    ledger_equal(s->ledger, "largest <Z, A> over the ball = ||A||_*", value, s->nuclear);
    return MC_OK;
}

static enum mc_status dual_open(struct dual *s)
{
    arb_mat_struct *ray = ledger_matrix(s->ledger, s->m, s->n);
    enum mc_status status;

    s->A = ledger_matrix(s->ledger, s->m, s->n);
    s->T = ledger_matrix(s->ledger, s->m, s->n);
    s->X = ledger_matrix(s->ledger, s->m, s->n);
    s->nuclear = ledger_number(s->ledger);
    s->c = ledger_number(s->ledger);
    s->t = ledger_number(s->ledger);
    s->lambda = ledger_number(s->ledger);
    s->ray_norm = ledger_number(s->ledger);
    instance_enclose(s->A, s->x, s->prec);
    mc_svd_nuclear_norm(s->nuclear, s->svd, s->prec);
    instance_fraction(s->lambda, s->x, "lambda");
    instance_fraction(s->t, s->x, "length");
    status = leading_part(s);
    arb_mat_scalar_mul_arb(ray, s->T, s->t, s->prec);
    mc_nuclear_norm(s->ray_norm, ray, s->prec);
    return status;
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    struct dual s = {.ledger = ledger, .x = x, .m = instance_rows(x), .n = instance_cols(x),
                     .prec = prec, .twist = twist};
    enum mc_status status;

    s.svd = instance_svd(x, prec);
    if (!s.svd || s.svd->rank_lo < 1)
        return MC_NOT_DECIDED;
    status = dual_open(&s);
    if (status)
        return status;
    check_point(&s, 1, 2, false);
    if (twist == OUTSIDE_POINT)
        check_point(&s, 101, 100, false);
    else
        check_point(&s, 1, 1, false);
    check_point(&s, (WORD(1) << 40) + 1, WORD(1) << 40, true);
    check_point(&s, 2, 1, true);
    return check_support(&s);
}

static const struct control controls[] = {
    {"outside-point", "K*(Z) = 0 for ||Z|| = 1.01"},
    {"frobenius-ball", "K* is the indicator of ||Z||_F <= 1"},
    {"nuclear-ball", "K* is the indicator of ||Z||_* <= 1"},
    {0},
};

static const struct hypothesis switches[] = {
    {"in-the-ball", "outside-point", NULL},
    {"nonzero", NULL,
     "at Z = 0 there is no leading ray; <0, M> <= ||M||_* is all there is to say"},
    {"positive-lambda", NULL,
     "(1/lambda) K* and the radius 1/lambda are not defined without it"},
    {0},
};

static const char *const quick[] = {
    "gaussian:m=6,n=6,seed=1",
    "gaussian:m=8,n=3,seed=2",
    "gaussian:m=3,n=7,seed=3",
    "gaussian:m=1,n=2,seed=4",
    "rational-svd:m=5,n=4,seed=1,spectrum=[1,1,1/2,0]",
    "identity:m=4,n=4",
    "hadamard:n=8",
    "prescribed:m=6,n=5,seed=6,spectrum=clustered,cond=1000",
    "prescribed:m=6,n=6,seed=5,spectrum=rank-deficient",
    "prescribed:m=5,n=6,seed=7,spectrum=one-small,cond=1e8",
    "data:tiny-gpt-muon/orthogonalized_00100.safetensors:in.*",
    NULL,
};

static const char *const full[] = {
    "gaussian:m=16,n=16,seed=8",
    "hilbert:n=8",
    "kahan:n=12,theta=1.2",
    "rosser",
    "near-overflow:m=4,n=3,seed=1",
    "near-underflow:m=4,n=3,seed=1",
    NULL,
};

const struct claim claim_nuclear_conjugate = {
    .id = "nuclear-conjugate",
    .number = "0.2",
    .title = "The conjugate of the nuclear norm is the indicator of the spectral ball",
    .paper = "arXiv:2506.15054",
    .source = "Section 6",
    .statement =
        "K*(Z) = sup_M <Z, M> - ||M||_* is 0 if ||Z|| <= 1 and +infinity otherwise, so "
        "(1/lambda) K*(lambda X) is the indicator of ||X|| <= 1/lambda; on the ray "
        "M = t u_1 v_1^T the value is t (||Z|| - 1).",
    .hypotheses = "None on Z != 0; lambda > 0.",
    .switches = switches,
    .method = "Fenchel-Young gaps at points inside, on and just outside the ball; the value on "
              "the leading ray; the support function.",
    .kind = CLAIM_IDENTITY,
    .expected = MC_AGREES,
    .tight = true,
    .controls = controls,
    .quick = quick,
    .full = full,
    .evaluate = evaluate,
};
