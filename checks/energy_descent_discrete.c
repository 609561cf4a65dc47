// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  Published: V = F - F* + (c/lam) (||M||_* - lam <X, M>) falls along Muon inside the
 * constraint, for steps that shrink; c is not given.  True, for every step, feasible or not,
 * with phi_X(N) = ||N||_* - lam <N, X>, 0 <= b1 <= b2 < 1, eta lam <= 1, F L-smooth (spectral
 * norm):
 *   V = F + kappa phi_X(M),  kappa = eta b1 / ((1 - b2) + eta lam (b2 - b1)),
 *   V(X+, M+) - V(X, M) <= -drop phi_X(M~) + eta ||G - G^||_* ||D|| + (L/2) eta^2 ||D||^2,
 *   drop = eta/(1 - b1) - kappa (1 - b2)/(1 - b1) (1 - eta lam) > 0,
 * G the gradient, G^ what the optimizer was given, D = msgn(M~) - lam X.  An equality at
 * F = ||X - C||_F^2 / 2 where X, M, C are multiples of one isometry, M and C - X positive ones.
 *
 * Why it matters.  It is the energy that Muon dissipates in discrete time, with its weight; up
 * to O(eta^2) it falls, which is what "monotone" can mean.
 *
 * Method.  Along runs on C = the instance and on iris, steps decided one by one from the stored
 * state, whose exact update is enclosed.  Derivation: -G^ = (M~ - b1 M)/(1 - b1), so
 *   <G^, D> = -(phi(M~) - b1 q)/(1 - b1),  q = <M, D> <= phi(M);
 *   M+ = a M + b M~, b = (1 - b2)/(1 - b1), a = 1 - b >= 0;  phi_X is convex, and
 *   phi_(X+)(M+) = phi_X(M+) - eta lam <M+, D> <= a phi(M) + b phi(M~) - eta lam (a q + b
 * phi(M~)). With F's own bound, kappa makes the terms of q and phi(M) cancel at q = phi(M), and
 * the factor of q is not negative.
 *
 * Control.  F alone falls; no eta^2 term; kappa without the momentum.
 *
 * Not claimed.  Convergence to a point; c of the paper, which was not seen.
 *
 * Reference.  Chen, Li, Liu, arXiv:2506.15054, Theorem 6; derived here.
 */
#include <string.h>

#include "claim/classification.h"
#include "claim/discrete_energy.h"

enum { HONEST, RAW_OBJECTIVE, WITHOUT_CURVATURE, WITHOUT_MOMENTUM, FROBENIUS, LARGER_B1,
       LONG_STEPS };
enum { STEPS = 8, STEPS_ON_DATA = 12 };

struct watch {
    struct ledger *ledger;
    const struct training *run;
    const char *what;
    bool equal;         /* is the first step an equality? */
    int twist;
    arb_ptr L;
};

static enum mc_status decide(const struct training_step *step, void *context)
{
    const struct watch *w = context;
    arb_ptr fall = ledger_number(w->ledger), allowed = ledger_number(w->ledger);
    arb_ptr kappa = ledger_number(w->ledger), drop = ledger_number(w->ledger);
    arb_ptr bend = ledger_number(w->ledger);
    enum mc_status status;

    discrete_energy_weights(kappa, drop, w->run->settings, w->run->prec);
    if (w->twist == RAW_OBJECTIVE) {
        arb_zero(kappa);
        arb_zero(drop);
    }
    if (w->twist == WITHOUT_MOMENTUM)
        arb_zero(kappa);
    status = discrete_energy_bend(bend, w->run, step, w->L);
    if (status == MC_OK)
        status = discrete_energy_step(fall, allowed, w->run, step, bend, kappa, drop);
    if (status)
        return status;
    if (w->twist == RAW_OBJECTIVE || w->twist == WITHOUT_CURVATURE)
        arb_zero(allowed);
    if (w->equal && step->t == 0)
        ledger_equal(w->ledger, w->what, fall, allowed);
    else
        ledger_at_most(w->ledger, w->what, fall, allowed);
    return MC_OK;
}

/* eta_t = 1/(8 (t + 2)), b1 = 15/16, b2 = 31/32, lam = 1/2. */
static void shrink(struct optimizer_settings *settings, slong t)
{
    optimizer_settings_set(settings, 1, 8);
    arb_div_si(settings->eta, settings->eta, t + 2, 64);
    arb_get_mid_arb(settings->eta, settings->eta);
    arb_mul_2exp_si(settings->eta, settings->eta, 1);
}

/* The same with b1 = 31/32, b2 = 0; with eta_t lam = 3. */
static void shrink_with_larger_b1(struct optimizer_settings *settings, slong t)
{
    shrink(settings, t);
    arb_set(settings->beta1, settings->beta2);
    arb_zero(settings->beta2);
}

static void long_steps(struct optimizer_settings *settings, slong t)
{
    optimizer_settings_set(settings, 96, 8);
}

static enum mc_status follow(struct watch *w, struct training *run, const arb_mat_t X0,
                             const arb_mat_struct *M0)
{
    struct optimizer_settings settings;
    struct objective_constants k;
    enum mc_status status;

    optimizer_settings_init(&settings);
    objective_constants_init(&k);
    run->optimizer = optimizer_find("muon");
    run->settings = &settings;
    run->schedule = w->twist == LONG_STEPS  ? long_steps
                    : w->twist == LARGER_B1 ? shrink_with_larger_b1
                                            : shrink;
    run->f->constants(&k, run->data, arb_mat_nrows(X0), arb_mat_ncols(X0), run->prec);
    w->run = run;
    w->L = ledger_number(w->ledger);
    arb_set(w->L, w->twist == FROBENIUS ? k.frobenius : k.spectral);
    status = training_run(run, X0, M0, decide, w);
    optimizer_settings_clear(&settings);
    objective_constants_clear(&k);
    return status;
}

static enum mc_status on_data(struct watch *w, const struct instance *x, slong prec)
{
    const struct objective_data data = classification_of(w->ledger, x, prec);
    struct training run = {.f = objective_find("softmax"), .data = &data,
                             .steps = STEPS_ON_DATA, .prec = prec};
    arb_mat_struct *X0 = ledger_matrix(w->ledger, 2, arb_mat_ncols(data.features));
    struct mc_arithmetic fp32;
    enum mc_status status = mc_arithmetic_parse(&fp32, "fp32", NULL);

    run.stored = &fp32;
    instance_companion(X0, x, "weights");
    arb_mat_scalar_mul_2exp_si(X0, X0, -2);
    w->what = "softmax on data, fp32";
    return status ? status : follow(w, &run, X0, NULL);
}

/* X_0 = P, M_0 = 3 P, C = 4 P, P the polar factor of the instance; then all three a little off.
 * */
static enum mc_status aligned(struct watch *w, struct instance *x, slong prec)
{
    slong m = instance_rows(x), n = instance_cols(x);
    arb_mat_struct *P = ledger_matrix(w->ledger, m, n), *M = ledger_matrix(w->ledger, m, n);
    arb_mat_struct *C = ledger_matrix(w->ledger, m, n);
    const struct objective_data data = {.target = C};
    struct training run = {.f = objective_find("half-square"), .data = &data, .steps = 1,
                             .prec = prec};
    const struct mc_svd *svd = instance_svd(x, prec);
    enum mc_status status = instance_polar(P, x, prec);

    if (svd && svd->rank_lo < svd->values)
        return MC_OK;   /* P is no isometry */
    for (int off = 0; off < 2 && status == MC_OK; off++) {
        instance_companion(C, x, "off");
        arb_mat_scalar_mul_2exp_si(C, C, -12);
        if (off)
            arb_mat_add(P, P, C, prec);
        arb_mat_scalar_mul_si(M, P, 3, prec);
        arb_mat_scalar_mul_si(C, P, 4, prec);
        w->what = off ? "near an isometry" : "along an isometry";
        w->equal = !off;
        status = follow(w, &run, P, M);
    }
    w->equal = false;
    return status;
}

static enum mc_status on_matrix(struct watch *w, const struct instance *x,
                                const char *objective, const char *format, slong prec)
{
    slong m = instance_rows(x), n = instance_cols(x);
    arb_mat_struct *C = ledger_matrix(w->ledger, m, n), *X0 = ledger_matrix(w->ledger, m, n);
    const struct objective_data data = {.target = C};
    struct mc_arithmetic stored;
    struct training run = {.f = objective_find(objective), .data = &data, .stored = &stored,
                             .steps = STEPS, .prec = prec};
    enum mc_status status = mc_arithmetic_parse(&stored, format, NULL);

    instance_enclose(C, x, prec);
    instance_companion(X0, x, "weights");
    w->what = objective;
    return status ? status : follow(w, &run, X0, NULL);
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    struct watch w = {.ledger = ledger, .twist = twist};
    enum mc_status status;

    if (strstr(x->name, "iris"))
        return on_data(&w, x, prec);
    status = instance_svd(x, prec) ? aligned(&w, x, prec) : MC_NOT_DECIDED;
    if (status == MC_OK)
        status = on_matrix(&w, x, "half-square", "bf16", prec);
    if (status == MC_OK)
        status = on_matrix(&w, x, "cosine", "fp64", prec);
    return status ? status : on_matrix(&w, x, "cosine", "mpfr:80", prec);
}

static const struct control controls[] = {
    {"raw-objective", "F itself falls in every step"},
    {"without-the-square", "V falls by drop phi(M~), without the eta^2 term"},
    {"without-momentum", "the same with kappa = 0"},
    {"frobenius-constant", "L_F in the place of L"},
    {"larger-b1", "the same with b1 = 31/32 > b2 = 0"},
    {NULL, NULL},
};

static const struct control relaxed[] = {
    {"long-steps", "the same with eta lam = 3"},
    {0},
};

static const struct hypothesis switches[] = {
    {"smooth-in-the-spectral-norm", "frobenius-constant", NULL},
    {"eta-lambda-at-most-one", "long-steps", NULL},
    {"b1-at-most-b2", "larger-b1", NULL},
    {"betas-below-one", NULL, "at b2 = 1 momentum never moves and the weights divide by 0"},
    {0},
};

static const char *const quick[] = {
    "gaussian:m=4,n=4,seed=1",
    "gaussian:m=6,n=3,seed=2,scale=4",
    "gaussian:m=2,n=2,seed=3",
    "prescribed:m=4,n=5,seed=4,spectrum=geometric,cond=1e4",
    "data:iris/iris.csv",
    NULL,
};

const struct claim claim_energy_descent_discrete = {
    .id = "energy-descent-discrete",
    .number = "0.13",
    .title = "The energy that Muon dissipates, step by step",
    .paper = "arXiv:2506.15054",
    .source = "Theorem 6; weights derived here",
    .statement = "F + kappa (||M||_* - lam <X, M>), kappa = eta b1/((1 - b2) + eta lam "
                 "(b2 - b1)), falls by a positive multiple of ||M~||_* - lam <X, M~>, up to "
                 "errors of the gradient and (L/2) eta^2 ||D||^2.",
    .hypotheses = "F L-smooth in the spectral norm, 0 <= b1 <= b2 < 1, eta lam <= 1; "
                  "X need not be feasible.",
    .switches = switches,
    .method = "Runs on matrices and on iris in four formats, the exact update of each stored "
              "state enclosed.",
    .kind = CLAIM_TRAJECTORY,
    .expected = MC_AGREES,
    .tight = true,
    .controls = controls,
    .relaxed = relaxed,
    .quick = quick,
    .evaluate = evaluate,
};
