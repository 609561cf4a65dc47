// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  An update s O, O the polar factor of a matrix of rank r, has the root mean square
 * s sqrt(r / (mn)); at full rank that is, by convention,
 *   exact        1 / sqrt(max(m, n))        KellerJordan, PyTorch  sqrt(max(1, m/n) / max(m,
 * n))
 *   Moonlight    1/5                        Scion                  rho / min(n, sqrt(mn))
 *
 * Why it matters.  Learning rates carry over between optimizers only where these agree.
 *
 * Method.  One step of each optimizer in balls at the instance, ||O||_F^2 / (mn) against the
 * square of the formula.
 *
 * Control.  KellerJordan's factor with Moonlight's size; the size without the rank.
 *
 * Not claimed.  The size of an inexact iteration's update.
 *
 * Reference.  Derived here; arXiv:2502.16982, Section 2; arXiv:2502.07529.
 */
#include <string.h>

#include "claim/claim.h"
#include "optimizer/optimizer.h"

enum { HONEST, MIXED, WITHOUT_RANK, QUINTIC };

/* out = s^2 r / (mn). */
static void formula(arb_t out, const char *id, slong m, slong n, slong r, slong prec)
{
    slong s[2] = {1, 1};

    if (strcmp(id, "muon-scion") == 0)
        s[0] = m, s[1] = n;
    else if (strcmp(id, "muon-moonlight") == 0)
        s[0] = FLINT_MAX(m, n), s[1] = 25;
    else if (strcmp(id, "muon") != 0 && m > n)
        s[0] = m, s[1] = n;
    arb_set_si(out, s[0] * r);
    arb_div_si(out, out, s[1] * m * n, prec);
}

static enum mc_status compare(struct ledger *ledger, const char *id, const arb_mat_t G,
                              slong rank, int twist, slong prec)
{
    slong m = arb_mat_nrows(G), n = arb_mat_ncols(G);
    arb_ptr square = ledger_number(ledger), expected = ledger_number(ledger);
    struct optimizer_settings settings;
    struct optimizer_state state;
    enum mc_status status;

    optimizer_settings_init(&settings);
    optimizer_settings_set(&settings, 4, 4);
    if (twist == QUINTIC) {
        settings.iteration = mc_iteration_find("keller");
        settings.steps = 5;
    }
    optimizer_state_init(&state, G);
    status = optimizer_step(optimizer_find(id), &state, G, &settings, prec);
    mc_inner_product(square, state.direction, state.direction, prec);
    arb_div_si(square, square, m * n, prec);
    formula(expected, twist == MIXED ? "muon-moonlight" : id, m, n,
            twist == WITHOUT_RANK ? FLINT_MIN(m, n) : rank, prec);
    if (status == MC_OK)
        ledger_equal(ledger, id, square, expected);
    optimizer_settings_clear(&settings);
    optimizer_state_clear(&state);
    return status;
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    static const char *const ids[] = {"muon", "muon-keller", "muon-moonlight", "muon-pytorch",
                                      "muon-scion"};
    arb_mat_struct *G = ledger_matrix(ledger, instance_rows(x), instance_cols(x));
    const struct mc_svd *svd = instance_svd(x, prec);
    enum mc_status status = MC_OK;
    size_t i;

    if (!svd || svd->rank_lo != svd->rank_hi)
        return MC_NOT_DECIDED;
    instance_enclose(G, x, prec);
    for (i = 0; i < sizeof ids / sizeof *ids && status == MC_OK; i++)
        status = compare(ledger, ids[i], G, svd->rank_lo, twist, prec);
    return status;
}

static const struct control controls[] = {
    {"mixed-conventions", "every convention has the root mean square 1/5"},
    {"without-the-rank", "the size is that of full rank at any rank"},
    {"five-quintic-steps", "the same for five quintic steps"},
    {NULL, NULL},
};

static const struct hypothesis switches[] = {
    {"exact-directions", "five-quintic-steps", NULL},
    {0},
};

static const char *const quick[] = {
    "gaussian:m=5,n=5,seed=1",
    "gaussian:m=8,n=3,seed=2",
    "gaussian:m=3,n=8,seed=3",
    "diagonal:m=5,n=4,spectrum=[9,5,1/2,0]",
    "hadamard:n=8",
    NULL,
};

const struct claim claim_update_rms = {
    .id = "update-rms",
    .number = "4.2",
    .title = "Root mean squares of updates in five conventions",
    .paper = "arXiv:2502.16982",
    .source = "Section 2; derived here",
    .statement = "||s O||_F^2 / (mn) = s^2 r / (mn), s = 1, sqrt(max(1, m/n)), "
                 "sqrt(max(m, n))/5 or sqrt(m/n), r the rank of the momentum.",
    .hypotheses = "Exact polar factors.",
    .switches = switches,
    .method = "One step of each optimizer in balls.",
    .kind = CLAIM_IDENTITY,
    .expected = MC_AGREES,
    .controls = controls,
    .quick = quick,
    .evaluate = evaluate,
};
