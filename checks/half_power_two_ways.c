// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  With G the smaller Gram matrix, M G^(-1/4) = M (G^(1/2))^(-1/2) = U S^(1/2) V^T (G at
 * the left for m <= n). A ridge in each of the two square roots gives another matrix than one
 * in the fourth root.
 *
 * Why it matters.  Codes that take two square roots and add a ridge in each (BeyondMuon) do not
 * compute what one inverse fourth root (coupled Newton, p = 4) computes.
 *
 * Method.  Powers of enclosed Gram matrices against the transform of the SVD.
 *
 * Control.  Ridges; one root alone.
 *
 * Not claimed.  How much the ridge costs, which is psi-half-limit-map.
 *
 * Reference.  Catalogue 3.25.
 */
#include "claim/ball_transform.h"
#include "claim/claim.h"
#include "claim/subjects.h"
#include "muoncheck/arithmetic.h"

enum { RIDGE = 1, ONE_ROOT };

static void add_ridge(arb_mat_t A, slong prec)
{
    arb_t d;
    slong i;

    arb_init(d);
    arb_one(d);
    arb_div_ui(d, d, 1000, prec);
    for (i = 0; i < arb_mat_nrows(A); i++)
        arb_add(arb_mat_entry(A, i, i), arb_mat_entry(A, i, i), d, prec);
    arb_clear(d);
}

/* out = M R^-1 or R^-1 M, on the side where R fits */
static enum mc_status divide(arb_mat_t out, const arb_mat_t M, arb_mat_t R, slong prec)
{
    if (!arb_mat_inv(R, R, prec))
        return MC_NOT_DECIDED;
    if (arb_mat_nrows(M) > arb_mat_ncols(M))
        arb_mat_mul(out, M, R, prec);
    else
        arb_mat_mul(out, R, M, prec);
    return MC_OK;
}

static enum mc_status root(arb_mat_t R, ulong q, slong prec)
{
    enum mc_status status;
    fmpq_t p;

    fmpq_init(p);
    fmpq_set_si(p, 1, q);
    status = ball_power(R, R, p, prec);
    fmpq_clear(p);
    return status;
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    slong m = instance_rows(x), n = instance_cols(x), least = FLINT_MIN(m, n);
    struct mc_arithmetic balls = mc_arithmetic_ball(prec);
    arb_mat_struct *M = ledger_matrix(ledger, m, n), *exact = ledger_matrix(ledger, m, n);
    arb_mat_struct *fourth = ledger_matrix(ledger, least, least);
    arb_mat_struct *twice = ledger_matrix(ledger, least, least);
    arb_mat_struct *one = ledger_matrix(ledger, m, n), *two = ledger_matrix(ledger, m, n);
    enum mc_status status;
    fmpq_t half;

    fmpq_init(half);
    fmpq_set_si(half, 1, 2);
    instance_enclose(M, x, prec);
    status = instance_power(exact, x, half, prec);
    mc_small_gram(fourth, M, &balls);
    if (twist == RIDGE)
        add_ridge(fourth, prec);
    arb_mat_set(twice, fourth);
    if (status == MC_OK)
        status = root(fourth, 4, prec);
    if (status == MC_OK)
        status = root(twice, 2, prec);
    if (twist == RIDGE)
        add_ridge(twice, prec);
    if (status == MC_OK && twist != ONE_ROOT)
        status = root(twice, 2, prec);
    if (status == MC_OK)
        status = divide(one, M, fourth, prec);
    if (status == MC_OK)
        status = divide(two, M, twice, prec);
    if (status == MC_OK) {
        ledger_equal_matrix(ledger, "both ways", one, two);
        if (twist != RIDGE)
            ledger_equal_matrix(ledger, "the transform", one, exact);
    }
    fmpq_clear(half);
    return status;
}

static const struct control controls[] = {
    {"ridge", "the same with a ridge of 1/1000 in each root"},
    {"one-root", "one square root alone"},
    {0},
};

static const struct hypothesis switches[] = {
    {"no-ridge", "ridge", NULL},
    {"full-rank", NULL, "the inverse roots are not defined otherwise"},
    {0},
};

static const char *const full[] = {
    "gaussian:m=9,n=12,seed=5",
    NULL,
};

const struct claim claim_half_power_two_ways = {
    .id = "half-power-two-ways",
    .number = "3.25",
    .title = "U S^(1/2) V^T by an inverse fourth root, or by two inverse square roots: the "
             "same without a ridge",
    .paper = "arXiv:2602.04669",
    .source = "derived",
    .statement = "M (M^T M)^(-1/4) = M ((M^T M)^(1/2))^(-1/2) = U S^(1/2) V^T on the smaller "
                 "side; with a ridge d the two differ: ((G + d)^(1/2) + d)^(-1/2) is not (G "
                 "+ d)^(-1/4).",
    .hypotheses = "full rank",
    .switches = switches,
    .method = "roots of the smaller Gram matrix in balls",
    .kind = CLAIM_IDENTITY,
    .expected = MC_AGREES,
    .controls = controls,
    .quick = subject_full_rank_points,
    .full = full,
    .evaluate = evaluate,
};
