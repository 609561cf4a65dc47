// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  A step of Lion-K with explicit decay is a Frank-Wolfe step on the dual ball of radius
 * 1/lam with step gamma = eta lam, towards the vertex gradK(M~) / lam:
 *   (1 - eta lam) X + eta O = (1 - gamma) X + gamma O / lam.
 * With the same momentum Scion's constrained step is that of Muon at sqrt(m/n) rho = 1/lam.
 *
 * Why it matters.  Rates of Frank-Wolfe become rates of Muon with decoupled decay.
 *
 * Method.  Three steps of the optimizers in balls on F = ||X - C||_F^2 / 2, from a random X_0
 * and M_0 = 0, C the instance; Lion-K for every K of the table, and Muon against Scion.
 *
 * Control.  gamma = eta; the vertex without 1/lam.
 *
 * Not claimed.  Implicit decay: its gamma is eta lam / (1 + eta lam).
 *
 * Reference.  Derived here; Sfyraki, Wang, arXiv:2506.04192; Pethick et al., arXiv:2502.07529.
 */
#include "claim/claim.h"
#include "objective/objective.h"
#include "optimizer/optimizer.h"

enum { HONEST, GAMMA_IS_ETA, UNIT_RADIUS, OTHER_MOMENTUM };
enum { STEPS = 3 };

/* eta = 1/4, 1/2, 3/8 and lam = 1/2, in sixteenths. */
static const slong etas[STEPS] = {4, 8, 6};
enum { LAMBDA = 8 };

struct pair {
    const char *what;
    const struct optimizer *one, *other;
    const struct mc_norm *K;
    bool operator_norm;      /* is the other's radius divided by sqrt(m/n)? */
};

/* s as Lion-K takes it, r as Frank-Wolfe does. */
static void set_step(struct optimizer_settings *s, struct optimizer_settings *r, int t,
                     int twist, const struct pair *pair, slong m, slong n, slong prec)
{
    arb_t shape;

    arb_init(shape);
    optimizer_settings_set(s, etas[t], LAMBDA);
    optimizer_settings_set(r, etas[t], LAMBDA);
    if (twist != GAMMA_IS_ETA)
        arb_mul(r->eta, s->eta, s->lambda, prec);
    arb_one(r->rho);
    if (twist != UNIT_RADIUS)
        arb_inv(r->rho, s->lambda, prec);
    if (pair->operator_norm) {
        arb_set_si(shape, n);
        arb_div_si(shape, shape, m, prec);
        arb_sqrt(shape, shape, prec);
        arb_mul(r->rho, r->rho, shape, prec);
        arb_set(s->beta1, s->beta2);
    }
    s->K = r->K = pair->K;
    if (twist == OTHER_MOMENTUM) {
        arb_zero(r->beta1);
        arb_zero(r->beta2);
    }
    arb_clear(shape);
}

static enum mc_status walk(struct ledger *ledger, const struct pair *pair,
                           const struct instance *x, int twist, slong prec)
{
    slong m = instance_rows(x), n = instance_cols(x);
    arb_mat_struct *G = ledger_matrix(ledger, m, n), *C = ledger_matrix(ledger, m, n);
    const struct objective_data data = {.target = C};
    struct optimizer_settings s, r;
    struct optimizer_state a, b;
    enum mc_status status = MC_OK;
    int t;

    instance_enclose(C, x, prec);
    instance_companion(G, x, "start");
    optimizer_settings_init(&s);
    optimizer_settings_init(&r);
    optimizer_state_init(&a, G);
    optimizer_state_init(&b, G);
    for (t = 0; t < STEPS && status == MC_OK; t++) {
        set_step(&s, &r, t, twist, pair, m, n, prec);
        objective_find("half-square")->gradient(G, &data, a.x, prec);
        status = optimizer_step(pair->one, &a, G, &s, prec);
        objective_find("half-square")->gradient(G, &data, b.x, prec);
        if (status == MC_OK)
            status = optimizer_step(pair->other, &b, G, &r, prec);
        if (status == MC_OK)
            ledger_equal_matrix(ledger, pair->what, a.x, b.x);
    }
    optimizer_settings_clear(&s);
    optimizer_settings_clear(&r);
    optimizer_state_clear(&a);
    optimizer_state_clear(&b);
    return status;
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    const struct mc_norm *nuclear = mc_norm_find("nuclear");
    const struct pair scion = {"Muon and Scion", optimizer_find("muon"),
                               optimizer_find("muon-scion"), nuclear, true};
    enum mc_status status = walk(ledger, &scion, x, twist, prec);
    size_t i;

    for (i = 0; i < mc_norm_count && status == MC_OK; i++) {
        const struct pair pair = {mc_norms[i]->id, optimizer_find("lionk"),
                                  optimizer_find("frank-wolfe"), mc_norms[i], false};
        if (!twist || mc_norms[i] == nuclear)
            status = walk(ledger, &pair, x, twist, prec);
    }
    return status;
}

static const struct control controls[] = {
    {"gamma-is-eta", "gamma = eta, without lambda"},
    {"unit-radius", "the vertex is gradK itself, not gradK / lam"},
    {"other-momentum", "the same where Frank-Wolfe has no momentum"},
    {NULL, NULL},
};

static const struct hypothesis switches[] = {
    {"same-momentum", "other-momentum", NULL},
    {"positive-lambda", NULL, "the radius 1/lambda is not defined without it"},
    {0},
};

static const char *const quick[] = {
    "gaussian:m=5,n=5,seed=1",
    "gaussian:m=8,n=3,seed=2",
    "gaussian:m=3,n=7,seed=3",
    "gaussian:m=1,n=1,seed=4",
    "prescribed:m=6,n=5,seed=6,spectrum=clustered,cond=1000",
    NULL,
};

const struct claim claim_frank_wolfe_equivalence = {
    .id = "frank-wolfe-equivalence",
    .number = "0.16",
    .title = "Decoupled decay is Frank-Wolfe on the ball of radius 1/lambda",
    .paper = "arXiv:2506.04192",
    .source = "derived here",
    .statement = "Lion-K with explicit decay = Frank-Wolfe with gamma = eta lam towards "
                 "gradK(M~)/lam; Scion = Muon at sqrt(m/n) rho = 1/lam.",
    .hypotheses = "lam > 0; the same momentum.",
    .switches = switches,
    .method = "Three steps of both in balls, for every K of the table.",
    .kind = CLAIM_IDENTITY,
    .expected = MC_AGREES,
    .controls = controls,
    .quick = quick,
    .evaluate = evaluate,
};
