// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  M (m x n) of rank r, O = msgn(M), P = I - O O^T, Q = I - O^T O.
 *   (1) <M, O> = ||M||_*,  O O^T O = O,  ||O||_F^2 = r,  ||O|| = 1 for M != 0;
 *   (2) Z = O + W, W = PEQ / ||PEQ||:  ||Z|| = 1,  <Z, M> = ||M||_*,  <Z, M'> <= ||M'||_*;
 *   (3) ||M + h PEQ||_* = ||M||_* + h ||PEQ||_*.
 * The support function of {O + W: O^T W = 0, W O^T = 0, ||W|| <= 1} is the one-sided derivative
 * (nuclear-one-sided-derivative): that set is therefore the subdifferential, all of it.
 *
 * Why it matters.  Muon's direction is the gradient of K = ||.||_*; Lion-K's theory needs that.
 *
 * Method.  Enclosures of both sides, E random, up to 16 x 16; on larger matrices (1) alone,
 * without ||O|| = 1, which O O^T O = O implies.
 *
 * Control.  M/||M||_F for msgn(M); ||W|| = 1.01.
 *
 * Not claimed.  That W is unique.
 *
 * Reference.  Watson, Characterization of the subdifferential of some matrix norms, 1992; Chen,
 * Li, Liu, arXiv:2506.15054, Fact 2.
 */
#include "claim/nuclear_direction.h"
#include "claim/subjects.h"

#define KERNELS_UP_TO 16

enum twist { TRUE_CLAIM, FROBENIUS_DIRECTION, LONGER_W, ANYWHERE };

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
    if (p->twist == ANYWHERE) {
        mc_frobenius_norm(bound, d->E, prec);
        arb_mat_scalar_div_arb(Z, d->E, bound, prec);
    }
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

static enum mc_status check_kernels(const struct nuclear_point *p)
{
    struct nuclear_direction d = {.E = ledger_matrix(p->ledger, p->m, p->n)};
    enum mc_status status;

    if (p->rank)
        check_unit_norm(p, "||msgn M|| = 1", p->O);
    if (nuclear_full_rank(p))
        return MC_OK;
    instance_companion(d.E, p->x, "direction");
    status = nuclear_direction_open(&d, p);
    if (status == MC_OK && d.kernel_svd.kept)
        check_kernel(&d, p);
    else if (status == MC_OK)
        status = MC_NOT_DECIDED;
    mc_svd_clear(&d.kernel_svd);
    return status;
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    struct nuclear_point p;
    enum mc_status status = nuclear_point_open(&p, ledger, x, twist, prec);

    if (status == MC_OK)
        status = choose_gradient(&p);
    if (status)
        return status;
    check_value(&p);
    return FLINT_MAX(p.m, p.n) <= KERNELS_UP_TO ? check_kernels(&p) : MC_OK;
}

static const struct control controls[] = {
    {"frobenius-direction", "M / ||M||_F in the place of msgn(M)"},
    {"longer-w", "O + W is a subgradient with ||W|| = 1.01"},
    {"w-anywhere", "O + W is a subgradient for every W with ||W|| <= 1, off the kernels too"},
    {0},
};

static const struct hypothesis switches[] = {
    {"real-entries", NULL, "matrices are real; the claim says nothing of others"},
    {"on-the-kernels", "w-anywhere", NULL},
    {"contraction", "longer-w", NULL},
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

const struct claim claim_nuclear_subgradient = {
    .id = "nuclear-subgradient",
    .number = "0.1",
    .title = "The subdifferential of the nuclear norm",
    .paper = "arXiv:2506.15054",
    .source = "Fact 2; Watson 1992",
    .statement = "<M, msgn M> = ||M||_*; msgn M + W with W on both kernels and ||W|| <= 1 are "
                 "subgradients.",
    .hypotheses = "Any real M of rank r.",
    .switches = switches,
    .method = "Enclosures of both sides; W at random and M' along it.",
    .kind = CLAIM_IDENTITY,
    .expected = MC_AGREES,
    .tight = true,
    .controls = controls,
    .quick = quick,
    .full = subject_nuclear_points_full,
    .evaluate = evaluate,
};
