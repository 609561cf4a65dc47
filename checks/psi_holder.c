// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  For symmetric positive semidefinite A, B and p = 1/2, 1/4: ||A^p - B^p||_2 <= ||A -
 * B||_2^p, and ||A^p - B^p||_* <= || |A - B|^p ||_*. For the odd extension f of t^p to all
 * numbers |f(a) - f(b)| <= 2^(1-p) |a - b|^p, with equality at b = -a.
 *
 * Why it matters.  It is how much U S^p V^T moves with its matrix where nothing is known of
 * small singular values. Roots are not Lipschitz at 0.
 *
 * Method.  A is the Gram matrix of the instance, B = A / 2^20, and a Gram matrix of a
 * companion; norms in balls. Sharp as B goes to 0. Numbers: pairs of singular values, one
 * negated.
 *
 * Control.  A Lipschitz bound; the constant less one per cent; constant 1 for the odd
 * extension.
 *
 * Not claimed.  A constant for rectangular U S^p V^T in the spectral norm, which is not known
 * here.
 *
 * Reference.  Bhatia, theorem X.1.3 (Ando 1988 for all unitarily invariant norms); catalogue
 * 1.9.
 */
#include "claim/ball_transform.h"
#include "claim/claim.h"
#include "muoncheck/arithmetic.h"
#include "muoncheck/number.h"

enum { LIPSCHITZ = 1, SHARPER, CONSTANT_ONE, INDEFINITE, SQUARE };

struct point {
    struct ledger *ledger;
    const arb_mat_struct *A;
    fmpq *p;
    int twist;
    slong prec;
};

/* sum of s_i^p over the singular values of D, from above and below. */
static enum mc_status power_sum(arb_t out, const arb_mat_t D, const fmpq_t p, slong prec)
{
    struct mc_svd svd;
    enum mc_status status;
    arb_t term;
    slong i;

    arb_init(term);
    mc_svd_init(&svd);
    status = mc_svd_enclose(&svd, D, -1, prec);
    arb_zero(out);
    for (i = 0; i < svd.values && status == MC_OK; i++) {
        mc_power(term, svd.sigma + i, p, prec);
        arb_add(out, out, term, prec);
    }
    mc_svd_clear(&svd);
    arb_clear(term);
    return status;
}

static enum mc_status check_pair(const struct point *at, const arb_mat_t B)
{
    slong n = arb_mat_nrows(at->A), prec = at->prec;
    arb_mat_struct *left = ledger_matrix(at->ledger, n, n);
    arb_mat_struct *right = ledger_matrix(at->ledger, n, n);
    arb_mat_struct *gap = ledger_matrix(at->ledger, n, n);
    arb_ptr lhs = ledger_number(at->ledger), rhs = ledger_number(at->ledger);
    arb_ptr sum = ledger_number(at->ledger), bound = ledger_number(at->ledger);
    enum mc_status status = ball_power(left, at->A, at->p, prec);

    if (status == MC_OK)
        status = ball_power(right, B, at->p, prec);
    if (status != MC_OK)
        return status;
    arb_mat_sub(left, left, right, prec);
    arb_mat_sub(gap, at->A, B, prec);
    mc_spectral_norm(lhs, left, prec);
    mc_spectral_norm(rhs, gap, prec);
    if (at->twist != LIPSCHITZ)
        mc_power(rhs, rhs, at->p, prec);
    if (at->twist == SHARPER) {
        arb_mul_ui(rhs, rhs, 99, prec);
        arb_div_ui(rhs, rhs, 100, prec);
    }
    ledger_at_most(at->ledger, "spectral norm", lhs, rhs);
    mc_nuclear_norm(sum, left, prec);
    status = power_sum(bound, gap, at->p, prec);
    if (status == MC_OK)
        ledger_at_most(at->ledger, "nuclear norm", sum, bound);
    return status;
}

/* a^p + b^p <= 2^(1-p) (a + b)^p for the values a and b, -b of f; equality at a = b. */
static void check_odd(const struct point *at, const arb_t a, const arb_t b, bool equal)
{
    arb_ptr lhs = ledger_number(at->ledger), rhs = ledger_number(at->ledger);
    arb_ptr two = ledger_number(at->ledger);
    fmpq_t rest;

    fmpq_init(rest);
    fmpq_sub_si(rest, at->p, 1);
    fmpq_neg(rest, rest);
    mc_power(lhs, a, at->p, at->prec);
    mc_power(rhs, b, at->p, at->prec);
    arb_add(lhs, lhs, rhs, at->prec);
    arb_add(rhs, a, b, at->prec);
    mc_power(rhs, rhs, at->p, at->prec);
    arb_set_ui(two, 2);
    mc_power(two, two, rest, at->prec);
    if (at->twist != CONSTANT_ONE)
        arb_mul(rhs, rhs, two, at->prec);
    if (equal)
        ledger_equal(at->ledger, "odd extension at b = -a", lhs, rhs);
    else
        ledger_at_most(at->ledger, "odd extension", lhs, rhs);
    fmpq_clear(rest);
}

static enum mc_status check_power(const struct point *at, const arb_mat_t other,
                                  const struct mc_svd *svd)
{
    slong n = arb_mat_nrows(at->A), i;
    arb_mat_struct *small = ledger_matrix(at->ledger, n, n);
    arb_ptr twice = ledger_number(at->ledger);
    enum mc_status status;

    arb_mat_scalar_mul_2exp_si(small, at->A, -20);
    if (at->twist == INDEFINITE)
        arb_mat_neg(small, at->A);
    status = check_pair(at, small);
    if (status == MC_OK)
        status = check_pair(at, other);
    for (i = 0; i < svd->values; i++) {
        arb_mul_2exp_si(twice, svd->sigma + i, 1);
        check_odd(at, svd->sigma + i, svd->sigma + i, true);
        check_odd(at, svd->sigma + i, twice, false);
        twice = ledger_number(at->ledger);
    }
    return status;
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    slong m = instance_rows(x), n = instance_cols(x), least = FLINT_MIN(m, n), k;
    struct mc_arithmetic balls = mc_arithmetic_ball(prec);
    arb_mat_struct *M = ledger_matrix(ledger, m, n), *D = ledger_matrix(ledger, m, n);
    arb_mat_struct *A = ledger_matrix(ledger, least, least);
    arb_mat_struct *B = ledger_matrix(ledger, least, least);
    const struct mc_svd *svd = instance_svd(x, prec);
    enum mc_status status = svd ? MC_OK : MC_NOT_DECIDED;
    fmpq_t p;

    fmpq_init(p);
    instance_enclose(M, x, prec);
    instance_companion(D, x, "other matrix");
    mc_small_gram(A, M, &balls);
    mc_small_gram(B, D, &balls);
    for (k = 2; k <= 4 && status == MC_OK; k += 2) {
        fmpq_set_si(p, 1, (ulong)k);
        if (twist == SQUARE)
            fmpq_set_si(p, 2, 1);
        status = check_power(&(struct point){ledger, A, p, twist, prec}, B, svd);
    }
    fmpq_clear(p);
    return status;
}

static const struct control controls[] = {
    {"lipschitz", "||A^p - B^p|| <= ||A - B||"},
    {"sharper", "||A^p - B^p|| <= 0.99 ||A - B||^p"},
    {"constant-one", "|f(a) - f(b)| <= |a - b|^p"},
    {"indefinite", "||f(A) - f(B)|| <= ||A - B||^p at B = -A, f the odd power"},
    {"p-beyond-one", "the same for p = 2"},
    {0},
};

static const struct hypothesis switches[] = {
    {"semidefinite", "indefinite", NULL},
    {"p-below-one", "p-beyond-one", NULL},
    {0},
};

static const char *const quick[] = {
    "diagonal:m=3,n=3,spectrum=[1,1/100,1/100000]",
    "rational-svd:m=5,n=4,seed=1,spectrum=[2,1,1,1/3]",
    "gaussian:m=4,n=6,seed=3",
    "identity:n=2",
    "diagonal:m=2,n=2,spectrum=[1/10,1/100]",
    NULL,
};

static const char *const full[] = {
    "gaussian:m=9,n=12,seed=5",
    NULL,
};

const struct claim claim_psi_holder = {
    .id = "psi-holder",
    .number = "1.9",
    .title = "Powers of semidefinite matrices are Hoelder with constant 1, odd powers of "
             "numbers with 2^(1-p)",
    .paper = "arXiv:2602.04669",
    .source = "derived; Bhatia, Matrix Analysis, theorem X.1.3",
    .statement = "For A, B >= 0 and 0 < p < 1: ||A^p - B^p|| <= ||A - B||^p, and ||A^p - "
                 "B^p||_* <= sum of s_i(A - B)^p; for f(t) = sgn(t) |t|^p, |f(a) - f(b)| <= "
                 "2^(1-p) |a - b|^p, with equality at b = -a.",
    .hypotheses = "A, B symmetric positive semidefinite, p = 1/2, 1/4",
    .switches = switches,
    .method = "transforms in balls of Gram matrices; numbers from the spectrum",
    .kind = CLAIM_INEQUALITY,
    .expected = MC_AGREES,
    .tight = true,
    .controls = controls,
    .quick = quick,
    .full = full,
    .evaluate = evaluate,
};
