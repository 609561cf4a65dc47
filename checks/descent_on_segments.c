// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  Where the gradient of F is Lipschitz on no whole space, a step of Muon with decoupled
 * decay still has
 *   (1) F(X+) <= F(X) - eta S(X) + 2 eta ||E||_* + bend
 *   (2) the energy of energy-descent-discrete falls by drop phi_X(M~), up to bend
 * with bend the rigorous bound of F(X+) - F(X) - <grad F(X), X+ - X> from the gradients on the
 * segment from X to X+ (claim/segment_bend.h), for symmetric factorisation, a deep linear
 * network and a quartic.
 *
 * Why it matters.  Networks have no global constant; the theory of one step needs none.
 *
 * Method.  Runs from a random start, each step decided by itself.  The integral form of
 * Taylor's theorem gives bend; the rest is the proof of one-step-descent-with-decay.
 *
 * Control.  No bend; bend with the L of a quadratic, min(m, n).
 *
 * Not claimed.  A rate: bend is known only after the step.
 *
 * Reference.  Derived here; Chen, Li, Liu, arXiv:2506.15054, for the step.
 */
#include "claim/claim.h"
#include "claim/discrete_energy.h"
#include "claim/run_descent.h"
#include "claim/segment_bend.h"

enum { HONEST, UNBENT, QUADRATIC };
enum { STEPS = 6, PIECES = 16, BEND_BITS = 64 };

struct watch {
    struct ledger *ledger;
    const struct training *run;
    int twist;
};

static enum mc_status bend_of(arb_t out, const struct watch *w,
                              const struct training_step *step)
{
    arb_ptr L = ledger_number(w->ledger);

    if (w->twist == UNBENT)
        return MC_OK;
    arb_set_si(L, FLINT_MIN(arb_mat_nrows(step->exact), arb_mat_ncols(step->exact)));
    if (w->twist == QUADRATIC)
        return discrete_energy_bend(out, w->run, step, L);
    segment_bend(out, w->run->f, w->run->data, step->before->x, step->after->x, PIECES,
                 BEND_BITS);
    return MC_OK;
}

static enum mc_status decide(const struct training_step *step, void *context)
{
    const struct watch *w = context;
    arb_ptr bend = ledger_number(w->ledger), lhs = ledger_number(w->ledger);
    arb_ptr rhs = ledger_number(w->ledger), fall = ledger_number(w->ledger);
    arb_ptr allowed = ledger_number(w->ledger), kappa = ledger_number(w->ledger);
    arb_ptr drop = ledger_number(w->ledger);
    enum mc_status status = bend_of(bend, w, step);

    if (status == MC_OK)
        status = run_descent(lhs, rhs, w->run, step, bend);
    if (status == MC_OK)
        ledger_at_most(w->ledger, w->run->f->id, lhs, rhs);
    discrete_energy_weights(kappa, drop, w->run->settings, w->run->prec);
    if (status == MC_OK)
        status = discrete_energy_step(fall, allowed, w->run, step, bend, kappa, drop);
    if (status == MC_OK)
        ledger_at_most(w->ledger, "energy", fall, allowed);
    return status;
}

static enum mc_status follow(struct watch *w, const char *objective, const arb_mat_t target,
                             const arb_mat_t X0, slong prec)
{
    const struct objective_data data = {.target = target};
    struct mc_arithmetic fp64;
    struct optimizer_settings settings;
    struct training run = {.optimizer = optimizer_find("muon"),
                           .settings = &settings,
                           .f = objective_find(objective),
                           .data = &data,
                           .stored = &fp64,
                           .steps = STEPS,
                           .prec = prec};
    enum mc_status status = mc_arithmetic_parse(&fp64, "fp64", NULL);

    optimizer_settings_init(&settings);
    optimizer_settings_set(&settings, 1, 4);
    w->run = &run;
    if (status == MC_OK)
        status = training_run(&run, X0, NULL, decide, w);
    optimizer_settings_clear(&settings);
    return status;
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    slong m = instance_rows(x), n = instance_cols(x);
    arb_mat_struct *A = ledger_matrix(ledger, m, n), *At = ledger_matrix(ledger, n, m);
    arb_mat_struct *H = ledger_matrix(ledger, m, m), *X0 = ledger_matrix(ledger, m, n);
    arb_mat_struct *layers = ledger_matrix(ledger, m, 2 * m);
    struct watch w = {.ledger = ledger, .twist = twist};
    enum mc_status status;

    instance_enclose(A, x, prec);
    arb_mat_transpose(At, A);
    arb_mat_mul(H, A, At, prec);
    instance_companion(X0, x, "weights");
    instance_companion(layers, x, "layers");
    status = follow(&w, "factorisation", H, X0, prec);
    if (status == MC_OK)
        status = follow(&w, "quartic", A, X0, prec);
    return status ? status : follow(&w, "deep-linear", H, layers, prec);
}

static const struct control controls[] = {
    {"without-the-bend", "the same with bend = 0"},
    {"constant-of-a-quadratic", "the same with (L/2) eta^2 ||D||^2, L = min(m, n)"},
    {NULL, NULL},
};

static const struct hypothesis switches[] = {
    {"second-order-counted", "without-the-bend", NULL},
    {"own-segment", "constant-of-a-quadratic", NULL},
    {"explicit-decay", NULL, "an implicit step is an explicit one with eta/(1 + eta lam)"},
    {0},
};

static const char *const quick[] = {
    "gaussian:m=3,n=3,seed=1",
    "gaussian:m=4,n=2,seed=2",
    "gaussian:m=2,n=4,seed=3,scale=1/4",
    "identity:m=1,n=1,scale=3",
    NULL,
};

const struct claim claim_descent_on_segments = {
    .id = "descent-on-segments",
    .number = "0.10b",
    .title = "Muon's step descends likewise where F has no global constant",
    .paper = "arXiv:2506.15054",
    .source = "derived here",
    .statement = "F(X+) <= F(X) - eta S(X) + 2 eta ||E||_* + bend, and the energy of "
                 "energy-descent-discrete falls up to bend, bend >= F(X+) - F(X) - <gradF(X), "
                 "X+ - X> from gradients on the segment.",
    .hypotheses = "F differentiable on the segment from X to X+; explicit decay.",
    .switches = switches,
    .method = "Runs on factorisation, a deep linear network and a quartic, stored in fp64.",
    .kind = CLAIM_TRAJECTORY,
    .expected = MC_PROVED,
    .controls = controls,
    .quick = quick,
    .evaluate = evaluate,
};
