// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  Without decay ||X_T - X_0|| <= c sum eta_t, c = 1 for exact directions and
 * 1.2023686052 for five quintic steps; an equality, c = 1, along a constant gradient.
 *
 * Why it matters.  It is how far a run of given learning rates can go at all.
 *
 * Method.  Three steps of unequal length in balls: along -C, C the instance, and along
 * arbitrary gradients.
 *
 * Control.  c = 1 for the five quintic steps; the Frobenius norm in the place of the spectral
 * one.
 *
 * Not claimed.  c for the iteration in low precision.
 *
 * Reference.  Derived here: the triangle inequality; c from constraint-radius-inexact.
 */
#include "claim/claim.h"
#include "optimizer/optimizer.h"

enum { HONEST, UNIT_FOR_QUINTIC, FROBENIUS, DECAY };
enum { STEPS = 3 };

static const slong etas[STEPS] = {4, 2, 6};   /* 16 eta; they sum up to 3/4 */

struct walk {
    const char *what;
    bool quintic, arbitrary;
};

static enum mc_status run(arb_mat_t moved, const struct walk *walk, const struct instance *x,
                          const arb_mat_t C, int twist, slong prec)
{
    static const char *const purposes[STEPS] = {"step 0", "step 1", "step 2"};
    struct optimizer_settings settings;
    struct optimizer_state state;
    enum mc_status status = MC_OK;
    arb_mat_t G;
    int t;

    arb_mat_init(G, arb_mat_nrows(C), arb_mat_ncols(C));
    optimizer_settings_init(&settings);
    optimizer_state_init(&state, C);
    if (walk->quintic) {
        settings.iteration = mc_iteration_find("keller");
        settings.steps = 5;
    }
    for (t = 0; t < STEPS && status == MC_OK; t++) {
        optimizer_settings_set(&settings, etas[t], twist == DECAY ? 16 : 0);
        arb_mat_neg(G, C);
        if (walk->arbitrary)
            instance_companion(G, x, purposes[t]);
        status = optimizer_step(optimizer_find("muon"), &state, G, &settings, prec);
    }
    arb_mat_sub(moved, state.x, C, prec);
    optimizer_settings_clear(&settings);
    optimizer_state_clear(&state);
    arb_mat_clear(G);
    return status;
}

static void bound_of(arb_t out, bool quintic, int twist, slong prec)
{
    arb_set_si(out, 3);
    arb_mul_2exp_si(out, out, -2);
    if (quintic && twist != UNIT_FOR_QUINTIC) {
        arb_mul_si(out, out, WORD(12023686052), prec);
        arb_div_si(out, out, WORD(10000000000), prec);
    }
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    static const struct walk walks[] = {{"constant gradient, exact", false, false},
                                        {"arbitrary gradients, exact", false, true},
                                        {"constant gradient, quintic", true, false},
                                        {"arbitrary gradients, quintic", true, true}};
    arb_mat_struct *C = ledger_matrix(ledger, instance_rows(x), instance_cols(x));
    arb_mat_struct *D = ledger_matrix(ledger, instance_rows(x), instance_cols(x));
    enum mc_status status = MC_OK;
    size_t i;

    instance_enclose(C, x, prec);
    for (i = 0; i < sizeof walks / sizeof *walks && status == MC_OK; i++) {
        arb_ptr size = ledger_number(ledger), bound = ledger_number(ledger);

        status = run(D, &walks[i], x, C, twist, prec);
        mc_spectral_norm(size, D, prec);
        if (twist == FROBENIUS)
            mc_frobenius_norm(size, D, prec);
        bound_of(bound, walks[i].quintic, twist, prec);
        if (status == MC_OK && i == 0)
            ledger_equal(ledger, walks[i].what, size, bound);
        else if (status == MC_OK)
            ledger_at_most(ledger, walks[i].what, size, bound);
    }
    return status;
}

static const struct control controls[] = {
    {"unit-constant-for-the-quintic", "c = 1 for five quintic steps"},
    {"frobenius-norm", "the same in the Frobenius norm"},
    {"with-decay", "the same with lam = 1"},
    {NULL, NULL},
};

static const struct hypothesis switches[] = {
    {"gradient-not-zero", NULL, "at C = 0 nothing moves: the bound holds, the equality does not"},
    {"exact-directions", "unit-constant-for-the-quintic", NULL},
    {"no-decay", "with-decay", NULL},
    {"exact-arithmetic", NULL, "five steps in a format are another map; tolerance bounds it"},
    {0},
};

static const char *const quick[] = {
    "diagonal:m=2,n=2,spectrum=[1,41113863/10000000000]",
    "hadamard:n=4",
    "gaussian:m=5,n=5,seed=1",
    "gaussian:m=8,n=3,seed=2",
    "rational-svd:m=5,n=4,seed=1,spectrum=[9,5,1/2,1/9]",
    "data:tiny-gpt-muon/orthogonalized_00100.safetensors:in.b.0.o.weight",
    NULL,
};

const struct claim claim_update_size = {
    .id = "update-size",
    .number = "4.1",
    .title = "Weights move by at most c times the sum of the step sizes",
    .paper = "arXiv:2506.15054",
    .source = "derived here",
    .statement = "lam = 0: ||X_T - X_0|| <= c sum eta_t; c = 1 for exact directions, with "
                 "equality along a constant gradient, 1.2023686052 for five quintic steps.",
    .hypotheses = "C != 0; no decay; directions exact, or five quintic steps in exact arithmetic.",
    .switches = switches,
    .method = "Three steps in balls along constant and arbitrary gradients.",
    .kind = CLAIM_TRAJECTORY,
    .needs = NEEDS_NONZERO,
    .expected = MC_AGREES,
    .tight = true,
    .controls = controls,
    .quick = quick,
    .evaluate = evaluate,
};
