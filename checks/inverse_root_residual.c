// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  Coupled Newton X+ = X T, M+ = T^p M, T = ((p + 1) I - M) / p from X_0 = I, M_0 = A >
 * 0 has
 *   (1) M_k = X_k^p A for every k;
 *   (2) R+ = a_2 R^2 + ... + a_(p+1) R^(p+1) for R = I - M, where
 *       a_i = C(p, i-1) / p^(i-1) - C(p, i) / p^i > 0, their sum is 1, and a_2 = (p+1) / (2p);
 *   (3) ||R+|| <= ||R||^2 as long as ||R|| <= 1, with equality for p = 1;
 *   (4) if the eigenvalues of A lie in (0, p + 1), X_1 is positive definite and 0 < M_1 <= I,
 *       from where (3) leads to X_k -> A^(-1/p).
 *
 * Why it matters.  U S^q V^T for q = 1 - 2/p, and Shampoo's roots, are computed so; (4) says
 * how the input must be scaled, and that one step too far gives a negative root without any
 * warning.
 *
 * Method.  A = the smaller Gram matrix over its Frobenius norm, p = 1, 2, 3, 4, three steps in
 * balls.  (3) is sharp when the least eigenvalue of A goes to 0.  (4): A scaled so that the
 * largest eigenvalue is p + 1 - 1/64.
 *
 * Control.  a_2 larger by one per cent; ||R+|| <= 0.99 ||R||^2; the region (0, p + 2).
 *
 * Not claimed.  Stability in rounded arithmetic, or the uncoupled iteration's.
 *
 * Reference.  Guo and Higham 2006; Higham, Functions of Matrices, theorem 7.12; catalogue 3.24.
 */
#include "claim/claim.h"
#include "muoncheck/iteration.h"

enum { COEFFICIENT = 1, SHARPER, REGION };
enum { GREATEST_P = 4, STEPS = 3 };

static const struct mc_iteration *coupled(void)
{
    return mc_iteration_find("coupled-newton");
}

/* a_i, as an exact rational. */
static void coefficient(fmpq_t out, slong p, slong i, int twist)
{
    fmpz_t binomial, power;
    fmpq_t term;

    fmpz_init(binomial);
    fmpz_init(power);
    fmpq_init(term);
    fmpz_bin_uiui(binomial, (ulong)p, (ulong)i - 1);
    fmpz_set_si(power, p);
    fmpz_pow_ui(power, power, (ulong)i - 1);
    fmpq_set_fmpz_frac(out, binomial, power);
    fmpz_bin_uiui(binomial, (ulong)p, (ulong)i);
    fmpz_mul_si(power, power, p);
    fmpq_set_fmpz_frac(term, binomial, power);
    fmpq_sub(out, out, term);
    if (twist == COEFFICIENT && i == 2) {
        fmpq_set_si(term, 101, 100);
        fmpq_mul(out, out, term);
    }
    fmpz_clear(binomial);
    fmpz_clear(power);
    fmpq_clear(term);
}

/* out = sum_i a_i R^i. */
static void recursion(arb_mat_t out, struct ledger *ledger, const arb_mat_t R, slong p,
                      int twist, slong prec)
{
    slong n = arb_mat_nrows(R), i;
    arb_mat_struct *power = ledger_matrix(ledger, n, n), *term = ledger_matrix(ledger, n, n);
    arb_ptr a = ledger_number(ledger);
    fmpq_t exact;

    fmpq_init(exact);
    arb_mat_zero(out);
    arb_mat_set(power, R);
    for (i = 2; i <= p + 1; i++) {
        arb_mat_mul(power, power, R, prec);
        coefficient(exact, p, i, twist);
        arb_set_fmpq(a, exact, prec);
        arb_mat_scalar_mul_arb(term, power, a, prec);
        arb_mat_add(out, out, term, prec);
    }
    fmpq_clear(exact);
}

static void set_residual(arb_mat_t R, const arb_mat_t M, slong prec)
{
    arb_mat_one(R);
    arb_mat_sub(R, R, M, prec);
}

static void check_coefficients(struct ledger *ledger, slong p, int twist, slong prec)
{
    arb_ptr lhs = ledger_number(ledger), rhs = ledger_number(ledger);
    fmpq_t sum, a;
    slong i;

    fmpq_init(sum);
    fmpq_init(a);
    for (i = 2; i <= p + 1; i++) {
        coefficient(a, p, i, twist);
        fmpq_add(sum, sum, a);
        arb_set_fmpq(rhs, a, prec);
        ledger_less(ledger, "a_i > 0", lhs, rhs);
    }
    arb_set_fmpq(lhs, sum, prec);
    arb_one(rhs);
    ledger_equal(ledger, "sum of a_i", lhs, rhs);
    coefficient(a, p, 2, twist);
    arb_set_fmpq(lhs, a, prec);
    fmpq_set_si(a, p + 1, 2 * (ulong)p);
    arb_set_fmpq(rhs, a, prec);
    ledger_equal(ledger, "a_2", lhs, rhs);
    fmpq_clear(sum);
    fmpq_clear(a);
}

/* One step's entries: R before, R after. */
static void check_step(struct ledger *ledger, const arb_mat_t R, const arb_mat_t after, slong p,
                       int twist, slong prec)
{
    slong n = arb_mat_nrows(R);
    arb_mat_struct *rhs = ledger_matrix(ledger, n, n);
    arb_ptr lhs = ledger_number(ledger), bound = ledger_number(ledger);

    recursion(rhs, ledger, R, p, twist, prec);
    ledger_equal_matrix(ledger, "residual recursion", after, rhs);
    mc_spectral_norm(lhs, after, prec);
    mc_spectral_norm(bound, R, prec);
    arb_sqr(bound, bound, prec);
    if (twist == SHARPER) {
        arb_mul_ui(bound, bound, 99, prec);
        arb_div_ui(bound, bound, 100, prec);
    }
    if (p == 1)
        ledger_equal(ledger, "residual squares", lhs, bound);   /* R+ = R^2 */
    else
        ledger_at_most(ledger, "residual squares", lhs, bound);
}

static enum mc_status check_run(struct ledger *ledger, const arb_mat_t A, slong p, int twist,
                                slong prec)
{
    slong n = arb_mat_nrows(A), k;
    struct mc_arithmetic balls = mc_arithmetic_ball(prec);
    enum mc_status status = MC_OK;
    struct mc_state state;

    mc_state_init(&state);
    mc_state_start_scaled(&state, coupled(), p, A, &balls);
    for (k = 0; k < STEPS && status == MC_OK; k++) {
        arb_mat_struct *R = ledger_matrix(ledger, n, n), *after = ledger_matrix(ledger, n, n);
        arb_mat_struct *product = ledger_matrix(ledger, n, n);

        set_residual(R, state.y, prec);
        status = coupled()->step(&state);
        set_residual(after, state.y, prec);
        check_step(ledger, R, after, p, twist, prec);
        arb_mat_pow_ui(product, state.x, (ulong)p, prec);
        arb_mat_mul(product, product, A, prec);
        ledger_equal_matrix(ledger, "M_k = X_k^p A", state.y, product);
    }
    mc_state_clear(&state);
    return status;
}

/* (4), on the spectrum: l scaled so that the largest is p + 1 - 1/64. */
static void check_region(struct ledger *ledger, const struct mc_svd *svd, slong p, int twist,
                         slong prec)
{
    arb_ptr top = ledger_number(ledger), zero = ledger_number(ledger);
    arb_ptr one = ledger_number(ledger);
    slong i;

    arb_one(one);
    arb_set_si(top, 64 * (p + (twist == REGION ? 2 : 1)) - 1);
    arb_mul_2exp_si(top, top, -6);
    for (i = 0; i < svd->values; i++) {
        arb_ptr w = ledger_number(ledger), factor = ledger_number(ledger);

        arb_div(w, svd->sigma + i, svd->sigma, prec);
        arb_sqr(w, w, prec);
        arb_mul(w, w, top, prec);
        arb_sub_si(factor, w, p + 1, prec);
        arb_neg(factor, factor);
        ledger_less(ledger, "X_1 positive", zero, factor);
        coupled()->map(w, w, p, prec);
        ledger_less(ledger, "M_1 positive", zero, w);
        ledger_less(ledger, "M_1 below I", w, one);
    }
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    slong m = instance_rows(x), n = instance_cols(x), least = FLINT_MIN(m, n), p;
    struct mc_arithmetic balls = mc_arithmetic_ball(prec);
    arb_mat_struct *M = ledger_matrix(ledger, m, n), *A = ledger_matrix(ledger, least, least);
    const struct mc_svd *svd = instance_svd(x, prec);
    enum mc_status status = svd ? MC_OK : MC_NOT_DECIDED;
    arb_ptr size = ledger_number(ledger);

    instance_enclose(M, x, prec);
    mc_small_gram(A, M, &balls);
    arb_mat_frobenius_norm(size, A, prec);
    arb_mat_scalar_div_arb(A, A, size, prec);
    for (p = 1; p <= GREATEST_P && status == MC_OK; p++) {
        check_coefficients(ledger, p, twist, prec);
        check_region(ledger, svd, p, twist, prec);
        status = check_run(ledger, A, p, twist, prec);
    }
    return status;
}

static const struct control controls[] = {
    {"coefficient", "a_2 = 1.01 (p + 1) / (2 p)"},
    {"sharper", "||R+|| <= 0.99 ||R||^2"},
    {"region", "eigenvalues up to p + 2 converge to the positive root"},
    {0},
};

static const struct hypothesis switches[] = {
    {"eigenvalues-below-p-plus-one", "region", NULL},
    {"positive-definite", NULL,
     "not dropped: the root of a matrix with negative eigenvalues is complex"},
    {"near-one", NULL, "not dropped: ||I - A|| < 1 is where the inequality is stated"},
    {0},
};

static const char *const quick[] = {
    "diagonal:m=3,n=3,spectrum=[1,1/2,1/64]",
    "rational-svd:m=5,n=3,seed=1,spectrum=[2,1,1/3]",
    "gaussian:m=4,n=6,seed=7",
    "prescribed:m=5,n=5,seed=1,spectrum=geometric,cond=100",
    NULL,
};

static const char *const full[] = {
    "data:tiny-gpt-muon/orthogonalized_00100.safetensors:in.*",
    "gaussian:m=16,n=24,seed=8",
    NULL,
};

const struct claim claim_inverse_root_residual = {
    .id = "inverse-root-residual",
    .number = "3.24",
    .title = "Coupled Newton for the inverse p-th root squares its residual",
    .paper = "Guo-Higham-2006",
    .source = "Higham, Functions of Matrices, theorem 7.12; coefficients derived here",
    .statement = "M_k = X_k^p A; R+ = sum a_i R^i with positive a_i of sum 1, "
                 "a_2 = (p+1)/(2p); ||R+|| <= ||R||^2; from eigenvalues in (0, p + 1) the root "
                 "is the positive one.",
    .hypotheses = "A positive definite, ||I - A|| < 1 for the inequality; p = 1, 2, 3, 4",
    .switches = switches,
    .method = "three steps in balls from the scaled Gram matrix; the region on the spectrum",
    .kind = CLAIM_IDENTITY,
    .needs = NEEDS_FULL_RANK,
    .expected = MC_AGREES,
    .tight = true,
    .controls = controls,
    .quick = quick,
    .full = full,
    .evaluate = evaluate,
};
