// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  F'(X) = F(P^T X Q) with orthogonal P, Q: started at P X_0 Q^T, Muon on F' visits
 * P X_t Q^T, with exact directions and with five quintic steps; and so does mSGD-1/2.
 *
 * Why it matters.  Muon has no preferred coordinates, which entrywise optimizers have.
 *
 * Method.  Three steps in balls for F = ||X - C||_F^2 / 2, C the instance, and random
 * rotations.
 *
 * Control.  The same for Lion and for AdamW.
 *
 * Not claimed.  Anything in floating point: rounding breaks the symmetry.
 *
 * Reference.  Derived here: polynomials in X X^T commute with rotations.
 */
#include "claim/claim.h"
#include "objective/objective.h"
#include "optimizer/optimizer.h"

enum { HONEST, LION, ADAMW };
enum { STEPS = 3 };

struct turn {
    struct ledger *ledger;
    slong prec;
    const arb_mat_struct *P, *Qt;
};

static void rotate(arb_mat_t out, const struct turn *t, const arb_mat_t X)
{
    arb_mat_t part;

    arb_mat_init(part, arb_mat_nrows(X), arb_mat_ncols(X));
    arb_mat_mul(part, t->P, X, t->prec);
    arb_mat_mul(out, part, t->Qt, t->prec);
    arb_mat_clear(part);
}

/* X (in place) after the steps on ||X - C||_F^2 / 2. */
static enum mc_status run(arb_mat_t X, const char *id, bool quintic, const arb_mat_t C,
                          slong prec)
{
    const struct objective_data data = {.target = C};
    struct optimizer_settings s;
    struct optimizer_state state;
    enum mc_status status = MC_OK;
    arb_mat_t G;
    int t;

    arb_mat_init(G, arb_mat_nrows(X), arb_mat_ncols(X));
    optimizer_settings_init(&s);
    optimizer_settings_set(&s, 4, 8);
    fmpq_set_si(s.p, 1, 2);
    if (quintic) {
        s.iteration = mc_iteration_find("keller");
        s.steps = 5;
    }
    optimizer_state_init(&state, X);
    for (t = 0; t < STEPS && status == MC_OK; t++) {
        objective_find("half-square")->gradient(G, &data, state.x, prec);
        status = optimizer_step(optimizer_find(id), &state, G, &s, prec);
    }
    arb_mat_set(X, state.x);
    optimizer_settings_clear(&s);
    optimizer_state_clear(&state);
    arb_mat_clear(G);
    return status;
}

static enum mc_status compare(const struct turn *t, const char *id, bool quintic,
                              const struct instance *x)
{
    slong m = instance_rows(x), n = instance_cols(x);
    arb_mat_struct *C = ledger_matrix(t->ledger, m, n), *X = ledger_matrix(t->ledger, m, n);
    arb_mat_struct *turned = ledger_matrix(t->ledger, m, n);
    enum mc_status status;

    instance_enclose(C, x, t->prec);
    instance_companion(X, x, "start");
    rotate(turned, t, X);
    status = run(X, id, quintic, C, t->prec);
    rotate(C, t, C);
    if (status == MC_OK)
        status = run(turned, id, quintic, C, t->prec);
    rotate(X, t, X);
    if (status == MC_OK)
        ledger_equal_matrix(t->ledger, quintic ? "five quintic steps" : id, turned, X);
    return status;
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    slong m = instance_rows(x), n = instance_cols(x);
    arb_mat_struct *P = ledger_matrix(ledger, m, m), *Qt = ledger_matrix(ledger, n, n);
    const struct turn t = {ledger, prec, P, Qt};
    enum mc_status status = instance_rotation(P, x, "left", prec);

    if (status == MC_OK)
        status = instance_rotation(Qt, x, "right", prec);
    if (status == MC_OK && twist)
        return compare(&t, twist == LION ? "lion" : "adamw", false, x);
    if (status == MC_OK)
        status = compare(&t, "muon", false, x);
    if (status == MC_OK)
        status = compare(&t, "muon", true, x);
    return status ? status : compare(&t, "msgd-power", false, x);
}

static const struct control controls[] = {
    {"lion", "the same for Lion"},
    {"adamw", "the same for AdamW"},
    {NULL, NULL},
};

static const struct hypothesis switches[] = {
    {"spectral-direction", "lion", NULL},
    {0},
};

static const char *const quick[] = {
    "gaussian:m=4,n=4,seed=1", "gaussian:m=5,n=3,seed=2", "gaussian:m=2,n=5,seed=3",
    "prescribed:m=4,n=4,seed=4,spectrum=geometric,cond=1e4", NULL,
};

const struct claim claim_rotation_equivariance = {
    .id = "rotation-equivariance",
    .number = "4.6",
    .title = "Muon's trajectory turns with the coordinates",
    .paper = "arXiv:2506.15054",
    .source = "derived here",
    .statement = "On F(P^T X Q), from P X_0 Q^T, Muon is at P X_t Q^T: with exact directions "
                 "and with five quintic steps; mSGD-1/2 too.",
    .hypotheses = "P, Q orthogonal; exact arithmetic.",
    .switches = switches,
    .method = "Three steps in balls, turned before and after.",
    .kind = CLAIM_TRAJECTORY,
    .expected = MC_AGREES,
    .controls = controls,
    .quick = quick,
    .evaluate = evaluate,
};
