// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  Psi_p(A) = U S^p V^T has condition number kappa(A)^p, kappa = sigma_1 / sigma_r.
 *
 * Why it matters.  It is what "compression" of the spectrum by p < 1 means.
 *
 * Method.  p = 1/4, 1/2, 3/4, 1: the transform is enclosed as a matrix, and its singular values
 * are enclosed anew.
 *
 * Control.  kappa^(1 - p); and the routine that ships for p = 1/2 (a ridge, then 15 coupled
 * Newton-Schulz steps, twice) in the place of Psi_(1/2), on condition numbers above 1000.
 *
 * Not claimed.  Anything about that routine but that it has another condition number.
 *
 * Reference.  Qi, Chen, Ye, He, Xiao, arXiv:2602.04669, Section 3.4.
 */
#include <stdio.h>

#include "claim/claim.h"
#include "muoncheck/number.h"
#include "optimizer/step.h"

enum { HONEST, OTHER_EXPONENT, AS_SHIPPED };
enum { LARGE = 1000 };

/* out = sigma_1 / sigma_r of the balls P, whose rank is r. */
static enum mc_status condition(arb_t out, const arb_mat_t P, slong r, slong prec)
{
    struct mc_svd svd;
    enum mc_status status;

    mc_svd_init(&svd);
    status = mc_svd_enclose(&svd, P, r, prec);
    if (status == MC_OK)
        arb_div(out, svd.sigma, svd.sigma + r - 1, prec);
    mc_svd_clear(&svd);
    return status;
}

static void compare(struct ledger *ledger, const arb_t own, const arb_t kappa, const fmpq_t p,
                    int twist, slong prec)
{
    arb_ptr power = ledger_number(ledger);
    char what[60], *text = mc_rational_text(p);
    fmpq_t q;

    fmpq_init(q);
    fmpq_set(q, p);
    if (twist == OTHER_EXPONENT) {
        fmpq_sub_si(q, q, 1);
        fmpq_neg(q, q);
    }
    mc_power(power, kappa, q, prec);
    snprintf(what, sizeof what, "condition, p = %s", text);
    ledger_equal(ledger, what, own, power);
    flint_free(text);
    fmpq_clear(q);
}

static enum mc_status as_shipped(arb_mat_t out, const arb_mat_t A, slong prec)
{
    struct optimizer_settings settings;
    enum mc_status status;

    optimizer_settings_init(&settings);
    settings.iteration = mc_iteration_find("beyond-muon-half");
    settings.steps = 15;
    status = orthogonal_direction(out, A, &settings, prec);
    optimizer_settings_clear(&settings);
    return status;
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    const struct mc_svd *svd = instance_svd(x, prec);
    arb_mat_struct *P = ledger_matrix(ledger, instance_rows(x), instance_cols(x));
    arb_ptr kappa = ledger_number(ledger), own = ledger_number(ledger);
    enum mc_status status = MC_OK;
    fmpq_t p;
    slong k;

    if (!svd || svd->rank_lo != svd->rank_hi || !svd->rank_lo)
        return MC_NOT_DECIDED;
    mc_svd_condition(kappa, svd, prec);
    if (twist == AS_SHIPPED && arf_cmp_si(arb_midref(kappa), LARGE) < 0)
        return MC_NOT_DECIDED;   /* near it the two are close */
    fmpq_init(p);
    for (k = twist == AS_SHIPPED ? 2 : 1; k <= (twist == AS_SHIPPED ? 2 : 4); k++) {
        slong r = svd->rank_lo;
        own = ledger_number(ledger);
        fmpq_set_si(p, k, 4);
        fmpq_canonicalise(p);
        if (twist == AS_SHIPPED) {
            arb_mat_struct *A = ledger_matrix(ledger, instance_rows(x), instance_cols(x));
            instance_enclose(A, x, prec);
            status = as_shipped(P, A, prec);
        } else {
            status = instance_power(P, x, p, prec);
        }
        if (status == MC_OK)
            status = condition(own, P, r, prec);
        if (status)
            break;
        compare(ledger, own, kappa, p, twist, prec);
    }
    fmpq_clear(p);
    return status;
}

static const struct control controls[] = {
    {"other-exponent", "the condition number is kappa^(1 - p)"},
    {"as-shipped", "the routine shipped for p = 1/2 has condition number kappa^(1/2)"},
    {NULL, NULL},
};

static const struct hypothesis switches[] = {
    {"exact-transform", "as-shipped", NULL},
    {"nonzero", NULL, "0 has no condition number"},
    {"nonnegative-p", NULL, "U S^p V^T with p < 0 has kappa(A)^|p|, another statement"},
    {0},
};

static const char *const quick[] = {
    "gaussian:m=5,n=5,seed=1",
    "gaussian:m=8,n=3,seed=2",
    "rational-svd:m=5,n=4,seed=1,spectrum=[9,5,1/2,0]",
    "prescribed:m=8,n=8,seed=3,spectrum=geometric,cond=31623/10",
    "prescribed:m=6,n=9,seed=4,spectrum=geometric,cond=1e6",
    "hilbert:n=5",
    NULL,
};

const struct claim claim_psi_condition = {
    .id = "psi-condition",
    .number = "1.2",
    .title = "U S^p V^T has the condition number to the power p",
    .paper = "arXiv:2602.04669",
    .source = "Section 3.4",
    .statement = "kappa(U S^p V^T) = kappa(A)^p, kappa = sigma_1 / sigma_r, r the rank.",
    .hypotheses = "A != 0, p >= 0; the exact transform, no routine for it.",
    .switches = switches,
    .method = "The transform in balls, and its singular values enclosed anew.",
    .kind = CLAIM_IDENTITY,
    .expected = MC_AGREES,
    .controls = controls,
    .quick = quick,
    .evaluate = evaluate,
};
