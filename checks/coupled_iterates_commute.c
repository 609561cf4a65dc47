// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  Coupled Newton-Schulz, T = (3 I - Z Y)/2, Y+ = Y T, Z+ = T Z from Y_0 = A / ||A||_F,
 * Z_0 = I, keeps Y_k = Y_0 Z_k, and all iterates commute with A. From a start whose largest
 * eigenvalue is 4 and whose others are below 3 the first T has a negative determinant: the
 * iterates leave the positive cone, toward a root that is not the principal one.
 *
 * Why it matters.  BeyondMuon's routines rest on this iteration; the invariant is what rounding
 * breaks.
 *
 * Method.  A is the smaller Gram matrix; iterates of the registry in balls.
 *
 * Control.  A wrong invariant, two ways; a positive first factor.
 *
 * Not claimed.  The rate and what 15 steps reach, which is the theorem
 * coupled-newton-schulz-rate.
 *
 * Reference.  Higham, Functions of Matrices, 6.35; catalogue 1.5.
 */
#include "claim/claim.h"
#include "muoncheck/iteration.h"

enum { PLUS = 1, SAME, POSITIVE, SKEWED, INDEFINITE };
enum { STEPS = 4 };

static void compare(struct ledger *ledger, const struct mc_state *state, const arb_mat_t start,
                    int twist, slong prec)
{
    slong n = arb_mat_nrows(start);
    arb_mat_struct *expected = ledger_matrix(ledger, n, n), *left = ledger_matrix(ledger, n, n);
    arb_mat_struct *right = ledger_matrix(ledger, n, n), *Y = ledger_matrix(ledger, n, n);

    arb_mat_set(Y, state->y);
    arb_mat_mul(expected, start, state->x, prec);
    if (twist == PLUS)
        arb_mat_add(expected, expected, start, prec);
    if (twist == SAME)
        arb_mat_set(expected, state->x);
    ledger_equal_matrix(ledger, "Y = A Z", Y, expected);
    arb_mat_mul(left, Y, start, prec);
    arb_mat_mul(right, start, Y, prec);
    ledger_equal_matrix(ledger, "Y commutes with A", left, right);
}

/* det (3 I - 4 A / s_1) / 2 < 0, where the second eigenvalue is certainly below 3/4 of s_1. */
static void check_beyond(struct ledger *ledger, const arb_mat_t A, const struct mc_svd *svd,
                         int twist, slong prec)
{
    slong n = arb_mat_nrows(A), i;
    arb_mat_struct *T = ledger_matrix(ledger, n, n);
    arb_ptr determinant = ledger_number(ledger), zero = ledger_number(ledger);
    arb_ptr ratio = ledger_number(ledger), scale = ledger_number(ledger);

    arb_one(ratio);
    if (n > 1) {
        arb_div(ratio, svd->sigma + 1, svd->sigma, prec);
        arb_sqr(ratio, ratio, prec);
    }
    arb_mul_2exp_si(ratio, ratio, 2);
    arb_sub_ui(ratio, ratio, 3, prec);
    if (n == 1 || !arb_is_negative(ratio))
        return;
    arb_sqr(scale, svd->sigma, prec);
    arb_mul_2exp_si(scale, scale, -2);
    arb_mat_scalar_div_arb(T, A, scale, prec);
    arb_mat_neg(T, T);
    for (i = 0; i < n; i++)
        arb_add_ui(arb_mat_entry(T, i, i), arb_mat_entry(T, i, i), 3, prec);
    arb_mat_scalar_mul_2exp_si(T, T, -1);
    arb_mat_det(determinant, T, prec);
    if (twist == POSITIVE)
        ledger_less(ledger, "the first factor", zero, determinant);
    else
        ledger_less(ledger, "the first factor", determinant, zero);
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    const struct mc_iteration *iteration = mc_iteration_find("coupled-newton-schulz");
    slong m = instance_rows(x), n = instance_cols(x), least = FLINT_MIN(m, n), k;
    struct mc_arithmetic balls = mc_arithmetic_ball(prec);
    arb_mat_struct *M = ledger_matrix(ledger, m, n), *A = ledger_matrix(ledger, least, least);
    const struct mc_svd *svd = instance_svd(x, prec);
    enum mc_status status = MC_OK;
    struct mc_state state;

    if (!svd)
        return MC_NOT_DECIDED;
    instance_enclose(M, x, prec);
    mc_state_init(&state);
    mc_state_start(&state, iteration, 2, M, true, &balls);
    if (twist == SKEWED)
        for (k = 1; k < least; k++)
            arb_add_ui(arb_mat_entry(state.y, 0, k), arb_mat_entry(state.y, 0, k), 1, prec);
    if (twist == INDEFINITE)
        arb_mat_neg(state.y, state.y);
    arb_mat_set(A, state.y);
    for (k = 0; k < STEPS && status == MC_OK; k++) {
        status = iteration->step(&state);
        if (status == MC_OK)
            compare(ledger, &state, A, twist, prec);
    }
    mc_state_clear(&state);
    mc_small_gram(A, M, &balls);
    if (twist < SKEWED)
        check_beyond(ledger, A, svd, twist, prec);
    return status;
}

static const struct control controls[] = {
    {"plus", "Y_k = Z_k Y_0 + Y_0"},
    {"same", "Y_k = Z_k"},
    {"positive", "the first factor is positive for a start in (0, 5)"},
    {0},
};

static const struct control relaxed[] = {
    {"not-symmetric", "Y_k = Y_0 Z_k and Y_k A = A Y_k where A is not symmetric"},
    {"indefinite", "the same where -A is positive definite"},
    {0},
};

static const struct hypothesis switches[] = {
    {"symmetric", "not-symmetric", NULL},
    {"positive-definite", "indefinite", NULL},
    {0},
};

static const char *const quick[] = {
    "diagonal:m=3,n=3,spectrum=[3,1/2,1/100]",
    "rational-svd:m=4,n=3,seed=1,spectrum=[2,1,1/3]",
    "gaussian:m=5,n=5,seed=7",
    "hilbert:m=4,n=4",
    NULL,
};

static const char *const full[] = {
    "gaussian:m=12,n=9,seed=5",
    NULL,
};

const struct claim claim_coupled_iterates_commute = {
    .id = "coupled-iterates-commute",
    .number = "1.5",
    .title = "Coupled Newton-Schulz keeps Y = A Z, and starts beyond 3 end in the wrong root",
    .paper = "Higham-2008",
    .source = "section 6.3, (6.35); BeyondMuon code",
    .statement = "From Y_0 = A / ||A||_F, Z_0 = I: Y_k = Y_0 Z_k and Y_k A = A Y_k; det of "
                 "the first factor (3 I - Y_0)/2 is negative for a start whose largest "
                 "eigenvalue is 4 and whose others are below 3.",
    .hypotheses = "A symmetric positive definite",
    .switches = switches,
    .method = "four steps of the registry in balls; one with the start scaled to 4",
    .kind = CLAIM_IDENTITY,
    .expected = MC_AGREES,
    .controls = controls,
    .relaxed = relaxed,
    .quick = quick,
    .full = full,
    .evaluate = evaluate,
};
