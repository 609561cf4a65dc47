// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  Along the flow of Lion-K with smooth K,
 *   H = alpha F + (g/lambda) K*(lambda X) + c (K*(lambda X) + K(M) - lambda <M, X>)
 * falls from point to point, and at each point H' < 0, as the sum of two products that
 * lionk-lyapunov-identity gives.
 *
 * Why it matters.  The identity is decided at random points there; here at those that a flow
 * visits, with the whole fall between them.
 *
 * Method.  GSL integrates (X, M) in doubles over t = 1/2, 1, 3/2, 2; the points that it returns
 * are exact numbers, at which H and both products are enclosed.  K = sum sqrt(s^2 + d^2), and
 * ||.||_F^2/2; F = ||X - C||_F^2/2; M the instance, X and C random.
 *
 * Control.  M tracks plus the gradient; F in the place of H.
 *
 * Not claimed.  How far the computed points are from the flow: at each of them the sign of H'
 * is decided, but the fall between two of them is that of computed points.
 *
 * Reference.  Chen, Liu, Liang, Liu, Lion-K, arXiv:2310.05898, Theorem 3.1.
 */
#include "claim/lionk_flow.h"

enum { HONEST, PLUS_GRADIENT, RAW_OBJECTIVE, BEYOND };
enum { POINTS = 4 };

/* <N - p, X'> > 0 and <N - M, gradK(N) - gradK(M)> > 0. */
static void products(const struct lionk_flow *f)
{
    arb_mat_struct *D = ledger_matrix(f->ledger, f->m, f->n);
    arb_mat_struct *E = ledger_matrix(f->ledger, f->m, f->n);
    arb_ptr first = ledger_number(f->ledger), second = ledger_number(f->ledger);
    arb_ptr zero = ledger_number(f->ledger);

    arb_mat_sub(D, f->N, f->p, f->prec);
    mc_inner_product(first, D, f->dX, f->prec);
    ledger_less(f->ledger, "0 < <N - p, gradK(N) - lambda X>", zero, first);
    arb_mat_sub(D, f->N, f->M, f->prec);
    arb_mat_sub(E, f->gradient_N, f->gradient, f->prec);
    mc_inner_product(second, D, E, f->prec);
    ledger_less(f->ledger, "0 < <N - M, gradK(N) - gradK(M)>", zero, second);
}

/* H at the point, or for the control F. */
static enum mc_status energy(arb_t out, const struct lionk_flow *f, int twist)
{
    if (twist != RAW_OBJECTIVE)
        return lionk_energy(out, f, f->X, f->M);
    lionk_objective(out, f, f->X);
    return MC_OK;
}

static enum mc_status follow(struct lionk_flow *f, const char *norm, int twist)
{
    arb_ptr before = ledger_number(f->ledger), after;
    enum mc_status status;
    int i;

    f->K = mc_norm_find(norm);
    status = lionk_flow_start(f);
    if (status == MC_OK)
        status = energy(before, f, twist);
    for (i = 0; i < POINTS && status == MC_OK; i++) {
        after = ledger_number(f->ledger);
        status = lionk_flow_integrate(f, 0.5);
        if (status == MC_OK)
            status = energy(after, f, twist);
        if (status)
            break;
        ledger_less(f->ledger, "H falls", after, before);
        products(f);
        before = after;
    }
    return status;
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    struct mc_norm_parameters with;
    struct lionk_flow f = {.ledger = ledger, .x = x, .m = instance_rows(x),
                           .n = instance_cols(x), .prec = prec, .with = &with,
                           .plus_gradient = twist == PLUS_GRADIENT,
                           .beyond = twist == BEYOND};
    enum mc_status status;

    mc_norm_parameters_init(&with);
    fmpq_set_si(with.d, 3, 4);
    status = follow(&f, "smooth-nuclear", twist);
    if (status == MC_OK)
        status = follow(&f, "half-square", twist);
    mc_norm_parameters_clear(&with);
    return status;
}

static const struct control controls[] = {
    {"plus-gradient", "H falls when M tracks plus the gradient"},
    {"raw-objective", "F itself falls along the flow"},
    {"look-ahead-beyond-damping", "H falls for eps g = 2 too"},
    {NULL, NULL},
};

static const struct hypothesis switches[] = {
    {"eps-g-at-most-one", "look-ahead-beyond-damping", NULL},
    {"smooth", NULL, "gradK must be a function for the flow to be one"},
    {"not-at-rest", NULL, "where M_0 = 0 is at rest H stays, and both products are 0"},
    {"computed-points", NULL, "how far the flow is from them is not enclosed"},
    {"feasible-start", NULL, "H is infinite where K*(lambda X) is"},
    {0},
};

static const char *const quick[] = {
    "gaussian:m=3,n=3,seed=1", "gaussian:m=4,n=2,seed=2", "gaussian:m=2,n=4,seed=3,scale=8",
    "gaussian:m=3,n=2,seed=4,scale=1/8", NULL,
};

const struct claim claim_energy_along_the_flow = {
    .id = "energy-along-the-flow",
    .number = "0.8b",
    .title = "The energy of Lion-K falls from point to point of integrated flows",
    .paper = "arXiv:2310.05898",
    .source = "Theorem 3.1 (2)",
    .statement = "At the points that GSL computes along dM/dt = -(a + g M), dX/dt = gradK(M + "
                 "eps dM/dt) - lambda X, t = 1/2, 1, 3/2, 2, the energy H is lower than at the "
                 "one before, and both products of its derivative are positive.",
    .hypotheses = "K smooth, M_0 != 0, eps g <= 1, ||lambda X_0|| < 1; a statement about "
                  "computed points.",
    .switches = switches,
    .needs = NEEDS_NONZERO,
    .method = "GSL integrates in doubles; H and the products are enclosed at its points.",
    .kind = CLAIM_TRAJECTORY,
    .expected = MC_PROVED,
    .controls = controls,
    .quick = quick,
    .evaluate = evaluate,
};
