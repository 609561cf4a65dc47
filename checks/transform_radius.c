// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  Psi_p(A) = U S^p V^T with 0 < p < 1. (a) Where all nonzero singular values of A and B
 * are at least s, ||Psi_p(A) - Psi_p(B)||_F <= s^(p-1) ||A - B||_F. (b) For any tau > 0 with
 * k_A, k_B singular values in (0, tau], the bound is tau^(p-1) ||A - B||_F + c_p tau^p
 * (sqrt(k_A) + sqrt(k_B)), c_p = (1 - p) p^(p/(1-p)).
 *
 * Why it matters.  Every transform that `truth` writes has a radius from this; the derivative p
 * s^(p-1) is not enough, because singular vectors turn.
 *
 * Method.  B = -(1 + 2^-10) A, where (a) is nearly attained by one singular value, and A plus a
 * companion; (b) with tau the geometric middle of the spectrum.
 *
 * Control.  p s^(p-1); c_p = 0.
 *
 * Not claimed.  The spectral norm.
 *
 * Reference.  Catalogue 3.39, proved there by divided differences of the odd extension.
 */
#include "claim/ball_transform.h"
#include "claim/claim.h"
#include "muoncheck/number.h"

enum { DERIVATIVE = 1, NO_SMALL_PART };

struct pair {
    struct ledger *ledger;
    const arb_mat_struct *A, *B;
    struct mc_svd left, right;
    fmpq *p;
    arb_ptr gap, distance;       /* ||A - B||_F, ||Psi_p(A) - Psi_p(B)||_F */
    int twist;
    slong prec;
};

/* out = base^(p - 1) */
static void falling_power(arb_t out, const arb_t base, const fmpq_t p, slong prec)
{
    fmpq_t rest;

    fmpq_init(rest);
    fmpq_sub_si(rest, p, 1);
    fmpq_neg(rest, rest);
    mc_power(out, base, rest, prec);
    arb_inv(out, out, prec);
    fmpq_clear(rest);
}

static void check_large(const struct pair *at)
{
    arb_ptr s = ledger_number(at->ledger), bound = ledger_number(at->ledger);
    arb_ptr slope = ledger_number(at->ledger);

    arb_min(s, at->left.sigma + at->left.values - 1, at->right.sigma + at->right.values - 1,
            at->prec);
    falling_power(bound, s, at->p, at->prec);
    arb_mul(bound, bound, at->gap, at->prec);
    if (at->twist == DERIVATIVE) {
        mc_rational_enclose(slope, at->p, at->prec);
        arb_mul(bound, bound, slope, at->prec);
    }
    ledger_at_most(at->ledger, "away from 0", at->distance, bound);
}

/* The number of singular values that may be at most tau. */
static slong small_ones(const struct mc_svd *svd, const arb_t tau)
{
    slong count = 0, i;

    for (i = 0; i < svd->values; i++)
        count += !arb_gt(svd->sigma + i, tau);
    return count;
}

/* c_p tau^p (sqrt(k_A) + sqrt(k_B)) */
static arb_ptr small_part(const struct pair *at, const arb_t tau)
{
    arb_ptr out = ledger_number(at->ledger), factor = ledger_number(at->ledger);
    arb_ptr roots = ledger_number(at->ledger);
    fmpq_t exponent, rest;

    fmpq_init(exponent), fmpq_init(rest);
    fmpq_sub_si(rest, at->p, 1);
    fmpq_neg(rest, rest);
    fmpq_div(exponent, at->p, rest);
    mc_rational_enclose(out, at->p, at->prec);
    mc_power(out, out, exponent, at->prec);
    mc_rational_enclose(factor, rest, at->prec);
    arb_mul(out, out, factor, at->prec);
    mc_power(factor, tau, at->p, at->prec);
    arb_mul(out, out, factor, at->prec);
    arb_sqrt_ui(roots, (ulong)small_ones(&at->left, tau), at->prec);
    arb_sqrt_ui(factor, (ulong)small_ones(&at->right, tau), at->prec);
    arb_add(roots, roots, factor, at->prec);
    arb_mul(out, out, roots, at->prec);
    fmpq_clear(exponent), fmpq_clear(rest);
    return out;
}

static void check_any(const struct pair *at)
{
    arb_ptr tau = ledger_number(at->ledger), bound = ledger_number(at->ledger);

    arb_mul(tau, at->left.sigma, at->left.sigma + at->left.values - 1, at->prec);
    arb_sqrt(tau, tau, at->prec);
    arb_mul_2exp_si(tau, tau, 2);    /* so that one value alone is not at its edge */
    falling_power(bound, tau, at->p, at->prec);
    arb_mul(bound, bound, at->gap, at->prec);
    if (at->twist != NO_SMALL_PART)
        arb_add(bound, bound, small_part(at, tau), at->prec);
    ledger_at_most(at->ledger, "any singular values", at->distance, bound);
}

static enum mc_status measure(struct pair *at)
{
    slong m = arb_mat_nrows(at->A), n = arb_mat_ncols(at->A);
    arb_mat_struct *left = ledger_matrix(at->ledger, m, n);
    arb_mat_struct *right = ledger_matrix(at->ledger, m, n);
    enum mc_status status = ball_power(left, at->A, at->p, at->prec);

    if (status == MC_OK)
        status = ball_power(right, at->B, at->p, at->prec);
    at->gap = ledger_number(at->ledger);
    at->distance = ledger_number(at->ledger);
    arb_mat_sub(left, left, right, at->prec);
    mc_frobenius_norm(at->distance, left, at->prec);
    arb_mat_sub(right, at->A, at->B, at->prec);
    mc_frobenius_norm(at->gap, right, at->prec);
    return status;
}

static enum mc_status check(struct pair *at)
{
    enum mc_status status;
    slong k;

    mc_svd_init(&at->left);
    mc_svd_init(&at->right);
    status = mc_svd_enclose(&at->left, at->A, -1, at->prec);
    if (status == MC_OK)
        status = mc_svd_enclose(&at->right, at->B, -1, at->prec);
    for (k = 2; k <= 4 && status == MC_OK; k += 2) {
        fmpq_set_si(at->p, 1, (ulong)k);
        status = measure(at);
        if (status == MC_OK) {
            check_large(at);
            check_any(at);
        }
    }
    mc_svd_clear(&at->left);
    mc_svd_clear(&at->right);
    return status;
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    slong m = instance_rows(x), n = instance_cols(x);
    arb_mat_struct *A = ledger_matrix(ledger, m, n), *opposite = ledger_matrix(ledger, m, n);
    arb_mat_struct *near = ledger_matrix(ledger, m, n);
    struct pair at = {.ledger = ledger, .A = A, .B = opposite, .twist = twist, .prec = prec};
    enum mc_status status;
    fmpq_t p;

    fmpq_init(p);
    at.p = p;
    instance_enclose(A, x, prec);
    arb_mat_scalar_mul_si(opposite, A, -1025, prec);
    arb_mat_scalar_mul_2exp_si(opposite, opposite, -10);
    instance_companion(near, x, "nearby");
    arb_mat_scalar_mul_2exp_si(near, near, -20);
    arb_mat_add(near, A, near, prec);
    status = check(&at);
    at.B = near;
    if (status == MC_OK)
        status = check(&at);
    fmpq_clear(p);
    return status;
}

static const struct control controls[] = {
    {"derivative", "p s^(p-1) in place of s^(p-1)"},
    {"no-small-part", "c_p = 0"},
    {0},
};

static const struct hypothesis switches[] = {
    {"small-values-counted", "no-small-part", NULL},
    {"listed-p", NULL, "the exponents that optimizers have; others are not decided"},
    {0},
};

static const char *const quick[] = {
    "diagonal:m=3,n=3,spectrum=[2,1,1/8]",
    "rational-svd:m=5,n=4,seed=1,spectrum=[2,1,1,1/3]",
    "gaussian:m=4,n=6,seed=3",
    "prescribed:m=6,n=5,seed=1,spectrum=geometric,cond=1e4",
    "diagonal:m=1,n=1,spectrum=[1/8]",
    "diagonal:m=3,n=3,spectrum=[1,1/1000,1/1000000]",
    NULL,
};

static const char *const full[] = {
    "gaussian:m=9,n=12,seed=5",
    NULL,
};

const struct claim claim_transform_radius = {
    .id = "transform-radius",
    .number = "3.39",
    .title = "U S^p V^T is Lipschitz away from small singular values, with constant s^(p-1)",
    .paper = "muoncheck",
    .source = "derived from Daleckii and Krein on the dilation",
    .statement = "0 < p < 1, all nonzero singular values of A and B at least s: ||Psi_p(A) - "
                 "Psi_p(B)||_F <= s^(p-1) ||A - B||_F. Any A, B, tau > 0, k_A, k_B singular "
                 "values in (0, tau]: <= tau^(p-1) ||A - B||_F + c_p tau^p (sqrt(k_A) + "
                 "sqrt(k_B)), c_p = (1-p) p^(p/(1-p)).",
    .hypotheses = "p = 1/2, 1/4",
    .switches = switches,
    .method = "B = -A scaled, and A plus a companion; transforms in balls",
    .kind = CLAIM_INEQUALITY,
    .expected = MC_PROVED,
    .tight = true,
    .controls = controls,
    .quick = quick,
    .full = full,
    .evaluate = evaluate,
};
