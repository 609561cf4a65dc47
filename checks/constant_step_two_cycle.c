// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  Constant steps do not converge.  F = h ||X||_F^2 / 2, h > 0, P a partial isometry:
 *   (1) Muon without momentum, explicit decay, eta lam < 2: X = x* P -> -x* P -> x* P,
 *       x* = eta/(2 - eta lam);
 *   (2) without decay every x P with 0 < x < eta is in such a cycle: x P -> (x - eta) P -> x P;
 *   (3) with momentum b1, b2 and no decay: x = eta/2, M = m P, m = h x (1 - b2)/(1 + b2), if
 *       b1 m - (1 - b1) h x < 0, that is b1 (1 - b2) < (1 - b1) (1 + b2);
 *   (4) mSGD-p without momentum, 0 <= p < 1: x = (eta h^p / 2)^(1/(1-p)), from which the
 *       iteration of two steps has the derivative (1 - 2p)^2 < 1 for 0 < p < 1: it attracts.
 *
 * Why it matters.  Convergence theorems need steps that shrink; here is why, exactly.  In the
 * 1 x 1 case Lion is Muon, so (3) is also a cycle of Lion at its published betas.
 *
 * Method.  Two steps of the optimizers in balls; P the polar factor of the instance, x = 3/4
 * eta in (2), b1 = 0.9, b2 = 0.99, h = 3 in (3), p = 1/2, h = 3 in (4).  The derivative of
 * x -> x - eta h^p x^p at the cycle is 1 - p eta h^p x^(p-1) = 1 - 2p.
 *
 * Control.  x* = eta/2 in spite of decay; x* where eta lam = 3; b2 = 98/100 with the momentum
 * of 99/100; b2 = 1/2, with which M~ does not turn; M without h; the amplitude eta h/2 of p = 0
 * for p = 1/2; convergence: ||X_2|| <= ||X_0|| / 2.
 *
 * Not claimed.  That runs are drawn into the cycles (1) to (3).
 *
 * Reference.  Derived here; the betas of Chen et al., arXiv:2302.06675.
 */
#include "claim/claim.h"
#include "optimizer/optimizer.h"

enum { HONEST, HALF_ETA, OTHER_MOMENTUM, AMPLITUDE_OF_SIGN, CONVERGES, SHRINKING,
       LONG_DECAY, NO_TURN, WITHOUT_CURVATURE };

struct cycle {
    const char *what;
    const struct optimizer *optimizer;
    struct optimizer_settings s;
    arb_t x, m;         /* X = x P, M = m P  */
    arb_t after;        /* one step leads to `after` P */
    arb_t h;            /* F = h ||X||_F^2 / 2 */
};

static void cycle_init(struct cycle *c, const char *what, const char *optimizer, slong eta16,
                       slong lambda16)
{
    c->what = what;
    c->optimizer = optimizer_find(optimizer);
    optimizer_settings_init(&c->s);
    optimizer_settings_set(&c->s, eta16, lambda16);
    arb_zero(c->s.beta1);
    arb_zero(c->s.beta2);
    arb_init(c->x);
    arb_init(c->m);
    arb_init(c->after);
    arb_init(c->h);
    arb_one(c->h);
}

static void cycle_clear(struct cycle *c)
{
    optimizer_settings_clear(&c->s);
    arb_clear(c->x);
    arb_clear(c->m);
    arb_clear(c->after);
    arb_clear(c->h);
}

static enum mc_status turn(struct ledger *ledger, struct cycle *c, const arb_mat_t P,
                           int twist, slong prec)
{
    slong m = arb_mat_nrows(P), n = arb_mat_ncols(P);
    arb_mat_struct *G = ledger_matrix(ledger, m, n), *X0 = ledger_matrix(ledger, m, n);
    arb_ptr size = ledger_number(ledger), half = ledger_number(ledger);
    struct optimizer_state state;
    enum mc_status status = MC_OK;
    int t;

    arb_mat_scalar_mul_arb(X0, P, c->x, prec);
    optimizer_state_init(&state, X0);
    arb_mat_scalar_mul_arb(state.momentum, P, c->m, prec);
    for (t = 0; t < 2 && status == MC_OK; t++) {
        if (t && twist == SHRINKING)
            arb_mul_2exp_si(c->s.eta, c->s.eta, -1);
        arb_mat_scalar_mul_arb(G, state.x, c->h, prec);
        status = optimizer_step(c->optimizer, &state, G, &c->s, prec);
        arb_mat_scalar_mul_arb(G, P, t ? c->x : c->after, prec);
        if (status == MC_OK && twist != CONVERGES)
            ledger_equal_matrix(ledger, c->what, state.x, G);
        if (status == MC_OK && !t && arb_is_nonzero(c->m)) {
            arb_mat_scalar_mul_arb(G, P, c->m, prec);
            arb_mat_neg(G, G);
            ledger_equal_matrix(ledger, "momentum after a turn", state.momentum, G);
        }
    }
    mc_frobenius_norm(size, state.x, prec);
    mc_frobenius_norm(half, X0, prec);
    arb_mul_2exp_si(half, half, -1);
    if (status == MC_OK && twist == CONVERGES)
        ledger_at_most(ledger, "||X_2|| <= ||X_0||/2", size, half);
    optimizer_state_clear(&state);
    return status;
}

/* (1): eta = 1/4, lam = 1/2; (2): x = 3/16 */
static void without_momentum(struct cycle *decayed, struct cycle *plain, int twist, slong prec)
{
    cycle_init(decayed, "cycle with decay", "muon", 4, twist == LONG_DECAY ? 192 : 8);
    arb_mul(decayed->x, decayed->s.eta, decayed->s.lambda, prec);
    arb_sub_ui(decayed->x, decayed->x, 2, prec);
    arb_neg(decayed->x, decayed->x);
    if (twist == HALF_ETA)
        arb_set_ui(decayed->x, 2);
    arb_div(decayed->x, decayed->s.eta, decayed->x, prec);
    arb_neg(decayed->after, decayed->x);
    cycle_init(plain, "cycle without decay", "muon", 4, 0);
    arb_set_ui(plain->x, 3);
    arb_mul_2exp_si(plain->x, plain->x, -4);
    arb_sub(plain->after, plain->x, plain->s.eta, prec);
}

/* (3): m = h x (1 - b2)/(1 + b2) = 3 x/199, x for b2 = 1/2, where b1 m > (1 - b1) h x. */
static void with_momentum(struct cycle *c, int twist, slong prec)
{
    cycle_init(c, "cycle with momentum", "muon", 4, 0);
    arb_set_ui(c->s.beta1, 9);
    arb_div_ui(c->s.beta1, c->s.beta1, 10, prec);
    arb_set_ui(c->s.beta2, twist == OTHER_MOMENTUM ? 98 : twist == NO_TURN ? 50 : 99);
    arb_div_ui(c->s.beta2, c->s.beta2, 100, prec);
    arb_set_ui(c->h, 3);
    arb_mul_2exp_si(c->x, c->s.eta, -1);
    arb_mul_ui(c->m, c->x, twist == WITHOUT_CURVATURE ? 1 : 3, prec);
    arb_div_ui(c->m, c->m, twist == NO_TURN ? 3 : 199, prec);
    arb_neg(c->after, c->x);
}

/* (4): p = 1/2, h = 3: x = (eta sqrt(h) / 2)^2 = eta^2 h / 4. */
static void with_power(struct cycle *c, int twist, slong prec)
{
    cycle_init(c, "cycle of mSGD-1/2", "msgd-power", 4, 0);
    fmpq_set_si(c->s.p, 1, 2);
    arb_set_ui(c->h, 3);
    arb_mul(c->x, c->s.eta, c->h, prec);
    if (twist != AMPLITUDE_OF_SIGN)
        arb_mul(c->x, c->x, c->s.eta, prec);
    arb_mul_2exp_si(c->x, c->x, twist == AMPLITUDE_OF_SIGN ? -1 : -2);
    arb_neg(c->after, c->x);
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    arb_mat_struct *P = ledger_matrix(ledger, instance_rows(x), instance_cols(x));
    struct cycle cycles[4];
    enum mc_status status;
    int i;

    status = instance_svd(x, prec) ? instance_polar(P, x, prec) : MC_NOT_DECIDED;
    without_momentum(&cycles[0], &cycles[1], twist, prec);
    with_momentum(&cycles[2], twist, prec);
    with_power(&cycles[3], twist, prec);
    for (i = 0; i < 4; i++) {
        if (status == MC_OK)
            status = turn(ledger, &cycles[i], P, twist, prec);
        cycle_clear(&cycles[i]);
    }
    return status;
}

static const struct control controls[] = {
    {"half-eta-with-decay", "x* = eta/2 for lam > 0"},
    {"momentum-of-other-betas", "m = eta/398 also for b2 = 98/100"},
    {"amplitude-of-the-sign", "for p = 1/2 the amplitude is eta h / 2"},
    {"constant-steps-converge", "two steps halve ||X||"},
    {"shrinking-steps", "the same where the second step is half the first"},
    {"long-decay", "x* = eta/(2 - eta lam) also for eta lam = 3"},
    {"momentum-that-does-not-turn", "the cycle with momentum for b1 = 9/10, b2 = 1/2"},
    {"momentum-without-h", "m = x (1 - b2)/(1 + b2) also for h = 3"},
    {NULL, NULL},
};

static const struct hypothesis switches[] = {
    {"constant-steps", "shrinking-steps", NULL},
    {"eta-lambda-below-two", "long-decay", NULL},
    {"momentum-turns", "momentum-that-does-not-turn", NULL},
    {"full-rank", NULL, "of the instances: at less rank the cycle is that of the range"},
    {"p-below-one", NULL, "1/(1 - p) is not defined at p = 1"},
    {0},
};

static const char *const quick[] = {
    "identity:m=1,n=1",
    "identity:m=4,n=3,scale=5",
    "hadamard:n=4",
    "gaussian:m=5,n=3,seed=1",
    "gaussian:m=3,n=3,seed=2",
    NULL,
};

const struct claim claim_constant_step_two_cycle = {
    .id = "constant-step-two-cycle",
    .number = "4.3",
    .title = "With constant steps Muon and its relatives run in two-cycles",
    .paper = "arXiv:2302.06675",
    .source = "derived here; catalogue 4.3, 4.4 and 1.10",
    .statement = "F = h ||X||_F^2 / 2: cycles x P -> -x P of Muon at x = eta/(2 - eta lam) "
                 "without momentum, at x = eta/2 with M = h x (1 - b2)/(1 + b2) P and no "
                 "decay, and of mSGD-p without either at (eta h^p/2)^(1/(1-p)).",
    .hypotheses = "Constant eta, eta lam < 2; b1 (1 - b2) < (1 - b1) (1 + b2); h > 0; P a "
                  "partial isometry of full rank; 0 <= p < 1.",
    .switches = switches,
    .method = "Two steps of each optimizer in balls.",
    .kind = CLAIM_IDENTITY,
    .expected = MC_AGREES,
    .controls = controls,
    .quick = quick,
    .evaluate = evaluate,
};
