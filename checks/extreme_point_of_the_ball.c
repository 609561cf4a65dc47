// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  msgn(M) is an extreme point of { ||Z|| <= 1 } exactly where M has full rank:
 *   full rank:      max(||O + E||, ||O - E||)^2 >= 1 + ||E||^2 for every E, so O is the middle
 * of
 *                   no segment in the ball;
 *   less:           O = ((O + W) + (O - W)) / 2 with W != 0 on both kernels, ||O + W|| =
 *                   ||O - W|| = 1, and both attain <., M> = ||M||_*.
 *
 * Why it matters.  Frank-Wolfe steps go to extreme points; at rank-deficient momenta Muon does
 * not.
 *
 * Method.  Enclosures at a random E and at one of the size of O; W a normalised PEQ.  At full
 * rank, with O^T O = I (or O O^T): (O + E)^T (O + E) + (O - E)^T (O - E) = 2 (I + E^T E), whose
 * largest eigenvalue is 2 (1 + ||E||^2).  Equality at m = n = 2, E a rotation of O.
 *
 * Control.  2 ||E||^2 for ||E||^2; the inequality also at rank-deficient M.
 *
 * Not claimed.  Anything about the vertices of other norms.
 *
 * Reference.  Derived here.
 */
#include "claim/nuclear_direction.h"

enum { HONEST, TWICE, ANY_RANK };

/* lhs = max(||O + E||, ||O - E||)^2, rhs = 1 + ||E||^2. */
static void spread(const struct nuclear_point *p, const arb_mat_t E, const char *what)
{
    arb_mat_struct *Z = ledger_matrix(p->ledger, p->m, p->n);
    arb_ptr lhs = ledger_number(p->ledger), rhs = ledger_number(p->ledger);

    arb_mat_add(Z, p->O, E, p->prec);
    mc_spectral_norm(lhs, Z, p->prec);
    arb_mat_sub(Z, p->O, E, p->prec);
    mc_spectral_norm(rhs, Z, p->prec);
    arb_max(lhs, lhs, rhs, p->prec);
    arb_sqr(lhs, lhs, p->prec);
    mc_spectral_norm(rhs, E, p->prec);
    arb_sqr(rhs, rhs, p->prec);
    if (p->twist == TWICE)
        arb_mul_2exp_si(rhs, rhs, 1);
    arb_add_ui(rhs, rhs, 1, p->prec);
    ledger_at_most(p->ledger, what, rhs, lhs);
}

/* E = O K with K skew, nearly: a turn of O, along which the bound is sharpest. */
static void turned(arb_mat_t E, const struct nuclear_point *p)
{
    arb_mat_struct *K = ledger_matrix(p->ledger, p->n, p->n);
    slong i;

    for (i = 0; i + 1 < p->n; i += 2) {
        arb_one(arb_mat_entry(K, i, i + 1));
        arb_set_si(arb_mat_entry(K, i + 1, i), -1);
    }
    arb_mat_mul(E, p->O, K, p->prec);
    instance_companion(K, p->x, "turn");
    for (i = 0; i < p->m && i < p->n; i++)
        arb_mul_2exp_si(arb_mat_entry(K, i, i), arb_mat_entry(K, i, i), -20);
    for (i = 0; i < p->m && i < p->n; i++)
        arb_add(arb_mat_entry(E, i, i), arb_mat_entry(E, i, i), arb_mat_entry(K, i, i),
                p->prec);
}

static void is_extreme(const struct nuclear_point *p)
{
    arb_mat_struct *E = ledger_matrix(p->ledger, p->m, p->n);

    turned(E, p);
    spread(p, E, "1 + ||E||^2 <= max ||O +- E||^2, E a turn");
    instance_companion(E, p->x, "offset");
    spread(p, E, "1 + ||E||^2 <= max ||O +- E||^2");
}

/* One end of the segment: its length is 1 and it attains the maximum. */
static void end_point(const struct nuclear_point *p, const arb_mat_t Z)
{
    arb_ptr size = ledger_number(p->ledger), one = ledger_number(p->ledger);
    arb_ptr value = ledger_number(p->ledger);

    mc_spectral_norm(size, Z, p->prec);
    arb_one(one);
    ledger_equal(p->ledger, "||O +- W|| = 1", size, one);
    mc_inner_product(value, Z, p->M, p->prec);
    ledger_equal(p->ledger, "<O +- W, M> = ||M||_*", value, p->nuclear);
}

static void is_middle(const struct nuclear_point *p)
{
    arb_mat_struct *W = ledger_matrix(p->ledger, p->m, p->n);
    arb_mat_struct *Z = ledger_matrix(p->ledger, p->m, p->n);
    arb_ptr size = ledger_number(p->ledger), zero = ledger_number(p->ledger);

    instance_companion(Z, p->x, "kernel");
    nuclear_off_range(W, p, Z);
    nuclear_off_corange(Z, p, W);
    mc_spectral_norm(size, Z, p->prec);
    if (arb_is_zero(size))
        return;   /* the companion happens to have nothing in the kernel */
    arb_mat_scalar_div_arb(W, Z, size, p->prec);
    if (p->twist == ANY_RANK) {
        spread(p, W, "1 + ||E||^2 <= max ||O +- E||^2");
        return;
    }
    ledger_less(p->ledger, "0 < ||W||", zero, size);
    arb_mat_add(Z, p->O, W, p->prec);
    end_point(p, Z);
    arb_mat_sub(Z, p->O, W, p->prec);
    end_point(p, Z);
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    struct nuclear_point p;
    enum mc_status status = nuclear_point_open(&p, ledger, x, twist, prec);

    if (status)
        return status;
    status = instance_polar(p.O, x, prec);
    if (status == MC_OK && nuclear_full_rank(&p))
        is_extreme(&p);
    else if (status == MC_OK)
        is_middle(&p);
    return status;
}

static const struct control controls[] = {
    {"twice", "1 + 2 ||E||^2 <= max ||O +- E||^2"},
    {"any-rank", "the inequality also where M has less than full rank"},
    {NULL, NULL},
};

static const struct hypothesis switches[] = {
    {"full-rank", "any-rank", NULL},
    {"nonzero", NULL, "msgn(0) = 0 is the middle of the ball"},
    {0},
};

static const char *const quick[] = {
    "gaussian:m=2,n=2,seed=1",
    "gaussian:m=4,n=4,seed=2",
    "gaussian:m=8,n=3,seed=3",
    "gaussian:m=3,n=7,seed=4",
    "rational-svd:m=5,n=4,seed=1,spectrum=[1,1,1/2,0]",
    "prescribed:m=6,n=6,seed=5,spectrum=rank-deficient",
    "matrix-unit:m=3,n=2",
    NULL,
};

const struct claim claim_extreme_point_of_the_ball = {
    .id = "extreme-point-of-the-ball",
    .number = "4.8",
    .title = "Muon's direction is an extreme point of the ball just at full rank",
    .paper = "arXiv:2506.15054",
    .source = "derived here",
    .statement = "max(||O + E||, ||O - E||)^2 >= 1 + ||E||^2 at full rank; at less, O is the "
                 "middle of a segment in the ball on which <., M> is constant.",
    .hypotheses = "O = msgn(M), M != 0.",
    .switches = switches,
    .needs = NEEDS_NONZERO,
    .method = "Enclosures at random offsets and at turns of O; the segment in closed form.",
    .kind = CLAIM_INEQUALITY,
    .expected = MC_AGREES,
    .tight = true,
    .controls = controls,
    .quick = quick,
    .evaluate = evaluate,
};
