// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  M (m x n) of rank r, O = msgn(M), P = I - O O^T, Q = I - O^T O, s = sigma_r(M).  With
 * the one-sided derivative D(E) = <O, E> + ||PEQ||_*, e = ||E||_F, a = s - he > 0:
 *     0 <= (||M + hE||_* - ||M||_*) / h - D(E) <= h e^2/a (1 + h^2 e^2 / (16 a^2)),
 * and at most h e^2/(2a) if r = min(m, n); the first "<=" is "=" if M = 0 or m = n = 1.  With E
 * and -E both one-sided quotients are bracketed.
 *
 * Why it matters.  It says how far finite differences may be from Muon's direction, and that
 * the set of nuclear-subgradient is the whole subdifferential.
 *
 * Method.  Enclosures of both sides.  The upper bound, in the bases of M's singular
 * vectors, A = S + h E11, K = h E21 A^-1, L = h A^-1 E12:
 *   ||M + hE||_* <= ||[I; K] A [I, L]||_* + h ||E22||_* + h^2 ||E21 A^-1 E12||_*;
 * ||A||_* <= ||M||_* + h tr E11 + h^2 ||E11||_F^2/(2a), as ||msgn A - I||_F <= ||A - S||_F/a;
 * G = (I + K^T K)^(1/2) - I has ||GA||_* <= h^2 ||E21||_F^2/(2a), L likewise, and both together
 * <= h^4 ||E21||_F^2 ||E12||_F^2/(4 a^3).  h = 2^k is near s 2^-10 / e.  E: a random one, its
 * negative, and one along which the upper bound is reached as h -> 0.
 *
 * Control.  D(E) = <O, E> at a rank-deficient M.
 *
 * Not claimed.  That two-sided quotients fail at rank-deficient M: along E = PEQ they vanish by
 * symmetry, as <O, E> does (the catalogue was wrong there); one-sided quotients differ.
 *
 * Reference.  Watson, Characterization of the subdifferential of some matrix norms, 1992; the
 * bounds are derived here.
 */
#include "claim/nuclear_direction.h"
#include "claim/subjects.h"

enum twist { TRUE_CLAIM, POLAR_DERIVATIVE };

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

static enum mc_status check_direction(const struct nuclear_point *p, arb_mat_struct *E)
{
    struct nuclear_direction d = {.E = E};
    enum mc_status status = nuclear_direction_open(&d, p);

    if (status == MC_OK)
        check_quotient(&d, p);
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

/* Where the upper bound is reached as h -> 0: u_r b^T + a v_r^T with a, b in the
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
    return check_direction(p, E);
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    struct nuclear_point p;
    enum mc_status status = nuclear_point_open(&p, ledger, x, twist, prec);
    arb_mat_struct *E = ledger_matrix(ledger, p.m, p.n);
    arb_mat_struct *minus = ledger_matrix(ledger, p.m, p.n);

    p.polar_derivative = twist == POLAR_DERIVATIVE;
    if (status == MC_OK)
        status = instance_polar(p.O, x, prec);
    instance_companion(E, x, "direction");
    arb_mat_neg(minus, E);
    if (status == MC_OK)
        status = check_direction(&p, E);
    if (status == MC_OK)
        status = check_direction(&p, minus);
    if (status == MC_OK && p.rank && p.m * p.n > 1)
        status = check_extremal(&p);
    return status;
}

static const struct control controls[] = {
    {"polar-derivative",
     "the one-sided derivative is <msgn M, E>, also where M is rank deficient"},
    {0},
};

static const struct hypothesis switches[] = {
    {"real-entries", NULL, "matrices are real; the claim says nothing of others"},
    {"short-step", NULL,
     "beyond sigma_r the bound divides by no positive number: nothing is said"},
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
    NULL,
};

const struct claim claim_nuclear_one_sided_derivative = {
    .id = "nuclear-one-sided-derivative",
    .number = "0.1b",
    .title = "One-sided derivatives of the nuclear norm, with their remainder",
    .paper = "arXiv:2506.15054",
    .source = "Fact 2; Watson 1992; remainder derived here",
    .statement = "The one-sided derivative along E is <msgn M, E> + ||PEQ||_*; forward "
                 "quotients exceed it by at most h ||E||_F^2 / (sigma_r - h ||E||_F) (1 + O(h^2)).",
    .hypotheses = "Any real M of rank r; h ||E||_F < sigma_r(M).",
    .switches = switches,
    .method = "Enclosures of both sides; directions at random and those along which the bounds "
              "are reached.",
    .kind = CLAIM_INEQUALITY,
    .expected = MC_AGREES,
    .tight = true,
    .controls = controls,
    .quick = quick,
    .full = subject_nuclear_points_full,
    .evaluate = evaluate,
};
