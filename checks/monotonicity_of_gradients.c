// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  (a) <A - B, gradK(A) - gradK(B)> >= 0 for every K of the table; (b) for
 * K_d = sum sqrt(s^2 + d^2): gradK_d and gradK_d*(Z) = d Z (I - Z^T Z)^(-1/2) are inverse to
 * one another, so <gradK_d(A) - Z, A - gradK_d*(Z)> >= 0 for ||Z|| < 1;
 * (c) <A - B, D> >= d ||D||_F^2, D = gradK_d(A) - gradK_d(B).
 *
 * Why it matters.  These are the signs of the two terms of the Lyapunov identity (0.8): with
 * them the energy of Lion-K falls along every trajectory.
 *
 * Method.  Enclosures of both sides at A = the instance, B random, near A, and both small,
 * where (c) is nearly an equality.  (a) is convexity; (c) is Baillon and Haddad's theorem for a
 * gradient with Lipschitz constant 1/d: s / sqrt(s^2 + d^2) has slope at most 1/d.
 *
 * Control.  2d in (c); inverted spectra U S^-1 V^T and the quintic of Muon's first release in
 * the place of a gradient: neither is monotone.
 *
 * Not claimed.  (c) for the nuclear norm, whose gradient is not Lipschitz.
 *
 * Reference.  Chen, Liu, Liang, Liu, Lion-K, arXiv:2310.05898; Baillon, Haddad 1977.
 */
#include "claim/ball_transform.h"
#include "claim/claim.h"
#include "muoncheck/norm.h"
#include "optimizer/step.h"

enum { HONEST, TWICE_D, INVERTED, QUINTIC };

static enum mc_status gradient_at(arb_mat_t G, const struct mc_norm *K, const arb_mat_t M,
                                  slong prec)
{
    struct mc_norm_parameters with;
    struct mc_operand operand;
    enum mc_status status;

    mc_norm_parameters_init(&with);
    mc_operand_init(&operand, M, -1);
    status = K->gradient(G, &operand, &with, prec);
    mc_operand_clear(&operand);
    mc_norm_parameters_clear(&with);
    return status;
}

static void inverse_value(arb_t out, const arb_t s, const void *parameters, slong prec)
{
    arb_inv(out, s, prec);
}

/* |f[l, m]| = 1/|l m|, of either sign, between values that are at least s in size. */
static void inverse_lipschitz(arb_t out, const struct mc_svd *svd, const void *parameters,
                              slong prec)
{
    arb_pos_inf(out);
    if (svd->kept < svd->values || !svd->values)
        return;
    arb_min(out, svd->sigma + svd->values - 1, svd->s + svd->kept - 1, prec);
    arb_sqr(out, out, prec);
    arb_inv(out, out, prec);
    if (!arb_is_positive(out))
        arb_pos_inf(out);
}

static enum mc_status inverted(arb_mat_t out, const arb_mat_t A, slong prec)
{
    const struct mc_spectral_function f = {inverse_value, inverse_lipschitz, NULL};

    return ball_function(out, A, &f, prec);
}

/* out = <A - B, D>, D (in place) = G - H. */
static void pairing(arb_t out, arb_mat_t D, const arb_mat_t A, const arb_mat_t B,
                    const arb_mat_t G, const arb_mat_t H, struct ledger *ledger, slong prec)
{
    arb_mat_struct *gap = ledger_matrix(ledger, arb_mat_nrows(A), arb_mat_ncols(A));

    arb_mat_sub(gap, A, B, prec);
    arb_mat_sub(D, G, H, prec);
    mc_inner_product(out, gap, D, prec);
}

/* (a), and (c) where K is smooth-nuclear (d = 1). */
static enum mc_status compare(struct ledger *ledger, const struct mc_norm *K, const arb_mat_t A,
                              const arb_mat_t B, int twist, slong prec)
{
    slong m = arb_mat_nrows(A), n = arb_mat_ncols(A);
    arb_mat_struct *G = ledger_matrix(ledger, m, n), *H = ledger_matrix(ledger, m, n);
    arb_mat_struct *D = ledger_matrix(ledger, m, n);
    arb_ptr value = ledger_number(ledger), bound = ledger_number(ledger);
    enum mc_status status;

    status = twist == INVERTED ? inverted(G, A, prec) : gradient_at(G, K, A, prec);
    if (status == MC_OK)
        status = twist == INVERTED ? inverted(H, B, prec) : gradient_at(H, K, B, prec);
    if (status)
        return status;
    pairing(value, D, A, B, G, H, ledger, prec);
    if (K != mc_norm_find("smooth-nuclear")) {
        ledger_at_most(ledger, K->id, bound, value);
        return MC_OK;
    }
    mc_inner_product(bound, D, D, prec);
    if (twist == TWICE_D)
        arb_mul_2exp_si(bound, bound, 1);
    ledger_at_most(ledger, "d ||D||^2 <= <A - B, D>", bound, value);
    return MC_OK;
}

static void pull_value(arb_t out, const arb_t s, const void *parameters, slong prec)
{
    arb_sqr(out, s, prec);
    arb_sub_ui(out, out, 1, prec);
    arb_neg(out, out);
    arb_rsqrt(out, out, prec);
    arb_mul(out, out, s, prec);
}

/* The slope (1 - s^2)^(-3/2) at the largest value. */
static void pull_lipschitz(arb_t out, const struct mc_svd *svd, const void *parameters,
                           slong prec)
{
    arb_max(out, svd->sigma, svd->s, prec);
    arb_sqr(out, out, prec);
    arb_sub_ui(out, out, 1, prec);
    arb_neg(out, out);
    arb_rsqrt(out, out, prec);
    arb_pow_ui(out, out, 3, prec);
    if (!arb_is_finite(out))
        arb_pos_inf(out);
}

/* (b) at Z = gradK_d(B). */
static enum mc_status inverse_pair(struct ledger *ledger, const arb_mat_t B, slong prec)
{
    const struct mc_spectral_function f = {pull_value, pull_lipschitz, NULL};
    slong m = arb_mat_nrows(B), n = arb_mat_ncols(B);
    arb_mat_struct *Z = ledger_matrix(ledger, m, n), *back = ledger_matrix(ledger, m, n);
    enum mc_status status = gradient_at(Z, mc_norm_find("smooth-nuclear"), B, prec);

    if (status == MC_OK)
        status = ball_function(back, Z, &f, prec);
    if (status == MC_OK)
        ledger_equal_matrix(ledger, "gradK*(gradK(B)) = B", back, B);
    return status;
}

/* X (a + b s^2 + c s^4) at X = s P, s = 3/5 and 1: f(3/5) > f(1). */
static enum mc_status quintic(struct ledger *ledger, const arb_mat_t A, slong prec)
{
    slong m = arb_mat_nrows(A), n = arb_mat_ncols(A);
    const struct mc_iteration *keller = mc_iteration_find("keller");
    arb_mat_struct *P = ledger_matrix(ledger, m, n), *D = ledger_matrix(ledger, m, n);
    arb_mat_struct *X[2], *f[2];
    arb_ptr value = ledger_number(ledger), zero = ledger_number(ledger);
    struct mc_arithmetic balls = mc_arithmetic_ball(prec);
    struct mc_state state;
    enum mc_status status = polar_direction(P, A, NULL, prec);
    int i;

    for (i = 0; i < 2 && status == MC_OK; i++) {
        X[i] = ledger_matrix(ledger, m, n);
        f[i] = ledger_matrix(ledger, m, n);
        arb_mat_scalar_mul_si(X[i], P, i ? 5 : 3, prec);
        arb_mat_scalar_div_si(X[i], X[i], 5, prec);
        mc_state_init(&state);
        mc_state_start_scaled(&state, keller, 0, X[i], &balls);
        status = keller->step(&state);
        mc_state_finish(f[i], &state, keller);
        mc_state_clear(&state);
    }
    if (status)
        return status;
    pairing(value, D, X[0], X[1], f[0], f[1], ledger, prec);
    ledger_at_most(ledger, "0 <= <A - B, f(A) - f(B)>", zero, value);
    return MC_OK;
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    slong m = instance_rows(x), n = instance_cols(x);
    const struct mc_norm *smooth = mc_norm_find("smooth-nuclear");
    arb_mat_struct *A = ledger_matrix(ledger, m, n), *B = ledger_matrix(ledger, m, n);
    arb_mat_struct *near = ledger_matrix(ledger, m, n);
    enum mc_status status = MC_OK;
    size_t i;

    instance_enclose(A, x, prec);
    instance_companion(B, x, "other");
    if (twist == QUINTIC)
        return quintic(ledger, A, prec);
    if (twist == INVERTED)
        arb_mat_scalar_mul_2exp_si(B, A, 1);
    arb_mat_scalar_mul_2exp_si(near, B, -10);
    arb_mat_add(near, near, A, prec);
    for (i = 0; i < mc_norm_count && status == MC_OK; i++) {
        if (twist && mc_norms[i] != (twist == INVERTED ? mc_norm_find("nuclear") : smooth))
            continue;
        status = compare(ledger, mc_norms[i], A, B, twist, prec);
        if (status == MC_OK && !twist)
            status = compare(ledger, mc_norms[i], A, near, twist, prec);
    }
    if (status == MC_OK && !twist)
        status = inverse_pair(ledger, B, prec);
    arb_mat_scalar_mul_2exp_si(A, A, -30);
    arb_mat_scalar_mul_2exp_si(B, B, -30);
    return status || twist == INVERTED ? status : compare(ledger, smooth, A, B, twist, prec);
}

static const struct control controls[] = {
    {"twice-d", "2d in the place of d in (c)"},
    {"inverted-spectrum", "U S^-1 V^T is monotone"},
    {"quintic", "one step of Muon's quintic is monotone"},
    {NULL, NULL},
};

static const struct hypothesis switches[] = {
    {"gradient-of-a-convex-map", "inverted-spectrum", NULL},
    {"certain-gradients", NULL,
     "at a tie there is a set of gradients; each of them is monotone too"},
    {"unit-smoothing", NULL,
     "of the instances: K_d(dM) = d K_1(M), so d = 1 is no restriction"},
    {0},
};

static const char *const quick[] = {
    "gaussian:m=6,n=4,seed=1",
    "gaussian:m=4,n=7,seed=2",
    "gaussian:m=5,n=5,seed=3",
    "rational-svd:m=5,n=4,seed=1,spectrum=[3,2,1/2,1/7]",
    "prescribed:m=6,n=5,seed=1,spectrum=geometric,cond=1e6,scale=3/2",
    NULL,
};

static const char *const full[] = {
    "gaussian:m=16,n=12,seed=4",
    "data:tiny-gpt-muon/orthogonalized_00100.safetensors:in.b.0.o.weight",
    NULL,
};

const struct claim claim_monotonicity_of_gradients = {
    .id = "monotonicity-of-gradients",
    .number = "0.9",
    .title = "Gradients of K are monotone, and of the smooth nuclear norm co-coercive",
    .paper = "arXiv:2310.05898",
    .source = "lemmas of Lion-K; Baillon and Haddad 1977",
    .statement = "<A - B, gradK(A) - gradK(B)> >= 0 for every K; for sum sqrt(s^2 + d^2) it is "
                 ">= d ||gradK(A) - gradK(B)||_F^2, and gradK* = d Z (I - Z^T Z)^(-1/2) is the "
                 "inverse of gradK.",
    .hypotheses = "K convex; gradients certain at A and B; d = 1.",
    .switches = switches,
    .method = "Enclosures of both sides, far from, near and along equality.",
    .kind = CLAIM_INEQUALITY,
    .expected = MC_AGREES,
    .tight = true,
    .controls = controls,
    .quick = quick,
    .full = full,
    .evaluate = evaluate,
};
