// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  Let ||O_t|| <= 1, lam > 0, and X_t follow decoupled decay with steps eta_t > 0.  Then
 *   explicit, eta_t lam <= 1:  ||X_T|| - 1/lam <= prod (1 - eta_t lam) (||X_0|| - 1/lam)
 *   implicit:                  ||X_T|| - 1/lam <= prod 1/(1 + eta_t lam) (||X_0|| - 1/lam)
 * So the violation [||X|| - 1/lam]_+ decays by the factor printed as Theorem 5, and a point
 * that satisfies ||X|| <= 1/lam stays there.  Both hold with sign, which is the form decided:
 * from ||X+|| <= (1 - eta lam) ||X|| + eta and 1/lam = (1 - eta lam)/lam + eta.
 * For X_0 = s P and O_t = P, P a partial isometry,
 * ||X_T - P/lam|| = prod (1 - eta_t lam) |s - 1/lam|.
 *
 * Why it matters.  It is the promise on which spectral audits of checkpoints rest.
 *
 * Method.  Four steps of unequal length of Muon, explicit and implicit, from X_0 = the
 * instance: gradients G = N_t - X_t with arbitrary N_t, so that directions point outward; then
 * directions that are contractions but no polar factors.  Where the polar factor of X_0 is
 * exact (diagonal matrices, multiples of signed permutations and of Hadamard matrices) also
 * N_t = 0: then O_t = P, the inequality is an equality between points, and its ratio is 1.
 * All constants are dyadic.
 *
 * Control.  The explicit factor claimed for the implicit update (0.5 against 2/3 at
 * eta lam = 1/2); the radius 1/lam claimed for updates of norm 1.2023686052, which is what five
 * quintic steps may return; the same decay claimed for a decay inside the gradient.
 *
 * Not claimed.  That X_t converges, or that the objective decreases.  The published theorem
 * does not say with which decay: the review prints the implicit one, the authors' page the
 * explicit.
 *
 * Reference.  Chen, Li, Liu, Muon optimizes under spectral norm constraints, arXiv:2506.15054,
 * Equation 7 and Theorem 5; proof above.
 */
#include "claim/claim.h"
#include "optimizer/step.h"

enum { HONEST, EXPLICIT_FACTOR, STRETCHED, COUPLED, BEYOND, NEGATIVE };
enum { STEPS = 4, LARGE = 1024 };   /* larger matrices: two explicit steps */

enum { LAMBDA = 32 };               /* 16 lam: lam = 2                      */

/* 16 eta: 1 - eta lam = 1/2, 3/4, 7/8, 1/4 and 1/(1 + eta lam) = 1/2, 1/4, 1/2, 1/8. */
static const slong explicit_steps[STEPS] = {4, 2, 1, 6};
static const slong implicit_steps[STEPS] = {8, 24, 8, 56};
static const slong beyond_steps[STEPS] = {12, 12, 12, 12};
static const slong negative_steps[STEPS] = {-4, -4, -4, -4};

struct run {
    const char *what;
    bool implicit, outward;   /* outward: G = -X, nothing else */
    const struct optimizer *optimizer;
};

static enum mc_status stretched(arb_mat_t out, const arb_mat_t momentum,
                                const struct optimizer_settings *settings, slong prec)
{
    enum mc_status status = polar_direction(out, momentum, settings, prec);

    arb_mat_scalar_mul_si(out, out, WORD(12023686052), prec);
    arb_mat_scalar_div_si(out, out, WORD(10000000000), prec);
    return status;
}

static const struct step_rules stretched_rules = {lionk_momentum, stretched, unit_scale,
                                                  explicit_decay};
static const struct optimizer stretched_muon = {.rules = &stretched_rules};

/* The gradient itself is the direction: scaled so that ||O||_F <= 1, as no entry exceeds 4. */
static enum mc_status contract(struct optimizer_state *state, const arb_mat_t gradient,
                               const struct optimizer_settings *settings, slong prec)
{
    slong entries = arb_mat_nrows(gradient) * arb_mat_ncols(gradient);

    arb_mat_scalar_mul_2exp_si(state->direction, gradient,
                               -2 - (FLINT_CLOG2(entries) + 1) / 2);
    explicit_decay(state->x, state->direction, settings, prec);
    return MC_OK;
}

static const struct optimizer contraction = {.step = contract};

/* excess *= 1 - eta lam, or 1/(1 + eta lam). */
static void shrink(arb_t excess, const struct optimizer_settings *s, bool implicit, slong prec)
{
    arb_t factor;

    arb_init(factor);
    (implicit ? implicit_factor : explicit_factor)(factor, s, prec);
    arb_mul(excess, excess, factor, prec);
    arb_clear(factor);
}

static void gradient_of(arb_mat_t G, const struct optimizer_state *state, const struct run *run,
                        const struct instance *x, int t, slong prec)
{
    static const char *const purposes[STEPS] = {"step 0", "step 1", "step 2", "step 3"};

    if (run->outward)
        arb_mat_zero(G);
    else
        instance_companion(G, x, purposes[t]);
    if (run->optimizer != &contraction)
        arb_mat_sub(G, G, state->x, prec);
}

/* ||X_t|| <= 1/lam + excess; where ||X_0|| > 1/lam also without the 1/lam on both sides. */
static void compare(struct ledger *ledger, const struct run *run, const arb_mat_t X,
                    const arb_t excess, slong prec)
{
    arb_ptr norm = ledger_number(ledger), bound = ledger_number(ledger);

    arb_one(bound);
    arb_mul_2exp_si(bound, bound, -1);
    mc_spectral_norm(norm, X, prec);
    if (arb_is_positive(excess)) {
        arb_sub(norm, norm, bound, prec);
        ledger_at_most(ledger, run->what, norm, excess);
    } else {
        arb_add(bound, bound, excess, prec);
        ledger_at_most(ledger, run->what, norm, bound);
    }
}

static enum mc_status follow(struct ledger *ledger, const struct run *run,
                             const struct instance *x, const arb_mat_t X0, const arb_t norm0,
                             int twist, slong prec)
{
    bool implicit = run->implicit && twist != EXPLICIT_FACTOR;
    const slong *etas = implicit              ? implicit_steps
                        : twist == BEYOND   ? beyond_steps
                        : twist == NEGATIVE ? negative_steps
                                            : explicit_steps;
    int t, steps = arb_mat_nrows(X0) * arb_mat_ncols(X0) > LARGE ? 2 : STEPS;
    arb_ptr excess = ledger_number(ledger);
    struct optimizer_settings settings;
    struct optimizer_state state;
    enum mc_status status = MC_OK;
    arb_mat_struct *G = ledger_matrix(ledger, arb_mat_nrows(X0), arb_mat_ncols(X0));

    optimizer_settings_init(&settings);
    optimizer_state_init(&state, X0);
    arb_one(excess);
    arb_mul_2exp_si(excess, excess, -1);
    arb_sub(excess, norm0, excess, prec);
    for (t = 0; t < steps && status == MC_OK; t++) {
        optimizer_settings_set(&settings, etas[t], LAMBDA);
        gradient_of(G, &state, run, x, t, prec);
        status = optimizer_step(run->optimizer, &state, G, &settings, prec);
        shrink(excess, &settings, implicit, prec);
        if (status == MC_OK)
            compare(ledger, run, state.x, excess, prec);
    }
    optimizer_settings_clear(&settings);
    optimizer_state_clear(&state);
    return status;
}

/* X_0 = s P, explicit steps with O = P: ||X_T - P/lam|| = prod (1 - eta_t lam) |s - 1/lam|. */
static void distance_to_limit(struct ledger *ledger, const arb_mat_t X0, const arb_mat_t P,
                              const arb_t norm0, slong prec)
{
    arb_ptr lhs = ledger_number(ledger), rhs = ledger_number(ledger);
    arb_mat_struct *X = ledger_matrix(ledger, arb_mat_nrows(P), arb_mat_ncols(P));
    arb_mat_struct *limit = ledger_matrix(ledger, arb_mat_nrows(P), arb_mat_ncols(P));
    struct optimizer_settings settings;
    int t;

    optimizer_settings_init(&settings);
    arb_mat_set(X, X0);
    arb_mat_scalar_mul_2exp_si(limit, P, -1);
    arb_one(rhs);
    arb_mul_2exp_si(rhs, rhs, -1);
    arb_sub(rhs, norm0, rhs, prec);
    arb_abs(rhs, rhs);
    for (t = 0; t < STEPS; t++) {
        optimizer_settings_set(&settings, explicit_steps[t], LAMBDA);
        explicit_decay(X, P, &settings, prec);
        shrink(rhs, &settings, false, prec);
    }
    arb_mat_sub(X, X, limit, prec);
    mc_spectral_norm(lhs, X, prec);
    ledger_equal(ledger, "distance to P/lam", lhs, rhs);
    optimizer_settings_clear(&settings);
}

/* Is the polar factor of X_0 found exactly?  Then X_0 = s P is tested for its distance too. */
static bool exact_point(struct ledger *ledger, const arb_mat_t X0, const arb_t norm0,
                        slong prec)
{
    arb_mat_struct *P = ledger_matrix(ledger, arb_mat_nrows(X0), arb_mat_ncols(X0));
    arb_mat_struct *sP = ledger_matrix(ledger, arb_mat_nrows(X0), arb_mat_ncols(X0));

    if (!arb_mat_is_exact(X0) || !arb_is_exact(norm0) ||
        polar_direction(P, X0, NULL, prec) != MC_OK || !arb_mat_is_exact(P))
        return false;
    arb_mat_scalar_mul_arb(sP, P, norm0, prec);
    if (arb_mat_equal(sP, X0) && !arb_mat_is_zero(P))
        distance_to_limit(ledger, X0, P, norm0, prec);
    return true;
}

/* At an exact point an arbitrary direction may tie with the bound without being exact (a
 * rotation in three dimensions has the eigenvalue 1), so there only runs that stay exact. */
static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    const struct optimizer *implicit = optimizer_find("muon-implicit-decay");
    const struct optimizer *plain = twist == STRETCHED ? &stretched_muon
                                    : twist == COUPLED ? optimizer_find("muon-coupled-decay")
                                                       : optimizer_find("muon");
    slong m = instance_rows(x), n = instance_cols(x);
    arb_mat_struct *X0 = ledger_matrix(ledger, m, n);
    arb_ptr norm0 = ledger_number(ledger);
    enum mc_status status = MC_OK;
    bool large = m * n > LARGE, exact;
    size_t i;

    instance_enclose(X0, x, prec);
    mc_spectral_norm(norm0, X0, prec);
    exact = !large && exact_point(ledger, X0, norm0, prec);
    const struct run runs[] = {{"Muon, explicit", false, exact, plain},
                               {"Muon, implicit", true, exact, implicit},
                               {"contraction, explicit", false, false, &contraction}};
    for (i = 0; i < (large ? 1 : 3) && status == MC_OK; i++)
        status = follow(ledger, &runs[i], x, X0, norm0, twist, prec);
    return status;
}

static const struct control controls[] = {
    {"implicit-with-the-explicit-factor", "the implicit update decays by prod (1 - eta_t lam)"},
    {"updates-longer-than-one", "updates of norm 1.2023686052 keep the radius 1/lam"},
    {"decay-inside-the-gradient", "G + lam X in place of decoupled decay decays likewise"},
    {"steps-beyond-one", "explicit decay with eta lam = 3/2 does the same"},
    {"negative-steps", "explicit decay with eta lam = -1/2 does the same"},
    {NULL, NULL},
};

static const struct hypothesis switches[] = {
    {"unit-directions", "updates-longer-than-one", NULL},
    {"decoupled-decay", "decay-inside-the-gradient", NULL},
    {"eta-lambda-at-most-one", "steps-beyond-one", NULL},
    {"positive-eta", "negative-steps", NULL},
    {"positive-lambda", NULL, "the radius 1/lam is not defined without it"},
    {0},
};

static const char *const quick[] = {
    "identity:m=1,n=1,scale=3",
    "identity:m=3,n=3,scale=-5",
    "identity:m=4,n=3,scale=1/4",
    "hadamard:n=4,scale=1",
    "hadamard:n=4,scale=1/16",
    "diagonal:m=3,n=5,spectrum=[4,1,1/8]",
    "diagonal:m=4,n=4,spectrum=[2,2,1,0]",
    "matrix-unit:m=3,n=2,scale=1/2",
    "zero:m=2,n=3",
    "gaussian:m=6,n=6,seed=1",
    "gaussian:m=3,n=7,seed=2,scale=1/64",
    "rational-svd:m=6,n=4,seed=3,spectrum=[3,3,1,1/1000]",
    "prescribed:m=5,n=5,seed=4,spectrum=geometric,cond=1e10",
    "prescribed:m=7,n=4,seed=5,spectrum=clustered,cond=1e3,scale=2",
    "hilbert:n=6",
    "data:tiny-gpt-muon/step_00000.safetensors:b.*",
    NULL,
};

static const char *const full[] = {
    "gaussian:m=24,n=24,seed=6",
    "gaussian:m=4,n=9,seed=7,scale=1000000",
    NULL,
};

const struct claim claim_constraint_violation_decay = {
    .id = "constraint-violation-decay",
    .number = "0.4",
    .title = "Decoupled decay drives the spectral norm to 1/lambda, geometrically",
    .paper = "arXiv:2506.15054",
    .source = "Equation 7, Theorem 5",
    .statement = "||X_T|| - 1/lam <= prod (1 - eta_t lam) (||X_0|| - 1/lam) for explicit "
                 "decay, prod 1/(1 + eta_t lam) for implicit decay; so ||X|| <= 1/lam is kept.  (The "
                 "explicit factor for implicit decay is refuted: implicit-decay-as-printed.)",
    .hypotheses = "||O_t|| <= 1, lam > 0, eta_t > 0; for explicit decay eta_t lam <= 1.",
    .switches = switches,
    .method = "Muon steps in balls with outward gradients and with arbitrary contractions; "
              "equality between points at multiples of partial isometries.",
    .kind = CLAIM_TRAJECTORY,
    .expected = MC_PROVED,
    .tight = true,
    .controls = controls,
    .quick = quick,
    .full = full,
    .evaluate = evaluate,
};
