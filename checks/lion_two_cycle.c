// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  F = ||X||_F^2 / 2, Lion with b1 = 9/10, b2 = 99/100, no decay, constant eta; S any
 * matrix of signs.  From X = (eta/2) S, M = (eta/398) S, (1) M~ = -(19 eta/398) S: the sign is
 * certain, no tie (2) X -> -X -> X and M -> -M -> M (3) of 1 x 1 matrices Muon does the same
 *
 * Why it matters.  At the published betas a constant step does not converge, and the
 * certificate is a line of fractions.
 *
 * Method.  Two steps in balls.  M+ = b2 M - (1 - b2) X = -M gives M = X (1 - b2)/(1 + b2) =
 * X/199; M~ = b1 M - (1 - b1) X = -X (1/10 - 9/1990) = -(19/199) X.
 *
 * Control.  b2 = 98/100 with that momentum; decay lam = 1/2; two steps halve ||X||.
 *
 * Not claimed.  That runs are drawn into the cycle.
 *
 * Reference.  Derived here; the betas of Chen et al., arXiv:2302.06675; catalogue 4.4.
 */
#include "claim/claim.h"
#include "muoncheck/spectrum.h"
#include "optimizer/optimizer.h"

enum { HONEST, OTHER_BETA, DECAY, CONVERGES };

/* out = (numerator/denominator) S. */
static void multiple(arb_mat_t out, const arb_mat_t S, slong numerator, slong denominator,
                     slong prec)
{
    arb_mat_scalar_mul_si(out, S, numerator, prec);
    arb_mat_scalar_div_si(out, out, denominator, prec);
}

static void signs(arb_mat_t S, const struct instance *x, slong prec)
{
    slong i, j;

    instance_enclose(S, x, prec);
    for (i = 0; i < arb_mat_nrows(S); i++)
        for (j = 0; j < arb_mat_ncols(S); j++)
            arb_set_si(arb_mat_entry(S, i, j),
                       arf_sgn(arb_midref(arb_mat_entry(S, i, j))) < 0 ? -1 : 1);
}

/* (1): eta = 1/4. */
static void look_ahead(struct ledger *ledger, const struct optimizer_state *state,
                       const struct optimizer_settings *s, const arb_mat_t S, slong prec)
{
    slong m = arb_mat_nrows(S), n = arb_mat_ncols(S);
    arb_mat_struct *ahead = ledger_matrix(ledger, m, n), *part = ledger_matrix(ledger, m, n);
    arb_ptr rest = ledger_number(ledger);

    arb_sub_ui(rest, s->beta1, 1, prec);
    arb_mat_scalar_mul_arb(ahead, state->x, rest, prec);
    arb_mat_scalar_mul_arb(part, state->momentum, s->beta1, prec);
    arb_mat_add(ahead, ahead, part, prec);
    multiple(part, S, -19, 4 * 398, prec);
    ledger_equal_matrix(ledger, "M~ = -(19 eta/398) S", ahead, part);
}

static enum mc_status turn(struct ledger *ledger, const char *id, const arb_mat_t S, int twist,
                           slong prec)
{
    slong m = arb_mat_nrows(S), n = arb_mat_ncols(S), t;
    arb_mat_struct *X = ledger_matrix(ledger, m, n), *expected = ledger_matrix(ledger, m, n);
    arb_ptr size = ledger_number(ledger), half = ledger_number(ledger);
    struct optimizer_settings s;
    struct optimizer_state state;
    enum mc_status status = MC_OK;

    optimizer_settings_init(&s);
    optimizer_settings_set(&s, 4, twist == DECAY ? 8 : 0);
    arb_set_ui(s.beta1, 9);
    arb_div_ui(s.beta1, s.beta1, 10, prec);
    arb_set_ui(s.beta2, twist == OTHER_BETA ? 98 : 99);
    arb_div_ui(s.beta2, s.beta2, 100, prec);
    multiple(X, S, 1, 8, prec);
    optimizer_state_init(&state, X);
    multiple(state.momentum, S, 1, 4 * 398, prec);
    look_ahead(ledger, &state, &s, S, prec);
    for (t = 0; t < 2 && status == MC_OK; t++) {
        arb_mat_set(X, state.x);
        status = optimizer_step(optimizer_find(id), &state, X, &s, prec);
        multiple(expected, S, t ? 1 : -1, 8, prec);
        if (twist != CONVERGES)
            ledger_equal_matrix(ledger, id, state.x, expected);
        multiple(expected, S, t ? 1 : -1, 4 * 398, prec);
        ledger_equal_matrix(ledger, "momentum", state.momentum, expected);
    }
    mc_frobenius_norm(size, state.x, prec);
    mc_frobenius_norm(half, S, prec);
    arb_mul_2exp_si(half, half, -4);
    if (twist == CONVERGES)
        ledger_at_most(ledger, "||X_2|| <= ||X_0||/2", size, half);
    optimizer_settings_clear(&s);
    optimizer_state_clear(&state);
    return status;
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    slong m = instance_rows(x), n = instance_cols(x);
    arb_mat_struct *S = ledger_matrix(ledger, m, n);
    enum mc_status status;

    signs(S, x, prec);
    status = turn(ledger, "lion", S, twist, prec);
    return status || m * n > 1 ? status : turn(ledger, "muon", S, twist, prec);
}

static const struct control controls[] = {
    {"other-beta", "the same cycle with b2 = 98/100"},
    {"with-decay", "the same cycle with lam = 1/2"},
    {"constant-steps-converge", "two steps halve ||X||"},
    {NULL, NULL},
};

static const struct hypothesis switches[] = {
    {"published-betas", "other-beta", NULL},
    {"no-decay", "with-decay", NULL},
    {0},
};

static const char *const quick[] = {
    "identity:m=1,n=1",
    "gaussian:m=3,n=3,seed=1",
    "gaussian:m=2,n=5,seed=2",
    NULL,
};

const struct claim claim_lion_two_cycle = {
    .id = "lion-two-cycle",
    .number = "4.4",
    .title = "At its published betas Lion runs in a two-cycle, and so does Muon on numbers",
    .paper = "arXiv:2302.06675",
    .source = "derived here",
    .statement =
        "F = ||X||_F^2/2, b1 = 9/10, b2 = 99/100: from X = (eta/2) S, M = (eta/398) S, S of "
        "signs, Lion goes X -> -X -> X and M -> -M -> M, with M~ = -(19 eta/398) S.",
    .hypotheses = "The published betas, no decay, constant eta.",
    .switches = switches,
    .method = "Two steps in balls; of 1 x 1 matrices with Muon too.",
    .kind = CLAIM_TRAJECTORY,
    .expected = MC_AGREES,
    .controls = controls,
    .quick = quick,
    .evaluate = evaluate,
};
