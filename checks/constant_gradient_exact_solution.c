// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  F(X) = -<C, X>, C != 0, M_0 = a C with a >= 0, b1 < 1 or a > 0, P = msgn(C).  Then
 * for explicit decay, any b1, b2 in [0, 1] and any step sizes,
 *   X_T - P/lam = prod (1 - eta_t lam) (X_0 - P/lam)
 *   S(X_T)      = prod (1 - eta_t lam) S(X_0),   S(X) = ||C||_* - lam <X, C>
 * and for implicit decay the same with prod 1/(1 + eta_t lam).  The catalogue asks for full
 * rank; with msgn the partial isometry on the range it is not needed: M~_t = a C.
 *
 * Why it matters.  The one trajectory that is known in closed form, so any simulation of the
 * optimizer can be held to it; it shows that the limit is P/lam and the rate is the decay.
 *
 * Method.  Three steps of unequal length of the optimizers, in balls, from an arbitrary X_0 and
 * an instance C; a = 0 and an arbitrary a > 0.  Both sides as matrices, and the scores.
 *
 * Control.  The same for every M_0, tried at M_0 = -10 C; the explicit factor for the implicit
 * update; the limit P in place of P/lam; a score without lam.
 *
 * Not claimed.  Anything for objectives with curvature.
 *
 * Reference.  Derived here: msgn(a C) = msgn(C) for a > 0, and both updates are affine in X.
 */
#include <string.h>

#include "claim/claim.h"
#include "optimizer/step.h"

enum { HONEST, OPPOSITE_START, EXPLICIT_FACTOR, LIMIT_P, SCORE_WITHOUT_LAMBDA,
       FROZEN, ZERO };
enum { STEPS = 3 };

enum { LAMBDA = 12 };   /* 16 lam: lam = 3/4 */

/* 16 eta */
static const slong etas[STEPS] = {3, 8, 5};

/* What a run needs to know of the instance. */
struct problem {
    arb_mat_struct *C, *G, *limit, *X0;   /* G = -C, limit = P/lam */
    arb_ptr nuclear;                      /* ||C||_*               */
};

/* product *= 1 - eta lam, or 1/(1 + eta lam). */
static void shrink(arb_t product, const struct optimizer_settings *s, bool implicit, slong prec)
{
    arb_t factor;

    arb_init(factor);
    (implicit ? implicit_factor : explicit_factor)(factor, s, prec);
    arb_mul(product, product, factor, prec);
    arb_clear(factor);
}

static void score(arb_t out, const struct problem *p, const arb_mat_t X, int twist, slong prec)
{
    mc_inner_product(out, p->C, X, prec);
    if (twist != SCORE_WITHOUT_LAMBDA) {
        arb_mul_ui(out, out, 3, prec);
        arb_mul_2exp_si(out, out, -2);
    }
    arb_sub(out, p->nuclear, out, prec);
}

static void compare(struct ledger *ledger, const char *what, const struct problem *p,
                    const arb_mat_t X, const arb_t product, int twist, slong prec)
{
    arb_mat_struct *rhs = ledger_matrix(ledger, arb_mat_nrows(X), arb_mat_ncols(X));
    arb_ptr now = ledger_number(ledger), then = ledger_number(ledger);
    arb_ptr scale = ledger_number(ledger);

    arb_mat_sub(rhs, p->X0, p->limit, prec);
    arb_mat_scalar_mul_arb(rhs, rhs, product, prec);
    arb_mat_add(rhs, rhs, p->limit, prec);
    ledger_equal_matrix(ledger, what, X, rhs);
    score(now, p, X, twist, prec);
    score(then, p, p->X0, twist, prec);
    arb_mul(then, then, product, prec);
    /* A score may vanish; it is a difference of terms of the size of ||C||_*. */
    arb_get_lbound_arf(arb_midref(scale), p->nuclear, prec);
    ledger_equal_scaled(ledger, "score", now, then, scale);
}

static enum mc_status follow(struct ledger *ledger, const char *what, const char *id,
                             const struct problem *p, const arb_t start, int twist, slong prec)
{
    const struct optimizer *optimizer = optimizer_find(id);
    bool implicit = twist != EXPLICIT_FACTOR && !strcmp(id, "muon-implicit-decay");
    arb_ptr product = ledger_number(ledger);
    struct optimizer_settings settings;
    struct optimizer_state state;
    enum mc_status status = MC_OK;
    int t;

    optimizer_settings_init(&settings);
    optimizer_state_init(&state, p->X0);
    arb_mat_scalar_mul_arb(state.momentum, p->C, start, prec);
    arb_one(product);
    for (t = 0; t < STEPS && status == MC_OK; t++) {
        optimizer_settings_set(&settings, etas[t], LAMBDA);
        if (twist == FROZEN)
            arb_one(settings.beta1);
        status = optimizer_step(optimizer, &state, p->G, &settings, prec);
        shrink(product, &settings, implicit, prec);
    }
    if (status == MC_OK)
        compare(ledger, what, p, state.x, product, twist, prec);
    optimizer_settings_clear(&settings);
    optimizer_state_clear(&state);
    return status;
}

static enum mc_status pose(struct problem *p, struct ledger *ledger, struct instance *x,
                           int twist, slong prec)
{
    slong m = instance_rows(x), n = instance_cols(x);
    const struct mc_svd *svd = instance_svd(x, prec);
    enum mc_status status;

    *p = (struct problem){ledger_matrix(ledger, m, n), ledger_matrix(ledger, m, n),
                          ledger_matrix(ledger, m, n), ledger_matrix(ledger, m, n),
                          ledger_number(ledger)};
    status = svd ? instance_polar(p->limit, x, prec) : MC_NOT_DECIDED;
    if (status)
        return status;
    instance_enclose(p->C, x, prec);
    if (twist == ZERO)
        arb_mat_zero(p->C);
    arb_mat_neg(p->G, p->C);
    instance_companion(p->X0, x, "start");
    mc_svd_nuclear_norm(p->nuclear, svd, prec);
    if (twist == ZERO) {
        arb_zero(p->nuclear);
        arb_mat_zero(p->limit);
    }
    if (twist != LIMIT_P) {
        arb_mat_scalar_mul_2exp_si(p->limit, p->limit, 2);
        arb_mat_scalar_div_si(p->limit, p->limit, 3, prec);
    }
    return MC_OK;
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    arb_ptr start = ledger_number(ledger);
    struct problem p;
    enum mc_status status = pose(&p, ledger, x, twist, prec);

    if (status == MC_OK && twist != OPPOSITE_START)
        status = follow(ledger, "explicit, M_0 = 0", "muon", &p, start, twist, prec);
    instance_fraction(start, x, "momentum");
    if (twist == OPPOSITE_START)
        arb_set_si(start, -10);
    if (status == MC_OK)
        status = follow(ledger, "explicit, M_0 = aC", "muon", &p, start, twist, prec);
    if (status == MC_OK)
        status = follow(ledger, "implicit, M_0 = aC", "muon-implicit-decay", &p, start, twist,
                        prec);
    return status;
}

static const struct control controls[] = {
    {"any-initial-momentum", "the same for M_0 = -10 C"},
    {"implicit-with-the-explicit-factor", "the implicit update shrinks by prod (1 - eta lam)"},
    {"limit-without-lambda", "X_T - P = prod (1 - eta_t lam) (X_0 - P)"},
    {"score-without-lambda", "S(X) = ||C||_* - <X, C> shrinks likewise"},
    {"frozen-momentum", "the same for b1 = 1 and M_0 = 0"},
    {NULL, NULL},
};

static const struct control relaxed[] = {
    {"zero-gradient", "the same for C = 0: X shrinks to 0"},
    {0},
};

static const struct hypothesis switches[] = {
    {"momentum-in-the-cone", "any-initial-momentum", NULL},
    {"moving-momentum", "frozen-momentum", NULL},
    {"nonzero", "zero-gradient", NULL},
    {"positive-lambda", NULL, "the limit P/lam is not defined without it"},
    {"betas-in-range", NULL, "means have such weights"},
    {0},
};

static const char *const quick[] = {
    "identity:m=1,n=1,scale=3",
    "hadamard:n=8,scale=1/4",
    "gaussian:m=5,n=5,seed=11",
    "gaussian:m=8,n=3,seed=12",
    "gaussian:m=2,n=9,seed=13,scale=1/1024",
    "diagonal:m=5,n=4,spectrum=[7,1,1/8,0]",
    "ones:m=4,n=3,scale=1/2",
    "matrix-unit:m=2,n=5",
    "rational-svd:m=5,n=4,seed=14,spectrum=[5,5,1/3,1/1000]",
    "prescribed:m=6,n=6,seed=15,spectrum=geometric,cond=1e12",
    "prescribed:m=4,n=7,seed=16,spectrum=clustered,cond=1e6",
    "hilbert:n=7",
    "data:tiny-gpt-muon/orthogonalized_00100.safetensors:in.*",
    NULL,
};

static const char *const full[] = {
    "kahan:n=20,theta=1.2",
    "gaussian:m=32,n=24,seed=17",
    NULL,
};

const struct claim claim_constant_gradient_exact_solution = {
    .id = "constant-gradient-exact-solution",
    .number = "0.6",
    .title = "Under a constant gradient Muon moves straight to msgn(C)/lambda",
    .paper = "arXiv:2506.15054",
    .source = "derived here",
    .statement = "F = -<C, X>: X_T - P/lam = prod (1 - eta_t lam) (X_0 - P/lam) and "
                 "S(X_T) = prod (1 - eta_t lam) S(X_0), P = msgn(C); implicit decay "
                 "likewise with 1/(1 + eta_t lam).",
    .hypotheses = "C != 0 of any rank, lam > 0, b1 and b2 in [0, 1], M_0 = aC with a >= 0, "
                  "b1 < 1 or a > 0.",
    .switches = switches,
    .method = "Three steps of the optimizers in balls against the closed form.",
    .kind = CLAIM_IDENTITY,
    .expected = MC_AGREES,
    .controls = controls,
    .relaxed = relaxed,
    .quick = quick,
    .full = full,
    .evaluate = evaluate,
};
