// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  Psi_p(M) = U S^p V^T has ||Psi_p(M)||_F^2 = sum s_i^(2p) over the nonzero singular
 * values: ||M||_* for p = 1/2, the rank for p = 0, ||M||_(S_(1/2))^(1/2) for p = 1/4.
 *
 * Why it matters.  Matching the root mean square of updates between optimizers needs this norm;
 * the square root of the nuclear norm is what a p = 1/2 update weighs, whatever its shape.
 *
 * Method.  The transform in balls, entry by entry, against the enclosed spectrum.
 *
 * Control.  ||M||_F^(2p) in its place; p = 0 with min(m, n) for the rank; one per cent more.
 *
 * Not claimed.  Anything about coded routines with a regularisation.
 *
 * Reference.  arXiv:2602.04669; derived in catalogue 1.8.
 */
#include "claim/claim.h"
#include "muoncheck/number.h"

enum { FROBENIUS_POWER = 1, FULL_RANK, MORE };

/* sum of s^(2p) over the certified rank. */
static void power_sum(arb_t out, const struct mc_svd *svd, const fmpq_t p, slong count,
                      slong prec)
{
    fmpq_t twice;
    arb_t term;
    slong i;

    fmpq_init(twice);
    arb_init(term);
    fmpq_add(twice, p, p);
    arb_zero(out);
    for (i = 0; i < count; i++) {
        if (fmpq_is_zero(p))
            arb_one(term);
        else
            mc_power(term, svd->sigma + i, twice, prec);
        arb_add(out, out, term, prec);
    }
    fmpq_clear(twice);
    arb_clear(term);
}

static enum mc_status check_power(struct ledger *ledger, struct instance *x, const char *what,
                                  const fmpq_t p, int twist, slong prec)
{
    slong m = instance_rows(x), n = instance_cols(x);
    arb_mat_struct *psi = ledger_matrix(ledger, m, n), *M = ledger_matrix(ledger, m, n);
    arb_ptr lhs = ledger_number(ledger), rhs = ledger_number(ledger);
    enum mc_status status = instance_power(psi, x, p, prec);
    const struct mc_svd *svd = instance_svd(x, prec);

    if (status != MC_OK || !svd || svd->rank_lo != svd->rank_hi)
        return MC_NOT_DECIDED;
    mc_inner_product(lhs, psi, psi, prec);
    power_sum(rhs, svd, p, twist == FULL_RANK ? svd->values : svd->rank_lo, prec);
    if (twist == FROBENIUS_POWER) {
        instance_enclose(M, x, prec);
        mc_inner_product(rhs, M, M, prec);
        mc_power(rhs, rhs, p, prec);
    } else if (twist == MORE) {
        arb_mul_ui(rhs, rhs, 101, prec);
        arb_div_ui(rhs, rhs, 100, prec);
    }
    ledger_equal(ledger, what, lhs, rhs);
    return MC_OK;
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    static const struct row { const char *what; slong numerator; ulong denominator; } rows[] = {
        {"p = 1/2: the nuclear norm", 1, 2},
        {"p = 1/4", 1, 4},
        {"p = 0: the rank", 0, 1},
        {"p = 1: the Frobenius norm", 1, 1},
    };
    enum mc_status status = MC_OK;
    fmpq_t p;
    size_t i;

    fmpq_init(p);
    for (i = 0; i < sizeof rows / sizeof *rows && status == MC_OK; i++) {
        fmpq_set_si(p, rows[i].numerator, rows[i].denominator);
        status = check_power(ledger, x, rows[i].what, p, twist, prec);
    }
    fmpq_clear(p);
    return status;
}

static const struct control controls[] = {
    {"frobenius-power", "||Psi_p(M)||_F = ||M||_F^p"},
    {"full-rank", "||Psi_0(M)||_F^2 = min(m, n)"},
    {"more", "||Psi_p(M)||_F^2 = 1.01 sum s_i^(2p)"},
    {0},
};

static const struct hypothesis switches[] = {
    {"listed-p", NULL,
     "the exponents that the paper's optimizers have; others are not decided"},
    {"real-entries", NULL, "matrices are real; the claim says nothing of others"},
    {0},
};

static const char *const quick[] = {
    "rational-svd:m=5,n=4,seed=1,spectrum=[1,1,1/2,0]",
    "gaussian:m=4,n=6,seed=3",
    "diagonal:m=4,n=5,spectrum=[3,1,1,1/1000]",
    "prescribed:m=6,n=5,seed=1,spectrum=geometric,cond=1e6",
    "hilbert:m=5,n=5",
    "data:tiny-gpt-muon/orthogonalized_00100.safetensors:in.*",
    NULL,
};

const struct claim claim_psi_half_frobenius = {
    .id = "psi-half-frobenius",
    .number = "1.8",
    .title = "The Frobenius norm of U S^p V^T; for p = 1/2 the root of the nuclear norm",
    .paper = "arXiv:2602.04669",
    .source = "derived here",
    .statement = "||Psi_p(M)||_F^2 = sum s_i^(2p) over nonzero singular values: ||M||_* for "
                 "p = 1/2, the rank for p = 0.",
    .hypotheses = "none; p in {0, 1/4, 1/2, 1}",
    .switches = switches,
    .method = "the transform in balls against the enclosed spectrum",
    .kind = CLAIM_IDENTITY,
    .expected = MC_AGREES,
    .controls = controls,
    .quick = quick,
    .evaluate = evaluate,
};
