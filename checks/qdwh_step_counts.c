// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  A step of QDWH, w+ = w (a + b w^2) / (1 + c w^2) with b = (a - 1)^2 / 4 and c = a + b
 * - 1, has 1 - w+ = (1 - w) (1 - (a - 1) w / 2)^2 / (1 + c w^2): no singular value in [0, 1]
 * leaves it, whatever a.  With a = h(l) the spectrum stays above l+, the image of l.  From l =
 * 10^-16 six steps come within 10^-15 of 1, and five do not.
 *
 * Why it matters.  Six steps at most, for every matrix that double precision can tell from a
 * singular one, is the argument for QDWH.
 *
 * Method.  With U the polar factor and H = U^T X: (I - U^T X+)(I + c H^2) = (I - H)(I - (a - 1)
 * H / 2)^2 in balls; ||X+||_2 <= 1 and l+ <= 1 / ||X+^-1||_2; the counts by the iteration on 1
 * x 1.
 *
 * Control.  The last factor not squared; five steps; l+ twice as large.
 *
 * Not claimed.  Backward stability, or anything about the variants by QR and Cholesky in
 * floating point.  a is rounded to 128 bits; the identity and the upper bound hold for any a.
 *
 * Reference.  Catalogue 3.19; Nakatsukasa, Bai and Gygi 2010.
 */
#include "claim/claim.h"
#include "claim/iterate.h"
#include "iteration/qdwh.h"
#include "iteration/schedule.h"
#include "muoncheck/spectrum.h"

enum { NOT_SQUARED = 1, FIVE, TWICE };

/* |1 - w| after `steps` steps from w = l = 10^-16, the largest singular value being 1. */
static arb_ptr gap_after(struct ledger *ledger, slong steps, slong prec)
{
    struct mc_arithmetic balls = mc_arithmetic_ball(prec);
    arb_ptr gap = ledger_number(ledger);
    arb_mat_struct *w = ledger_matrix(ledger, 1, 1);
    struct mc_state state;
    fmpq_t lo, hi;

    fmpq_init(lo);
    fmpq_init(hi);
    fmpq_one(hi);
    fmpq_set_si(lo, 1, 10000000000000000u);
    arb_set_fmpq(arb_mat_entry(w, 0, 0), lo, prec);
    mc_state_init(&state);
    mc_state_start_scaled(&state, mc_iteration_find("qdwh"), 0, w, &balls);
    mc_state_bound(&state, lo, hi);
    arb_indeterminate(gap);
    for (; steps > 0 && state.iteration->step(&state) == MC_OK; steps--)
        ;
    if (steps == 0) {
        arb_sub_ui(gap, arb_mat_entry(state.x, 0, 0), 1, prec);
        arb_abs(gap, gap);
    }
    mc_state_clear(&state);
    fmpq_clear(lo);
    fmpq_clear(hi);
    return gap;
}

static void check_count(struct ledger *ledger, slong steps, slong prec)
{
    arb_ptr goal = ledger_number(ledger);

    arb_set_ui(goal, 10);
    arb_pow_ui(goal, goal, 15, prec);
    arb_inv(goal, goal, prec);
    ledger_at_most(ledger, "the steps named from 1e-16", gap_after(ledger, steps, prec), goal);
    ledger_less(ledger, "one step fewer", goal, gap_after(ledger, steps - 1, prec));
}

/* out = I - r A */
static void one_minus(arb_mat_t out, const arb_mat_t A, const fmpq_t r, slong prec)
{
    arb_t c;
    slong i;

    arb_init(c);
    arb_set_fmpq(c, r, prec);
    arb_neg(c, c);
    arb_mat_scalar_mul_arb(out, A, c, prec);
    for (i = 0; i < arb_mat_nrows(A); i++)
        arb_add_ui(arb_mat_entry(out, i, i), arb_mat_entry(out, i, i), 1, prec);
    arb_clear(c);
}

/* (I - K)(I + c H^2) = (I - H)(I - (a - 1) H / 2)^2, K = U^T X+ */
static void check_identity(struct ledger *ledger, const arb_mat_t H, const arb_mat_t K,
                           const fmpq_t l, int twist, slong prec)
{
    slong n = arb_mat_nrows(H);
    arb_mat_struct *left = ledger_matrix(ledger, n, n), *right = ledger_matrix(ledger, n, n);
    arb_mat_struct *factor = ledger_matrix(ledger, n, n);
    fmpq_t a, b, c;

    fmpq_init(a);
    fmpq_init(b);
    fmpq_init(c);
    qdwh_weights(a, b, c, l);
    fmpq_neg(c, c);
    arb_mat_sqr(left, H, prec);
    one_minus(left, left, c, prec);
    fmpq_one(b);
    one_minus(factor, K, b, prec);
    arb_mat_mul(left, factor, left, prec);
    one_minus(right, H, b, prec);
    fmpq_sub(a, a, b);
    fmpq_div_2exp(a, a, 1);
    one_minus(factor, H, a, prec);
    arb_mat_mul(right, right, factor, prec);
    if (twist != NOT_SQUARED)
        arb_mat_mul(right, right, factor, prec);
    ledger_equal_matrix(ledger, "1 - w+ is a square times 1 - w", left, right);
    fmpq_clear(a);
    fmpq_clear(b);
    fmpq_clear(c);
}

/* l+ <= sigma_n and sigma_1 <= 1 */
static void check_range(struct ledger *ledger, const arb_mat_t K, const fmpq_t l, int twist,
                        slong prec)
{
    arb_mat_struct *inverse = ledger_matrix(ledger, arb_mat_nrows(K), arb_mat_nrows(K));
    arb_ptr norm = ledger_number(ledger), one = ledger_number(ledger);
    arb_ptr least = ledger_number(ledger), claimed = ledger_number(ledger);

    arb_one(one);
    mc_spectral_norm(norm, K, prec);
    ledger_at_most(ledger, "no singular value leaves [0, 1]", norm, one);
    arb_indeterminate(least);
    if (arb_mat_inv(inverse, K, prec)) {
        mc_spectral_norm(least, inverse, prec);
        arb_inv(least, least, prec);
    }
    arb_set_fmpq(claimed, l, prec);
    if (twist == TWICE)
        arb_mul_2exp_si(claimed, claimed, 1);
    ledger_at_most(ledger, "none falls below l+", claimed, least);
}

/* H = U^T X and K = U^T X+, l before and l+ after. */
static enum mc_status step(arb_mat_t H, arb_mat_t K, fmpq_t l, fmpq_t next, struct instance *x,
                           const arb_mat_t U, slong prec)
{
    struct mc_arithmetic balls = mc_arithmetic_ball(prec);
    const struct mc_svd *svd = instance_svd(x, prec);
    enum mc_status status = MC_NOT_DECIDED;
    struct mc_state state;
    fmpq_t hi;

    if (!svd)
        return status;
    fmpq_init(hi);
    mc_state_init(&state);
    instance_enclose(H, x, prec);
    mc_state_start(&state, mc_iteration_find("qdwh"), 0, H, false, &balls);
    spectrum_bounds(l, hi, svd, svd->values);
    if (fmpq_sgn(l) > 0) {
        mc_state_bound(&state, l, hi);
        fmpq_set(l, state.lo);
        arb_mat_transpose(K, U);
        arb_mat_mul(H, K, state.x, prec);
        status = state.iteration->step(&state);
        arb_mat_mul(K, K, state.x, prec);
        fmpq_set(next, state.lo);
    }
    mc_state_clear(&state);
    fmpq_clear(hi);
    return status;
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    slong n = instance_rows(x);
    arb_mat_struct *U = ledger_matrix(ledger, n, n), *H = ledger_matrix(ledger, n, n);
    arb_mat_struct *K = ledger_matrix(ledger, n, n);
    enum mc_status status = instance_polar(U, x, prec);
    fmpq_t l, next;

    fmpq_init(l);
    fmpq_init(next);
    if (status == MC_OK)
        status = step(H, K, l, next, x, U, prec);
    if (status == MC_OK) {
        check_identity(ledger, H, K, l, twist, prec);
        check_range(ledger, K, next, twist, prec);
    }
    check_count(ledger, twist == FIVE ? 5 : 6, prec);
    fmpq_clear(l);
    fmpq_clear(next);
    return status;
}

static const struct control controls[] = {
    {"not-squared", "1 - w+ = (1 - w) (1 - (a - 1) w / 2) / (1 + c w^2)"},
    {"five", "five steps come within 10^-15 of 1 from 10^-16"},
    {"twice", "no singular value falls below 2 l+"},
    {0},
};

static const struct hypothesis switches[] = {
    {"square", NULL, "of the instances: others begin with a QR factorisation"},
    {"full-rank", NULL, "l > 0 is a lower bound of the smallest singular value"},
    {"normalised", NULL, "not dropped: the weights are made for a spectrum in [l, 1]"},
    {0},
};

static const char *const quick[] = {
    "diagonal:m=3,n=3,spectrum=[3,1/2,1/1000]",
    "rational-svd:m=4,n=4,seed=1,spectrum=[2,1,1,1/3]",
    "gaussian:m=5,n=5,seed=7",
    "prescribed:m=6,n=6,seed=1,spectrum=geometric,cond=1e8",
    "hilbert:m=5,n=5",
    NULL,
};

const struct claim claim_qdwh_step_counts = {
    .id = "qdwh-step-counts",
    .number = "3.19",
    .title = "QDWH keeps the spectrum in [l, 1] and needs six steps from 1e-16",
    .paper = "Nakatsukasa-2010",
    .source = "Nakatsukasa, Bai and Gygi 2010, section 3",
    .statement = "With b = (a - 1)^2/4 and c = a + b - 1, 1 - w+ = (1 - w)(1 - (a - 1) w/2)^2 "
                 "/ (1 + c w^2); with a = h(l), [l, 1] goes into [l+, 1].  From 10^-16 to within "
                 "10^-15 of 1: six steps.",
    .hypotheses = "X square and nonsingular, divided by an upper bound of its spectral norm, l a "
                  "lower bound of its smallest singular value",
    .switches = switches,
    .method = "matrix identity and spectral norms in balls; counts by the iteration",
    .kind = CLAIM_IDENTITY,
    .expected = MC_AGREES,
    .needs = NEEDS_FULL_RANK | NEEDS_SQUARE,
    .controls = controls,
    .quick = quick,
    .evaluate = evaluate,
};
