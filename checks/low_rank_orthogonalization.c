// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  For orthonormal Q and O = Q msgn(Q^T M), on the smaller side: <M, O> = ||Q^T M||_*,
 * ||O||_2 = 1, ||M||_* - ||Q^T M||_* <= ||(I - Q Q^T) M||_*, and ||O - msgn(M)||_2 >= 1 if rank
 * O < rank M; with a whole Q it is msgn(M).
 *
 * Why it matters.  As a linear minimisation it loses what the sketch loses of the nuclear norm,
 * no more; it does not approximate the polar factor.
 *
 * Method.  Q from the first step of low-rank-newton-schulz in balls, of rank n/2 and n; the gap
 * by nuclear norms.
 *
 * Control.  The gap bound with the Frobenius norm; O near msgn(M); no gap at all.
 *
 * Not claimed.  Expectations over the sketch (Halko, Martinsson and Tropp).
 *
 * Reference.  Catalogue 2.22: the gap by the triangle inequality for ||.||_* and ||Q Q^T M||_*
 * = ||Q^T M||_*; the distance because the nearest matrix of lower rank to one with singular
 * values 1 is at distance 1.
 */
#include "claim/claim.h"
#include "claim/subjects.h"
#include "muoncheck/certificate.h"
#include "muoncheck/iteration.h"

enum { FROBENIUS = 1, NEAR, ALL };

/* X turned so that it has no more rows than columns. */
static arb_mat_struct *turned(struct ledger *ledger, const arb_mat_t X)
{
    slong m = arb_mat_nrows(X), n = arb_mat_ncols(X);
    arb_mat_struct *out = ledger_matrix(ledger, FLINT_MIN(m, n), FLINT_MAX(m, n));

    if (m > n)
        arb_mat_transpose(out, X);
    else
        arb_mat_set(out, X);
    return out;
}

/* Q of the sketch of M (wide) with `rank` columns. */
static enum mc_status sketch(arb_mat_t Q, const arb_mat_t M, slong rank, slong prec)
{
    const struct mc_iteration *iteration = mc_iteration_find("low-rank-newton-schulz");
    struct mc_arithmetic balls = mc_arithmetic_ball(prec);
    struct mc_state state;
    enum mc_status status;

    mc_state_init(&state);
    state.sketch.rank = rank;
    mc_state_start(&state, iteration, 0, M, false, &balls);
    status = iteration->step(&state);
    arb_mat_set(Q, state.y);
    mc_state_clear(&state);
    return status;
}

/* The gap of the nuclear norm, and what bounds it. */
static void check_gap(struct ledger *ledger, const arb_mat_t M, const arb_mat_t Q,
                      const arb_mat_t part, const arb_t kept, int twist, slong prec)
{
    slong m = arb_mat_nrows(M), n = arb_mat_ncols(M);
    arb_mat_struct *rest = ledger_matrix(ledger, m, n);
    arb_ptr whole = ledger_number(ledger), bound = ledger_number(ledger);
    arb_ptr gap = ledger_number(ledger);

    arb_mat_mul(rest, Q, part, prec);
    arb_mat_sub(rest, M, rest, prec);
    mc_nuclear_norm(whole, M, prec);
    arb_sub(gap, whole, kept, prec);
    if (twist == FROBENIUS)
        mc_frobenius_norm(bound, rest, prec);
    else
        mc_nuclear_norm(bound, rest, prec);
    ledger_at_most(ledger, "gap", gap, bound);
}

static enum mc_status check(struct ledger *ledger, const arb_mat_t M, const arb_mat_t W,
                            slong rank, int twist, slong prec)
{
    slong m = arb_mat_nrows(M), n = arb_mat_ncols(M);
    arb_mat_struct *Q = ledger_matrix(ledger, m, rank), *part = ledger_matrix(ledger, rank, n);
    arb_mat_struct *transpose = ledger_matrix(ledger, rank, m);
    arb_mat_struct *O = ledger_matrix(ledger, m, n);
    arb_mat_struct *factor = ledger_matrix(ledger, rank, n);
    arb_ptr product = ledger_number(ledger), kept = ledger_number(ledger);
    arb_ptr norm = ledger_number(ledger), one = ledger_number(ledger);
    arb_ptr distance = ledger_number(ledger);
    enum mc_status status = sketch(Q, M, rank, prec);

    arb_mat_transpose(transpose, Q);
    arb_mat_mul(part, transpose, M, prec);
    if (status == MC_OK)
        status = mc_polar_factor(factor, part, prec);
    if (status != MC_OK)
        return status;
    arb_mat_mul(O, Q, factor, prec);
    mc_inner_product(product, M, O, prec);
    mc_nuclear_norm(kept, twist == ALL ? M : part, prec);
    ledger_equal(ledger, "<M, O>", product, kept);
    mc_spectral_norm(norm, O, prec);
    arb_one(one);
    ledger_equal(ledger, "||O||", norm, one);
    if (rank == m) {
        ledger_equal_matrix(ledger, "a whole sketch", O, W);
        return MC_OK;
    }
    check_gap(ledger, M, Q, part, kept, twist, prec);
    arb_mat_sub(O, O, W, prec);
    mc_spectral_norm(distance, O, prec);
    if (twist == NEAR) {
        arb_mul_2exp_si(distance, distance, 1);
        ledger_at_most(ledger, "distance", distance, one);
    } else {
        arb_mul_ui(distance, distance, 1025, prec);   /* 1 is attained, by identities */
        arb_div_ui(distance, distance, 1024, prec);
        ledger_at_most(ledger, "distance", one, distance);
    }
    return MC_OK;
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    slong m = instance_rows(x), n = instance_cols(x), least = FLINT_MIN(m, n);
    arb_mat_struct *X = ledger_matrix(ledger, m, n), *W = ledger_matrix(ledger, m, n), *M, *U;
    enum mc_status status = instance_polar(W, x, prec);

    instance_enclose(X, x, prec);
    M = turned(ledger, X);
    U = turned(ledger, W);
    if (status == MC_OK)
        status = check(ledger, M, U, (least + 1) / 2, twist, prec);
    if (status == MC_OK)
        status = check(ledger, M, U, least, twist, prec);
    return status;
}

static const struct control controls[] = {
    {"frobenius", "the gap is at most ||(I - Q Q^T) M||_F"},
    {"near", "||O - msgn(M)|| <= 1/2"},
    {"all", "<M, O> = ||M||_*"},
    {0},
};

static const struct hypothesis switches[] = {
    {"full-rank", NULL, "not dropped: at less rank a sketch may hold the whole range"},
    {"half-the-rank", NULL,
     "of the instances: the sketch has half as many columns, or as many"},
    {0},
};

static const char *const full[] = {
    "gaussian:m=12,n=9,seed=5",
    NULL,
};

const struct claim claim_low_rank_orthogonalization = {
    .id = "low-rank-orthogonalization",
    .number = "2.22",
    .title = "Randomized low-rank orthogonalisation: what it keeps of the nuclear norm, and "
             "what it does not approximate",
    .paper = "arXiv:2509.11983",
    .source = "algorithm as third-party code has it; inequalities derived",
    .statement = "With Q^T Q = I and O = Q msgn(Q^T M): <M, O> = ||Q^T M||_*, ||O|| = 1, "
                 "||M||_* - ||Q^T M||_* <= ||(I - Q Q^T) M||_*, and ||O - msgn(M)|| >= 1 "
                 "where Q has fewer columns than M has rank; with as many O = msgn(M).",
    .hypotheses = "M of full rank, Q from a random sketch of half the rank",
    .switches = switches,
    .method = "Q of the iteration in the registry, polar factors in balls",
    .kind = CLAIM_INEQUALITY,
    .expected = MC_AGREES,
    .needs = NEEDS_FULL_RANK,
    .controls = controls,
    .quick = subject_full_rank_points,
    .full = full,
    .evaluate = evaluate,
};
