// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  With H_A = (A^T A)^(1/2), ||H_A - H_B||_F <= sqrt(2) ||A - B||_F for all A, B of one
 * shape, rank-deficient or not; the constant is sharp.
 *
 * Why it matters.  The symmetric factor, and so the singular values with their right vectors,
 * moves no faster than the matrix, unlike the orthogonal one.
 *
 * Method.  B is A with 2^-10 added to the last entry of the first row, and A plus a companion;
 * roots of Gram matrices in balls, which need no rank.
 *
 * Control.  Constants 1 and 1.4.
 *
 * Not claimed.  The spectral norm, where there is no dimension-free constant.
 *
 * Reference.  Araki and Yamagami 1981; catalogue 3.31.
 */
#include "claim/ball_transform.h"
#include "claim/claim.h"

enum { ONE = 1, ONE_POINT_FOUR };

/* H = (A^T A)^(1/2) */
static enum mc_status factor(arb_mat_t H, const arb_mat_t A, struct ledger *ledger, slong prec)
{
    slong m = arb_mat_nrows(A), n = arb_mat_ncols(A);
    arb_mat_struct *transpose = ledger_matrix(ledger, n, m);
    arb_mat_struct *gram = ledger_matrix(ledger, n, n);
    enum mc_status status;
    fmpq_t half;

    fmpq_init(half);
    fmpq_set_si(half, 1, 2);
    arb_mat_transpose(transpose, A);
    arb_mat_mul(gram, transpose, A, prec);
    status = ball_power(H, gram, half, prec);
    fmpq_clear(half);
    return status;
}

static enum mc_status check(struct ledger *ledger, const arb_mat_t A, const arb_mat_t B,
                            int twist, slong prec)
{
    slong m = arb_mat_nrows(A), n = arb_mat_ncols(A);
    arb_mat_struct *left = ledger_matrix(ledger, n, n), *right = ledger_matrix(ledger, n, n);
    arb_mat_struct *gap = ledger_matrix(ledger, m, n);
    arb_ptr lhs = ledger_number(ledger), rhs = ledger_number(ledger);
    arb_ptr constant = ledger_number(ledger);
    enum mc_status status = factor(left, A, ledger, prec);

    if (status == MC_OK)
        status = factor(right, B, ledger, prec);
    if (status != MC_OK)
        return status;
    arb_sqrt_ui(constant, 2, prec);
    if (twist)
        arb_set_ui(constant, twist == ONE ? 10 : 14);
    if (twist)
        arb_div_ui(constant, constant, 10, prec);
    arb_mat_sub(left, left, right, prec);
    mc_frobenius_norm(lhs, left, prec);
    arb_mat_sub(gap, A, B, prec);
    mc_frobenius_norm(rhs, gap, prec);
    arb_mul(rhs, rhs, constant, prec);
    ledger_at_most(ledger, "distance of the symmetric factors", lhs, rhs);
    return MC_OK;
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    slong m = instance_rows(x), n = instance_cols(x);
    arb_mat_struct *A = ledger_matrix(ledger, m, n), *B = ledger_matrix(ledger, m, n);
    arb_mat_struct *C = ledger_matrix(ledger, m, n);
    arb_ptr little = ledger_number(ledger);
    enum mc_status status;

    instance_enclose(A, x, prec);
    arb_mat_set(B, A);
    arb_one(little);
    arb_mul_2exp_si(little, little, -10);
    arb_add(arb_mat_entry(B, 0, n - 1), arb_mat_entry(B, 0, n - 1), little, prec);
    instance_companion(C, x, "nearby");
    arb_mat_add(C, A, C, prec);
    status = check(ledger, A, B, twist, prec);
    return status == MC_OK ? check(ledger, A, C, twist, prec) : status;
}

static const struct control controls[] = {
    {"one", "constant 1"},
    {"one-point-four", "constant 1.4"},
    {0},
};

static const struct hypothesis switches[] = {
    {"one-shape", NULL, "A - B is not defined otherwise"},
    {0},
};

static const char *const quick[] = {
    "diagonal:m=2,n=2,spectrum=[1,0]",
    "diagonal:m=3,n=3,spectrum=[2,1,1/8]",
    "rational-svd:m=5,n=4,seed=1,spectrum=[2,1,1,1/3]",
    "gaussian:m=4,n=6,seed=3",
    "prescribed:m=6,n=5,seed=1,spectrum=geometric,cond=1e4",
    NULL,
};

static const char *const full[] = {
    "gaussian:m=9,n=12,seed=5",
    NULL,
};

const struct claim claim_symmetric_factor_lipschitz = {
    .id = "symmetric-factor-lipschitz",
    .number = "3.31",
    .title = "The symmetric polar factor is Lipschitz with constant sqrt 2 in the Frobenius "
             "norm",
    .paper = "Araki-Yamagami-1981",
    .source = "Araki and Yamagami 1981; Kittaneh 1985",
    .statement = "H_A = (A^T A)^(1/2): ||H_A - H_B||_F <= sqrt(2) ||A - B||_F; sqrt 2 is "
                 "attained in the limit t -> 0 at A = e_1 e_1^T, B = A + t e_1 e_2^T.",
    .hypotheses = "A, B of one shape",
    .switches = switches,
    .method = "B = A plus 2^-10 in the last entry of the first row; and a companion",
    .kind = CLAIM_INEQUALITY,
    .expected = MC_PROVED,
    .tight = true,
    .controls = controls,
    .quick = quick,
    .full = full,
    .evaluate = evaluate,
};
