// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  M (m x n) of rank r, O = msgn(M), P = I - O O^T, Q = I - O^T O, s = sigma_r(M).
 *   (1) <M, O> = ||M||_*,  O O^T O = O,  ||O||_F^2 = r,  ||O|| = 1 for M != 0;
 *   (2) Z = O + W, W = PEQ / ||PEQ||:  ||Z|| = 1,  <Z, M> = ||M||_*,  <Z, M'> <= ||M'||_*;
 *   (3) with the one-sided derivative D(E) = <O, E> + ||PEQ||_*, e = ||E||_F, a = s - he > 0:
 *         0 <= (||M + hE||_* - ||M||_*) / h - D(E) <= h e^2/a (1 + h^2 e^2 / (16 a^2)),
 *       and at most h e^2/(2a) if r = min(m, n); the first "<=" is "=" if M = 0 or m = n = 1;
 *   (4) ||M + h PEQ||_* = ||M||_* + h ||PEQ||_*.
 * D is the support function of {O + W: O^T W = 0, W O^T = 0, ||W|| <= 1}: that set is therefore
 * the subdifferential, all of it.  With E and -E, (3) brackets both one-sided quotients.
 *
 * Why it matters.  Muon's direction is the gradient of K = ||.||_*; Lion-K's theory needs that.
 *
 * Method.  Enclosures of both sides.  The upper bound of (3), in the bases of M's singular
 * vectors, A = S + h E11, K = h E21 A^-1, L = h A^-1 E12:
 *   ||M + hE||_* <= ||[I; K] A [I, L]||_* + h ||E22||_* + h^2 ||E21 A^-1 E12||_*;
 * ||A||_* <= ||M||_* + h tr E11 + h^2 ||E11||_F^2/(2a), as ||msgn A - I||_F <= ||A - S||_F/a;
 * G = (I + K^T K)^(1/2) - I has ||GA||_* <= h^2 ||E21||_F^2/(2a), L likewise, and both together
 * <= h^4 ||E21||_F^2 ||E12||_F^2/(4 a^3).  h = 2^k is near s 2^-10 / e.  E: a random one, its
 * negative, and one along which the upper bound is reached as h -> 0.  Up to 16 x 16; on larger
 * matrices (1) alone, without ||O|| = 1, which O O^T O = O implies.
 *
 * Control.  M/||M||_F for msgn(M); ||W|| = 1.01; D(E) = <O, E> at a rank-deficient M.
 *
 * Not claimed.  That two-sided quotients fail at rank-deficient M: along E = PEQ they vanish by
 * symmetry, as <O, E> does (the catalogue was wrong there); one-sided quotients differ.
 *
 * Reference.  Watson, Characterization of the subdifferential of some matrix norms, 1992; Chen,
 * Li, Liu, arXiv:2506.15054, Fact 2; the bounds of (3) are derived here.
 */
#include "claim/nuclear_direction.h"

#define QUOTIENTS_UP_TO 16

enum twist { TRUE_CLAIM, FROBENIUS_DIRECTION, LONGER_W, POLAR_DERIVATIVE };

static enum mc_status choose_gradient(struct nuclear_point *p)
{
    arb_ptr size = ledger_number(p->ledger);

    if (p->twist != FROBENIUS_DIRECTION)
        return instance_polar(p->O, p->x, p->prec);
    mc_frobenius_norm(size, p->M, p->prec);
    if (p->rank)
        arb_mat_scalar_div_arb(p->O, p->M, size, p->prec);
    return MC_OK;
}

/* (1) */
static void check_value(const struct nuclear_point *p)
{
    arb_ptr value = ledger_number(p->ledger), size = ledger_number(p->ledger);
    arb_ptr rank = ledger_number(p->ledger);
    arb_mat_struct *rest = ledger_matrix(p->ledger, p->m, p->n);

    mc_inner_product(value, p->M, p->O, p->prec);
    ledger_equal(p->ledger, "<M, msgn M> = ||M||_*", value, p->nuclear);
    nuclear_off_range(rest, p, p->O);
    arb_mat_sub(rest, p->O, rest, p->prec);
    ledger_equal_matrix(p->ledger, "O O^T O = O", rest, p->O);
    mc_inner_product(size, p->O, p->O, p->prec);
    arb_set_si(rank, p->rank);
    ledger_equal(p->ledger, "||msgn M||_F^2 = rank", size, rank);
}

static void check_unit_norm(const struct nuclear_point *p, const char *what, const arb_mat_t Z)
{
    arb_ptr norm = ledger_number(p->ledger), one = ledger_number(p->ledger);

    mc_spectral_norm(norm, Z, p->prec);
    arb_one(one);
    ledger_equal(p->ledger, what, norm, one);
}

/* (3) */
static void check_quotient(const struct nuclear_direction *d, const struct nuclear_point *p)
{
    arb_ptr quotient = ledger_number(p->ledger), excess = ledger_number(p->ledger);
    arb_ptr bound = ledger_number(p->ledger);

    arb_sub(quotient, d->moved_nuclear, p->nuclear, p->prec);
    arb_div(quotient, quotient, d->h, p->prec);
    if (p->rank == 0 || (p->m == 1 && p->n == 1)) {
        ledger_equal(p->ledger, "the quotient is D(E)", quotient, d->derivative);
        return;
    }
    ledger_at_most(p->ledger, "D(E) <= forward quotient", d->derivative, quotient);
    arb_sub(excess, quotient, d->derivative, p->prec);
    nuclear_remainder(bound, d, p);
    ledger_at_most(p->ledger, "forward quotient - D(E) <= h e^2 / a", excess, bound);
}

/* M' = u' v^T with (u, v) the leading pair of PEQ and u' off u by an angle below 2^-4: <Z, M'>
 * is within 1 - 2^-9 of ||u'|| ||v||. */
static void check_aligned(const struct nuclear_direction *d, const struct nuclear_point *p,
                          const arb_mat_t Z)
{
    arb_mat_struct *u = ledger_matrix(p->ledger, p->m, 1),
                   *Zv = ledger_matrix(p->ledger, p->m, 1);
    arb_mat_struct *v = ledger_matrix(p->ledger, p->n, 1);
    arb_ptr value = ledger_number(p->ledger), bound = ledger_number(p->ledger);
    slong i;

    instance_companion(u, p->x, "tilt");
    arb_mat_scalar_mul_2exp_si(u, u, -7);
    for (i = 0; i < p->m; i++)
        arb_add(arb_mat_entry(u, i, 0), arb_mat_entry(u, i, 0),
                arb_mat_entry(d->kernel_svd.u, i, 0), p->prec);
    for (i = 0; i < p->n; i++)
        arb_set(arb_mat_entry(v, i, 0), arb_mat_entry(d->kernel_svd.v, i, 0));
    arb_mat_mul(Zv, Z, v, p->prec);
    mc_inner_product(value, u, Zv, p->prec);
    mc_frobenius_norm(bound, u, p->prec);
    mc_frobenius_norm(arb_mat_entry(Zv, 0, 0), v, p->prec);
    arb_mul(bound, bound, arb_mat_entry(Zv, 0, 0), p->prec);
    ledger_at_most(p->ledger, "<O + W, M'> <= ||M'||_* along W", value, bound);
}

/* (2) and (4), where M has kernels on both sides. */
static void check_kernel(const struct nuclear_direction *d, const struct nuclear_point *p)
{
    arb_mat_struct *Z = ledger_matrix(p->ledger, p->m, p->n);
    arb_ptr value = ledger_number(p->ledger), bound = ledger_number(p->ledger);
    slong prec = p->prec;

    arb_mat_scalar_div_arb(Z, d->kernel_part, d->kernel_svd.sigma, prec);
    if (p->twist == LONGER_W) {
        arb_mat_scalar_mul_si(Z, Z, 101, prec);
        arb_mat_scalar_div_si(Z, Z, 100, prec);
    }
    arb_mat_add(Z, Z, p->O, prec);
    check_aligned(d, p, Z);
    check_unit_norm(p, "||O + W|| = 1", Z);
    mc_inner_product(value, Z, p->M, prec);
    ledger_equal(p->ledger, "<O + W, M> = ||M||_*", value, p->nuclear);
    value = ledger_number(p->ledger);
    mc_inner_product(value, Z, d->moved, prec);
    ledger_at_most(p->ledger, "<O + W, M'> <= ||M'||_* near M", value, d->moved_nuclear);
    arb_mat_scalar_mul_arb(Z, d->kernel_part, d->h, prec);
    arb_mat_add(Z, Z, p->M, prec);
    value = ledger_number(p->ledger);
    mc_nuclear_norm(value, Z, prec);
    mc_svd_nuclear_norm(bound, &d->kernel_svd, prec);
    arb_mul(bound, bound, d->h, prec);
    arb_add(bound, bound, p->nuclear, prec);
    ledger_equal(p->ledger, "||M + h PEQ||_* = ||M||_* + h ||PEQ||_*", value, bound);
}

static enum mc_status check_direction(const struct nuclear_point *p, arb_mat_struct *E,
                                      bool kernel)
{
    struct nuclear_direction d = {.E = E};
    enum mc_status status = nuclear_direction_open(&d, p);

    if (status == MC_OK)
        check_quotient(&d, p);
    if (status == MC_OK && kernel && !nuclear_full_rank(p)) {
        if (d.kernel_svd.kept)
            check_kernel(&d, p);
        else
            status = MC_NOT_DECIDED;
    }
    mc_svd_clear(&d.kernel_svd);
    return status;
}

/* E += sign a b^T, a and b scaled to length 1 and cut to exact numbers. */
static void add_dyad(arb_mat_t E, const struct nuclear_point *p, const arb_mat_t a,
                     const arb_mat_t b, int sign)
{
    arb_ptr length = ledger_number(p->ledger), other = ledger_number(p->ledger);
    arb_mat_struct *dyad = ledger_matrix(p->ledger, p->m, p->n);

    mc_frobenius_norm(length, a, p->prec);
    mc_frobenius_norm(other, b, p->prec);
    arb_mul(length, length, other, p->prec);
    arb_mat_mul(dyad, a, b, p->prec);
    arb_mat_scalar_div_arb(dyad, dyad, length, p->prec);
    arb_mat_get_mid(dyad, dyad);
    if (sign < 0)
        arb_mat_neg(dyad, dyad);
    arb_mat_add(E, E, dyad, p->prec);
}

/* u = column k of U, v = row k of V^T. */
static void pair(arb_mat_t u, arb_mat_t v, const struct nuclear_point *p, slong k)
{
    slong i;

    for (i = 0; i < p->m; i++)
        arb_set(arb_mat_entry(u, i, 0), arb_mat_entry(p->svd->u, i, k));
    for (i = 0; i < p->n; i++)
        arb_set(arb_mat_entry(v, 0, i), arb_mat_entry(p->svd->v, i, k));
}

/* Where the upper bound of (3) is reached as h -> 0: u_r b^T + a v_r^T with a, b in the
 * kernels; without kernels the rotation of the last two pairs, if their values are equal. */
static enum mc_status check_extremal(const struct nuclear_point *p)
{
    arb_mat_struct *E = ledger_matrix(p->ledger, p->m, p->n);
    arb_mat_struct *u = ledger_matrix(p->ledger, p->m, 1),
                   *a = ledger_matrix(p->ledger, p->m, 1);
    arb_mat_struct *v = ledger_matrix(p->ledger, 1, p->n),
                   *b = ledger_matrix(p->ledger, 1, p->n);

    if (p->svd->kept < p->rank)   /* an exact rank may be known before its vectors are */
        return MC_NOT_DECIDED;
    pair(u, v, p, p->rank - 1);
    instance_companion(a, p->x, "left kernel");
    instance_companion(b, p->x, "right kernel");
    nuclear_off_range(a, p, a);
    nuclear_off_corange(b, p, b);
    if (p->rank < p->n)
        add_dyad(E, p, u, b, 1);
    if (p->rank < p->m)
        add_dyad(E, p, a, v, 1);
    if (p->rank == p->m && p->rank == p->n) {
        pair(a, b, p, p->rank - 2);
        add_dyad(E, p, u, b, 1);
        add_dyad(E, p, a, v, -1);
    }
    return check_direction(p, E, false);
}

static enum mc_status check_directions(const struct nuclear_point *p)
{
    arb_mat_struct *E = ledger_matrix(p->ledger, p->m, p->n);
    arb_mat_struct *minus = ledger_matrix(p->ledger, p->m, p->n);
    enum mc_status status;

    if (p->rank)
        check_unit_norm(p, "||msgn M|| = 1", p->O);
    instance_companion(E, p->x, "direction");
    arb_mat_neg(minus, E);
    status = check_direction(p, E, true);
    if (status == MC_OK)
        status = check_direction(p, minus, false);
    if (status == MC_OK && p->rank && p->m * p->n > 1)
        status = check_extremal(p);
    return status;
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    struct nuclear_point p = {.ledger = ledger, .x = x, .m = instance_rows(x),
                              .n = instance_cols(x), .prec = prec, .twist = twist,
                              .polar_derivative = twist == POLAR_DERIVATIVE};
    enum mc_status status;

    p.svd = instance_svd(x, prec);
    if (!p.svd || p.svd->rank_lo != p.svd->rank_hi)
        return MC_NOT_DECIDED;
    p.rank = p.svd->rank_lo;
    p.M = ledger_matrix(ledger, p.m, p.n);
    p.O = ledger_matrix(ledger, p.m, p.n);
    p.nuclear = ledger_number(ledger);
    instance_enclose(p.M, x, prec);
    mc_svd_nuclear_norm(p.nuclear, p.svd, prec);
    status = choose_gradient(&p);
    if (status)
        return status;
    check_value(&p);
    return FLINT_MAX(p.m, p.n) <= QUOTIENTS_UP_TO ? check_directions(&p) : MC_OK;
}

static const struct control controls[] = {
    {"frobenius-direction", "M / ||M||_F in the place of msgn(M)"},
    {"longer-w", "O + W is a subgradient with ||W|| = 1.01"},
    {"polar-derivative",
     "the one-sided derivative is <msgn M, E>, also where M is rank deficient"},
    {0},
};

static const char *const quick[] = {
    "rational-svd:m=5,n=4,seed=1,spectrum=[1,1,1/2,0]",
    "matrix-unit:m=2,n=2",
    "gaussian:m=6,n=6,seed=1",
    "gaussian:m=8,n=3,seed=2",
    "gaussian:m=3,n=7,seed=3",
    "gaussian:m=1,n=1,seed=4",
    "prescribed:m=6,n=6,seed=5,spectrum=rank-deficient",
    "prescribed:m=6,n=5,seed=6,spectrum=clustered,cond=1000",
    "prescribed:m=5,n=6,seed=7,spectrum=one-small,cond=1e8",
    "hadamard:n=4",
    "zero:m=3,n=2",
    "data:tiny-gpt-muon/orthogonalized_00100.safetensors:in.*",
    NULL,
};

static const char *const full[] = {
    "gaussian:m=16,n=16,seed=8",
    "hilbert:n=10",
    "kahan:n=12,theta=1.2",
    "prescribed:m=16,n=12,seed=9,spectrum=power-law",
    "rosser",
    NULL,
};

const struct claim claim_nuclear_subgradient = {
    .id = "nuclear-subgradient",
    .number = "0.1",
    .title = "The subdifferential of the nuclear norm",
    .paper = "arXiv:2506.15054",
    .source = "Fact 2; Watson 1992",
    .statement =
        "<M, msgn M> = ||M||_*; msgn M + W with W on both kernels and ||W|| <= 1 are "
        "subgradients; the one-sided derivative along E is <msgn M, E> + ||PEQ||_*, and "
        "forward quotients exceed it by at most h ||E||_F^2 / (sigma_r - h ||E||_F) "
        "(1 + O(h^2)).",
    .hypotheses = "Any real M of rank r; h ||E||_F < sigma_r(M).",
    .method = "Enclosures of both sides; directions at random and those along which the bounds "
              "are reached.",
    .kind = CLAIM_IDENTITY,
    .expected = MC_AGREES,
    .tight = true,
    .controls = controls,
    .quick = quick,
    .full = full,
    .evaluate = evaluate,
};
