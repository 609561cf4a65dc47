// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  Three clients with gradients 3 A, -A, -A: the mean gradient is G = A/3, and with P =
 * msgn(A) (1) the mean of the clients' directions is -msgn(G)/3 = -P/3 (2) a step against the
 * clients' mean direction goes uphill: on F = <G, X>, F(X - eta mean) - F(X) = (eta/9) ||A||_*
 * > 0, while a step against msgn(G) falls by (eta/3) ||A||_*.
 *
 * Why it matters.  Averaging after orthogonalising, as local Muon does, is biased however small
 * the steps: it must average first.
 *
 * Method.  Polar factors in balls; A the instance.
 *
 * Control.  The mean of directions is the direction of the mean; it goes downhill; the same for
 * clients with equal gradients.
 *
 * Not claimed.  How often clients differ so much.
 *
 * Reference.  FedMuon, theorem 1, as reviewed; derived here; catalogue 4.10, 2.9.
 */
#include "claim/claim.h"
#include "muoncheck/spectrum.h"
#include "optimizer/step.h"

enum { HONEST, UNBIASED, DOWNHILL, EQUAL };
enum { CLIENTS = 3 };

/* mean of msgn(k_i A), k = 3, -1, -1; or 1, 1, 1. */
static enum mc_status mean_direction(arb_mat_t mean, const arb_mat_t A, bool equal, slong prec)
{
    static const slong factors[CLIENTS] = {3, -1, -1};
    enum mc_status status = MC_OK;
    arb_mat_t G, O;
    slong i;

    arb_mat_init(G, arb_mat_nrows(A), arb_mat_ncols(A));
    arb_mat_init(O, arb_mat_nrows(A), arb_mat_ncols(A));
    for (i = 0; i < CLIENTS && status == MC_OK; i++) {
        arb_mat_scalar_mul_si(G, A, equal ? 1 : factors[i], prec);
        status = polar_direction(O, G, NULL, prec);
        arb_mat_add(mean, mean, O, prec);
    }
    arb_mat_scalar_div_si(mean, mean, CLIENTS, prec);
    arb_mat_clear(G);
    arb_mat_clear(O);
    return status;
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    slong m = instance_rows(x), n = instance_cols(x);
    arb_mat_struct *A = ledger_matrix(ledger, m, n), *mean = ledger_matrix(ledger, m, n);
    arb_mat_struct *P = ledger_matrix(ledger, m, n);
    arb_ptr rise = ledger_number(ledger), formula = ledger_number(ledger);
    arb_ptr zero = ledger_number(ledger);
    enum mc_status status = instance_svd(x, prec) ? instance_polar(P, x, prec) : MC_NOT_DECIDED;

    instance_enclose(A, x, prec);
    if (status == MC_OK)
        status = mean_direction(mean, A, twist == EQUAL, prec);
    if (status)
        return status;
    if (twist != UNBIASED) {
        arb_mat_neg(P, P);
        arb_mat_scalar_div_si(P, P, CLIENTS, prec);
    }
    ledger_equal_matrix(ledger, "mean of msgn = -msgn(mean)/3", mean, P);
    mc_inner_product(rise, A, mean, prec);
    arb_div_si(rise, rise, -CLIENTS, prec);
    mc_nuclear_norm(formula, A, prec);
    arb_div_si(formula, formula, CLIENTS * CLIENTS, prec);
    ledger_equal(ledger, "rise along the mean direction = ||A||_*/9", rise, formula);
    if (twist == DOWNHILL)
        ledger_less(ledger, "the step goes downhill", rise, zero);
    else
        ledger_less(ledger, "the step goes uphill", zero, rise);
    return MC_OK;
}

static const struct control controls[] = {
    {"unbiased", "the mean of directions is the direction of the mean"},
    {"downhill", "a step against the mean direction goes downhill"},
    {"equal-gradients", "the same for clients with equal gradients"},
    {NULL, NULL},
};

static const struct hypothesis switches[] = {
    {"different-gradients", "equal-gradients", NULL},
    {"nonzero", NULL, "of the instances: at A = 0 no step moves"},
    {0},
};

static const char *const quick[] = {
    "identity:m=1,n=1",
    "gaussian:m=3,n=3,seed=1",
    "gaussian:m=5,n=2,seed=2",
    "diagonal:m=3,n=4,spectrum=[2,1,0]",
    "prescribed:m=4,n=4,seed=4,spectrum=geometric,cond=1e6",
    NULL,
};

const struct claim claim_mean_of_directions = {
    .id = "mean-of-directions",
    .number = "4.10",
    .title = "The mean of Muon's directions is not the direction of the mean: it can go uphill",
    .paper = "FedMuon",
    .source = "theorem 1 as reviewed; derived here",
    .statement =
        "Clients with gradients 3A, -A, -A: the mean of their directions is -1/3 of the "
        "direction of their mean, and a step against it raises <A/3, X> by eta ||A||_*/9.",
    .hypotheses = "A != 0; the clients' gradients differ.",
    .needs = NEEDS_NONZERO,
    .switches = switches,
    .method = "Polar factors in balls.",
    .kind = CLAIM_IDENTITY,
    .expected = MC_AGREES,
    .controls = controls,
    .quick = quick,
    .evaluate = evaluate,
};
