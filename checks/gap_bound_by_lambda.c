// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  F convex, ||lam X|| <= 1, ||lam Z|| <= 1:  F(X) - F(Z) <= S(X) / lam, with
 * S(X) = ||G||_* + lam <X, G>, G = gradF(X).  For linear F and the best Z it is an equality.
 *
 * Why it matters.  It turns the score that the convergence theorems bound into an error in F.
 *
 * Method.  Enclosures, lam = 1/4: F = -<C, X> with Z = msgn(C) / lam, F = ||X - C||_F^2 / 2
 * with the minimiser Z = U min(S, 1/lam) V^T, and <X - C, H (X - C)> / 2 with any Z; C the
 * instance, X random.  F(X) - F(Z) <= <G, X - Z> by convexity, and S / lam is the maximum over
 * Z.
 *
 * Control.  S without 1/lam; the same for F = sum 1 - cos(x_ij - c_ij), which is not convex.
 *
 * Not claimed.  Anything at infeasible X, where S may be negative.
 *
 * Reference.  Derived here; Jaggi, Revisiting Frank-Wolfe, 2013.
 */
#include "claim/ball_transform.h"
#include "claim/claim.h"
#include "objective/objective.h"
#include "optimizer/step.h"

enum { HONEST, WITHOUT_LAMBDA, NOT_CONVEX, FAR_COMPETITOR, FAR_POINT };
enum { LAMBDA = -2 };   /* lam = 2^LAMBDA */

/* out = S(X) / lam = ||G||_* / lam + <X, G>. */
static void gap(arb_t out, const arb_mat_t X, const arb_mat_t G, slong prec)
{
    arb_t term;

    arb_init(term);
    mc_nuclear_norm(out, G, prec);
    arb_mul_2exp_si(out, out, -LAMBDA);
    mc_inner_product(term, X, G, prec);
    arb_add(out, out, term, prec);
    arb_clear(term);
}

static void compare(struct ledger *ledger, const struct objective *f,
                    const struct objective_data *data, const arb_mat_t X, const arb_mat_t Z,
                    int twist, slong prec)
{
    arb_mat_struct *G = ledger_matrix(ledger, arb_mat_nrows(X), arb_mat_ncols(X));
    arb_ptr lhs = ledger_number(ledger), rhs = ledger_number(ledger);

    f->gradient(G, data, X, prec);
    gap(rhs, X, G, prec);
    if (twist == WITHOUT_LAMBDA)
        arb_mul_2exp_si(rhs, rhs, LAMBDA);
    f->value(lhs, data, X, prec);
    f->value(G->rows[0], data, Z, prec);
    arb_sub(lhs, lhs, G->rows[0], prec);
    if (f == objective_find("linear"))
        ledger_equal(ledger, f->id, lhs, rhs);
    else
        ledger_at_most(ledger, f->id, lhs, rhs);
}

static void clip_value(arb_t out, const arb_t s, const void *rho, slong prec)
{
    arb_min(out, s, rho, prec);
}

static void clip_lipschitz(arb_t out, const struct mc_svd *svd, const void *rho, slong prec)
{
    arb_one(out);
}

/* X (in place) is scaled by a power of two so that ||lam X|| is in [1/4, 1), nearly. */
static void make_feasible(arb_mat_t X, slong prec)
{
    arb_t size;

    arb_init(size);
    mc_frobenius_norm(size, X, prec);
    arb_mat_scalar_mul_2exp_si(X, X, -LAMBDA - arf_abs_bound_lt_2exp_si(arb_midref(size)));
    arb_clear(size);
}

/* F = sum 1 - cos: X near the top of every wave, and Z = C there. */
static void not_convex(struct ledger *ledger, arb_mat_t X, int twist, slong prec)
{
    slong m = arb_mat_nrows(X), n = arb_mat_ncols(X), i, j;
    arb_mat_struct *C = ledger_matrix(ledger, m, n);
    const struct objective_data data = {.target = C};

    arb_mat_zero(X);
    for (i = 0; i < m; i++)
        for (j = 0; j < n; j++)
            if (i == j)
                arb_set_si(arb_mat_entry(C, i, j), 3);
    compare(ledger, objective_find("cosine"), &data, X, C, twist, prec);
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    slong m = instance_rows(x), n = instance_cols(x);
    const struct mc_svd *svd = instance_svd(x, prec);
    arb_mat_struct *X = ledger_matrix(ledger, m, n), *Z = ledger_matrix(ledger, m, n);
    arb_mat_struct *C = ledger_matrix(ledger, m, n), *H = ledger_matrix(ledger, m, m);
    arb_mat_struct *Ct = ledger_matrix(ledger, n, m);
    arb_ptr radius = ledger_number(ledger);
    const struct mc_spectral_function clip = {clip_value, clip_lipschitz, radius};
    const struct objective_data data = {.target = C, .curvature = H};
    enum mc_status status;

    if (!svd)
        return MC_NOT_DECIDED;
    arb_one(radius);
    arb_mul_2exp_si(radius, radius, -LAMBDA);
    instance_enclose(C, x, prec);
    arb_mat_transpose(Ct, C);
    arb_mat_mul(H, C, Ct, prec);
    instance_companion(X, x, "weights");
    make_feasible(X, prec);
    status = instance_polar(Z, x, prec);
    if (status)
        return status;
    if (twist == NOT_CONVEX) {
        not_convex(ledger, X, twist, prec);
        return MC_OK;
    }
    if (twist == FAR_POINT)
        arb_mat_scalar_mul_2exp_si(X, X, 4);
    arb_mat_scalar_mul_2exp_si(Z, Z, -LAMBDA + (twist == FAR_COMPETITOR));
    compare(ledger, objective_find("linear"), &data, X, Z, twist, prec);
    status = ball_function_of(Z, svd, &clip, prec);
    compare(ledger, objective_find("half-square"), &data, X, Z, twist, prec);
    instance_companion(Z, x, "competitor");
    make_feasible(Z, prec);
    compare(ledger, objective_find("quadratic"), &data, X, Z, twist, prec);
    return status;
}

static const struct control controls[] = {
    {"without-lambda", "F(X) - F(Z) <= S(X)"},
    {"not-convex", "the same for sum 1 - cos(x_ij - c_ij)"},
    {"far-competitor", "the same for Z twice as far as the best"},
    {NULL, NULL},
};

static const struct control relaxed[] = {
    {"far-point", "the same for X beyond the ball"},
    {0},
};

static const struct hypothesis switches[] = {
    {"convex", "not-convex", NULL},
    {"feasible-competitor", "far-competitor", NULL},
    {"feasible-point", "far-point", NULL},
    {0},
};

static const char *const quick[] = {
    "gaussian:m=5,n=5,seed=1",
    "gaussian:m=8,n=3,seed=2,scale=4",
    "gaussian:m=3,n=7,seed=3,scale=1/16",
    "rational-svd:m=5,n=4,seed=1,spectrum=[9,5,1/2,0]",
    "prescribed:m=6,n=5,seed=6,spectrum=clustered,cond=1000,scale=8",
    "identity:m=3,n=3,scale=6",
    NULL,
};

const struct claim claim_gap_bound_by_lambda = {
    .id = "gap-bound-by-lambda",
    .number = "0.14",
    .title = "The score over lambda bounds the error of a convex objective",
    .paper = "arXiv:2506.15054",
    .source = "derived here; Jaggi 2013",
    .statement = "F(X) - F(Z) <= (||gradF(X)||_* + lam <X, gradF(X)>) / lam for all feasible X "
                 "and Z; equality for linear F at the best Z.",
    .hypotheses = "F convex, ||lam X|| <= 1, ||lam Z|| <= 1.",
    .switches = switches,
    .method = "Enclosures of both sides for three objectives, at minimisers in closed form.",
    .kind = CLAIM_INEQUALITY,
    .expected = MC_AGREES,
    .controls = controls,
    .relaxed = relaxed,
    .quick = quick,
    .evaluate = evaluate,
};
