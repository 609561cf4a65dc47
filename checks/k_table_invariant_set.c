// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  For every map K of the table with a constraint, every M at which its gradient is
 * certain, every X and 0 < eta lambda <= 1, the step X+ = (1 - eta lambda) X + eta gradK(M) has
 *   gauge(lambda X+) - 1 <= (1 - eta lambda) (gauge(lambda X) - 1):
 * { gauge(lambda X) <= 1 } is invariant, and a violation decays by 1 - eta lambda.  For the
 * norms K and X aligned with gradK(M) it is an equality.
 * Proof: gauge is a norm and gauge(gradK(M)) <= 1.
 *
 * Why it matters.  It is the bound on the trained weights that an audit checks, for every
 * optimizer of the family; for Muon it is ||X|| <= 1/lambda (claim 0.4).
 *
 * Method.  lambda X is the variable, so that eta lambda alone remains.  Two steps, gradients at
 * M and at a random matrix, from a feasible and from an infeasible start; one step from
 * 2 gradK(M) and one from -gradK(M) / 2.  Enclosures; exact for the rows of entries.
 *
 * Control.  Each of the hypotheses or constants exchanged, through the same code.
 *
 * Not claimed.  Implicit decay (its factor is 1 / (1 + eta lambda)); directions that are not
 * gradK exactly, such as a few Newton-Schulz steps.
 *
 * Reference.  Chen, Li, Liu, arXiv:2506.15054, Theorem 5, for the nuclear norm; the other rows
 * derived here.
 */
#include "claim/dual_ball.h"

static enum mc_status gradient_at(arb_mat_t G, const struct dual_ball_run *r, const arb_mat_t M,
                                  const struct mc_svd *svd)
{
    struct mc_operand operand;
    enum mc_status status;

    mc_operand_init(&operand, M, -1);
    if (svd)
        mc_operand_lend(&operand, svd);
    status = r->K->gradient(G, &operand, &r->with, r->prec);
    mc_operand_clear(&operand);
    return status;
}

/* One row: gradients at the instance and at a companion, then the steps, the first of them
 * `beyond` larger than a fraction. */
static enum mc_status check_row(const struct dual_ball_run *r, struct instance *x, int beyond)
{
    arb_ptr first = ledger_number(r->ledger), second = ledger_number(r->ledger);
    arb_mat_struct *M = ledger_matrix(r->ledger, r->rows, r->cols), *G[2];
    const arb_struct *steps[2] = {first, second};
    const struct mc_svd *svd = instance_svd(x, r->prec);
    enum mc_status status;

    if (!svd)
        return MC_NOT_DECIDED;
    for (int t = 0; t < 2; t++)
        G[t] = ledger_matrix(r->ledger, r->rows, r->cols);
    instance_fraction(first, x, "first step");
    instance_fraction(second, x, "second step");
    arb_add_ui(first, first, (ulong)beyond, r->prec);
    instance_enclose(M, x, r->prec);
    status = gradient_at(G[0], r, M, svd);
    instance_companion(M, x, "momentum");
    if (!status)
        status = gradient_at(G[1], r, M, NULL);
    instance_companion(M, x, "start");
    if (!status)
        status = dual_ball_walk(r, M, G, steps);
    return status ? status : dual_ball_extremes(r, G[0], first);
}

/* The controls exchange a constant or a hypothesis of the nuclear norm's row. */
static enum mc_status check_twisted(struct dual_ball_run *r, struct instance *x, int twist)
{
    struct mc_norm row = *mc_norm_find("nuclear");

    r->K = &row;
    r->squared = twist == 1;
    r->undamped = twist == 3;
    if (twist == 4)
        row.gauge = row.value;
    return check_row(r, x, twist == 2);
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    struct dual_ball_run r = {
        .ledger = ledger, .prec = prec, .rows = instance_rows(x), .cols = instance_cols(x)};
    enum mc_status status = MC_OK;

    mc_norm_parameters_init(&r.with);
    if (twist)
        status = check_twisted(&r, x, twist);
    for (size_t i = 0; !twist && !status && i < mc_norm_count; i++) {
        r.K = mc_norms[i];
        if (r.K->gauge)
            status = check_row(&r, x, 0);
    }
    mc_norm_parameters_clear(&r.with);
    return status;
}

static const struct control controls[] = {
    {"decay-by-the-square", "the violation decays by (1 - eta lambda)^2"},
    {"steps-beyond-one", "the same with 1 < eta lambda < 2"},
    {"no-decay", "the same for X+ = X + eta gradK(M)"},
    {"primal-norm", "Muon keeps the nuclear norm of lambda X, K itself, at most 1"},
    {0},
};

static const struct hypothesis switches[] = {
    {"eta-lambda-at-most-one", "steps-beyond-one", NULL},
    {"decay", "no-decay", NULL},
    {"nonzero", NULL, "at M = 0 there is no gradient to start from"},
    {"certain-subgradient", NULL, "at a tie the gradient is a set, all of it in the ball"},
    {0},
};

static const char *const quick[] = {
    "gaussian:m=6,n=4,seed=1",
    "gaussian:m=4,n=7,seed=2",
    "gaussian:m=5,n=5,seed=3",
    "rational-svd:m=5,n=4,seed=1,spectrum=[3,2,1/2,0]",
    "prescribed:m=6,n=5,seed=1,spectrum=geometric,cond=1e6,scale=3/2",
    "diagonal:m=4,n=5,spectrum=[3,2,1/2,1/1000]",
    NULL,
};

static const char *const full[] = {
    "gaussian:m=24,n=16,seed=4",
    "data:tiny-gpt-muon/orthogonalized_00100.safetensors:in.b.0.o.weight",
    NULL,
};

const struct claim claim_k_table_invariant_set = {
    .id = "k-table-invariant-set",
    .number = "0.15-trajectory",
    .title = "Every constraint of the table is kept under decoupled weight decay",
    .paper = "arXiv:2506.15054",
    .source = "Theorem 5 for the nuclear norm; the other rows derived here",
    .statement = "For X+ = (1 - eta lambda) X + eta gradK(M) and each K with a constraint: "
                 "gauge(lambda X+) - 1 <= (1 - eta lambda) (gauge(lambda X) - 1).",
    .hypotheses = "M != 0; 0 < eta lambda <= 1; a subgradient of K at M is certain.",
    .switches = switches,
    .needs = NEEDS_NONZERO,
    .method = "Enclosures of both sides over two steps, from inside, outside, along gradK(M) "
              "and against it.",
    .kind = CLAIM_TRAJECTORY,
    .expected = MC_AGREES,
    .tight = true,
    .controls = controls,
    .quick = quick,
    .full = full,
    .evaluate = evaluate,
};
