// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  dX/dt = O(t) - lam X with every O(t) in the dual ball B of K has, in any norm,
 *   dist(lam X_t, B) <= e^(-lam (t - s)) dist(lam X_s, B).
 * For O constant between s and t, h = lam (t - s), Y = lam X:  Y_t = e^-h Y_s + (1 - e^-h) O.
 *
 * Why it matters.  Phase one of Lion-K's theory: the flow finds the constraint set first.
 *
 * Method.  The flow is solved exactly for piecewise constant O = gradK, so there is no error of
 * integration; stretches are h = -log(1 - k/1024), so that e^-h is a dyadic number and
 * equalities can be seen.  In the norm of K's gauge, every row of the table, dist = [gauge -
 * 1]_+ and the statement is decided with its sign; in the Frobenius norm, for the spectral
 * ball, dist = ||[S - I]_+||_F, along O at random and along O = msgn(Y), where it is an
 * equality. Proof: Y_t is a convex combination of Y_s and a point of B, and so is that of a
 * nearest point.
 *
 * Control.  The rate e^(-2h); the distance to the ball of half the radius; a flow without
 * decay.
 *
 * Not claimed.  That phase one ends in finite time.
 *
 * Reference.  Chen, Liu, Liang, Liu, Lion-K, arXiv:2310.05898, Theorem 3.1 (1).
 */
#include "claim/dual_ball.h"
#include "optimizer/step.h"

enum { HONEST, DOUBLE_RATE, HALF_BALL, NO_DECAY, LONGER };

static enum mc_status gradient_at(arb_mat_t G, const struct dual_ball_run *r, const arb_mat_t M)
{
    struct mc_operand operand;
    enum mc_status status;

    mc_operand_init(&operand, M, -1);
    status = r->K->gradient(G, &operand, &r->with, r->prec);
    mc_operand_clear(&operand);
    return status;
}

/* One row of the table in the norm of its gauge. */
static enum mc_status in_gauge(const struct dual_ball_run *r, const struct instance *x)
{
    arb_ptr first = ledger_number(r->ledger), second = ledger_number(r->ledger);
    arb_mat_struct *M = ledger_matrix(r->ledger, r->rows, r->cols), *G[2];
    const arb_struct *steps[2] = {first, second};
    enum mc_status status;

    G[0] = ledger_matrix(r->ledger, r->rows, r->cols);
    G[1] = ledger_matrix(r->ledger, r->rows, r->cols);
    instance_fraction(first, x, "first stretch");
    instance_fraction(second, x, "second stretch");
    instance_enclose(M, x, r->prec);
    status = gradient_at(G[0], r, M);
    instance_companion(M, x, "momentum");
    if (status == MC_OK)
        status = gradient_at(G[1], r, M);
    instance_companion(M, x, "start");
    return status ? status : dual_ball_walk(r, M, G, steps);
}

/* out = ||[S - radius]_+||_F. */
static enum mc_status distance(arb_t out, const arb_mat_t Y, const arb_t radius, slong prec)
{
    enum mc_status status;
    struct mc_svd svd;
    arb_t excess, zero;
    slong i;

    mc_svd_init(&svd);
    arb_init(excess);
    arb_init(zero);
    status = mc_svd_enclose(&svd, Y, -1, prec);
    arb_zero(out);
    for (i = 0; status == MC_OK && i < svd.values; i++) {
        arb_sub(excess, svd.sigma + i, radius, prec);
        arb_max(excess, excess, zero, prec);
        arb_addmul(out, excess, excess, prec);
    }
    arb_sqrtpos(out, out, prec);
    mc_svd_clear(&svd);
    arb_clear(excess);
    arb_clear(zero);
    return status;
}

/* Z = Y_t for the direction O; its distance is held to the bound. */
static enum mc_status flow(struct ledger *ledger, const arb_mat_t Y, const arb_mat_t O,
                           bool aligned, const struct instance *x, int twist, slong prec)
{
    arb_mat_struct *Z = ledger_matrix(ledger, arb_mat_nrows(Y), arb_mat_ncols(Y));
    arb_mat_struct *part = ledger_matrix(ledger, arb_mat_nrows(Y), arb_mat_ncols(Y));
    arb_ptr before = ledger_number(ledger), after = ledger_number(ledger);
    arb_ptr step = ledger_number(ledger), radius = ledger_number(ledger);
    enum mc_status status;

    arb_one(radius);
    if (twist == HALF_BALL)
        arb_mul_2exp_si(radius, radius, -1);
    instance_fraction(step, x, "stretch");
    arb_mat_scalar_mul_arb(Z, O, step, prec);
    arb_sub_ui(step, step, 1, prec);
    arb_neg(step, step);
    arb_mat_scalar_mul_arb(part, Y, step, prec);
    arb_mat_add(Z, Z, part, prec);
    status = distance(before, Y, radius, prec);
    arb_mul(before, before, step, prec);
    if (twist == DOUBLE_RATE)
        arb_mul(before, before, step, prec);
    if (status == MC_OK)
        status = distance(after, Z, radius, prec);
    if (aligned)
        ledger_equal(ledger, "Frobenius distance along msgn(Y)", after, before);
    else
        ledger_at_most(ledger, "Frobenius distance", after, before);
    return status;
}

/* From Y = the instance with 4 <= ||Y|| <= 8: at random, along msgn(Y), and nearly so. */
static enum mc_status in_frobenius(struct ledger *ledger, struct instance *x, int twist,
                                   slong prec)
{
    slong m = instance_rows(x), n = instance_cols(x);
    arb_mat_struct *Y = ledger_matrix(ledger, m, n), *O = ledger_matrix(ledger, m, n);
    arb_mat_struct *Z = ledger_matrix(ledger, m, n);
    arb_ptr size = ledger_number(ledger);
    enum mc_status status = MC_OK;
    int turn;

    instance_enclose(Y, x, prec);
    mc_spectral_norm(size, Y, prec);
    arb_mat_scalar_mul_2exp_si(Y, Y, 3 - arf_abs_bound_lt_2exp_si(arb_midref(size)));
    for (turn = 0; turn < 3 && status == MC_OK; turn++) {
        instance_companion(Z, x, "direction");
        arb_mat_scalar_mul_2exp_si(Z, Z, -20 * turn);
        if (turn)
            arb_mat_add(Z, Z, Y, prec);
        status = polar_direction(O, turn == 1 ? Y : Z, NULL, prec);
        if (twist == LONGER)
            arb_mat_scalar_mul_2exp_si(O, O, 1);
        if (status == MC_OK)
            status = flow(ledger, Y, O, turn == 1, x, twist, prec);
    }
    return status;
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    struct dual_ball_run r = {.ledger = ledger, .prec = prec, .rows = instance_rows(x),
                              .cols = instance_cols(x), .undamped = twist == NO_DECAY,
                              .squared = twist == DOUBLE_RATE};
    enum mc_status status = MC_OK;
    size_t i;

    mc_norm_parameters_init(&r.with);
    for (i = 0; !status && i < mc_norm_count; i++) {
        r.K = mc_norms[i];
        if (r.K->gauge && (!twist || r.K == mc_norm_find("nuclear")))
            status = in_gauge(&r, x);
    }
    mc_norm_parameters_clear(&r.with);
    return status || twist == NO_DECAY ? status : in_frobenius(ledger, x, twist, prec);
}

static const struct control controls[] = {
    {"rate-doubled", "the distance decays by e^(-2 lam (t - s))"},
    {"half-the-ball", "the same for the distance to the ball of radius 1/2"},
    {"no-decay", "the same for dX/dt = O"},
    {"longer-directions", "the same for ||O(t)|| = 2"},
    {NULL, NULL},
};

static const struct hypothesis switches[] = {
    {"decay", "no-decay", NULL},
    {"directions-in-the-ball", "longer-directions", NULL},
    {"piecewise-constant", NULL,
     "then the flow is a formula; measurable O are limits of such, and are not decided"},
    {0},
};

static const char *const quick[] = {
    "gaussian:m=6,n=4,seed=1",
    "gaussian:m=4,n=7,seed=2",
    "rational-svd:m=5,n=4,seed=1,spectrum=[3,2,1/2,1/7]",
    "prescribed:m=6,n=5,seed=1,spectrum=geometric,cond=1e6,scale=3/2",
    "diagonal:m=4,n=5,spectrum=[3,2,1/2,1/1000]",
    NULL,
};

const struct claim claim_constraint_distance_continuous = {
    .id = "constraint-distance-continuous",
    .number = "0.7",
    .title = "In continuous time the distance to the constraint set decays like e^(-lambda t)",
    .paper = "arXiv:2310.05898",
    .source = "Theorem 3.1 (1)",
    .statement = "dX/dt = O(t) - lam X, O(t) in the dual ball B: "
                 "dist(lam X_t, B) <= e^(-lam (t - s)) dist(lam X_s, B) in any norm.",
    .hypotheses = "O(t) in B; lam > 0; decided for piecewise constant O.",
    .switches = switches,
    .method = "The flow in closed form; gauges of all rows of the table, and the Frobenius "
              "distance to the spectral ball, near equality along msgn(X).",
    .kind = CLAIM_TRAJECTORY,
    .expected = MC_AGREES,
    .tight = true,
    .controls = controls,
    .quick = quick,
    .evaluate = evaluate,
};
