// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  X_0 = M / ||M||_F has ||X_0||_2 <= 1, and s_n(X_0) >= 1 / (kappa sqrt(n)).  Computed
 * in a stored format it may exceed 1, by no more than (e^s - 1) + ||D||, the bound that follows
 * from the roundings of the norm and of the quotient; in bf16 with sums in fp32 this is less
 * than the room that keller (1.2637), ns5 (sqrt(7/3)) and ns3 (sqrt 3) leave above 1.
 *
 * Why it matters.  A table whose polynomial grows just above 1 is unsafe without a factor like
 * 1.01, because normalisation in low precision does exceed 1; the others have room.
 *
 * Method.  Spectral norms of the exact and of the emulated quotient, enclosed; the bound of
 * iteration/start_error.h.  All singular values but one equal 1/kappa, kappa = 1: sharp.
 *
 * Control.  The computed quotient stays below 1; s_n >= 1 / kappa.
 *
 * Not claimed.  Norms below 1 or beyond the root of the largest number: they may underflow.
 *
 * Reference.  Catalogue 3.37; fixed points and basins: 3.9 and the theorems on ns3 and ns5.
 */
#include <math.h>

#include "claim/claim.h"
#include "iteration/start_error.h"
#include "muoncheck/iteration.h"

enum { BELOW = 1, WITHOUT_ROOT };

static const struct model {
    const char *what, *format, *sum;
} models[] = {
    {"computed in bf16", "bf16", "fp32"},
    {"computed in fp16", "fp16", "fp32"},
    {"computed in fp32", "fp32", "fp32"},
};

/* s_n >= 1 / (kappa sqrt(n)), X_0 exact */
static void check_exact(struct ledger *ledger, const arb_mat_t X, const struct mc_svd *svd,
                        int twist, slong prec)
{
    slong n = svd->values;
    arb_ptr one = ledger_number(ledger), norm = ledger_number(ledger);
    arb_ptr least = ledger_number(ledger), size = ledger_number(ledger);

    arb_one(one);
    arb_mat_frobenius_norm(size, X, prec);
    arb_div(norm, svd->sigma, size, prec);
    if (n > 1)
        ledger_at_most(ledger, "||X_0||_2 <= 1", norm, one);
    arb_div(norm, svd->sigma + n - 1, svd->sigma, prec);
    arb_set_si(least, n);
    arb_sqrt(least, least, prec);
    if (twist != WITHOUT_ROOT)
        arb_div(norm, norm, least, prec);
    arb_div(least, svd->sigma + n - 1, size, prec);
    if (n > 1)
        ledger_at_most(ledger, "s_n(X_0) >= 1/(kappa sqrt n)", norm, least);
}

/* X_0 as the format computes it. */
static void run(arb_mat_t X, const struct mc_arithmetic *in)
{
    static const struct mc_iteration scaled = {.target = MC_POLAR, .scaling = MC_BY_FROBENIUS};
    struct mc_state state;

    mc_state_init(&state);
    mc_state_start(&state, &scaled, 0, X, false, in);
    arb_mat_set(X, state.x);
    mc_state_clear(&state);
}

static enum mc_status check(struct ledger *ledger, struct instance *x,
                            const struct model *model, int twist, slong prec)
{
    slong m = instance_rows(x), n = instance_cols(x);
    arb_mat_struct *X = ledger_matrix(ledger, m, n);
    arb_ptr norm = ledger_number(ledger), bound = ledger_number(ledger);
    arb_ptr room = ledger_number(ledger);
    struct mc_arithmetic in;
    struct rounding_model rounding;
    struct start_error error;
    enum mc_status status = mc_arithmetic_parse(&in, model->format, NULL);

    if (status == MC_OK)
        status = mc_arithmetic_accumulate(&in, model->sum, NULL);
    if (status != MC_OK)
        return status;
    rounding = rounding_model_of(&in, 0, (double)m, (double)n);
    error = start_error(&rounding, (double)m, (double)n, 1);
    instance_enclose(X, x, prec);
    run(X, &in);
    mc_spectral_norm(norm, X, prec);
    arb_set_d(bound, (exp(error.scale) + error.plain.frobenius) * (1 + 0x1p-40));
    if (twist == BELOW)
        arb_one(bound);
    ledger_at_most(ledger, model->what, norm, bound);
    arb_set_ui(room, 12637);
    arb_div_ui(room, room, 10000, prec);
    ledger_less(ledger, "less than the room of keller", bound, room);
    return MC_OK;
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    slong m = instance_rows(x), n = instance_cols(x);
    arb_mat_struct *X = ledger_matrix(ledger, m, n);
    const struct mc_svd *svd = instance_svd(x, prec);
    enum mc_status status = svd ? MC_OK : MC_NOT_DECIDED;
    size_t i;

    if (!svd)
        return status;
    instance_enclose(X, x, prec);
    check_exact(ledger, X, svd, twist, prec);
    for (i = 0; i < sizeof models / sizeof *models && status == MC_OK; i++)
        status = check(ledger, x, models + i, twist, prec);
    return status;
}

static const struct control controls[] = {
    {"below", "||fl(M / ||M||_F)||_2 <= 1"},
    {"without-root", "s_n(X_0) >= 1 / kappa"},
    {0},
};

static const struct hypothesis switches[] = {
    {"full-rank", NULL, "kappa is infinite otherwise"},
    {"norm-in-range", NULL,
     "not dropped: beyond it the squares overflow, below it they vanish"},
    {"round-to-nearest", NULL, "of the arithmetic that is emulated"},
    {0},
};

static const char *const quick[] = {
    "diagonal:m=3,n=3,spectrum=[2,2,511/256]",
    "gaussian:m=5,n=4,seed=1",
    "gaussian:m=3,n=1,seed=2",
    "gaussian:m=7,n=1,seed=3",
    "prescribed:m=12,n=12,seed=1,spectrum=one-large,cond=1e6,scale=3",
    NULL,
};

const struct claim claim_normalisation_margin = {
    .id = "normalisation-margin",
    .number = "3.37",
    .title = "Normalised in low precision, the norm exceeds 1 by no more than rounding allows",
    .paper = "Jordan-2024",
    .source = "derived here; KellerJordan/Muon divides by the Frobenius norm",
    .statement = "||M/||M||_F||_2 <= 1 and s_n >= 1/(kappa sqrt n); computed, the norm is at "
                 "most e^s + ||D||, which is less than keller's 1.2637.",
    .hypotheses = "M of full rank, 1 <= ||M||_F <= sqrt(largest) / 2, rounding to nearest",
    .switches = switches,
    .method = "spectral norms of exact and of emulated quotients, enclosed",
    .kind = CLAIM_INEQUALITY,
    .expected = MC_PROVED,
    .tight = true,
    .controls = controls,
    .quick = quick,
    .evaluate = evaluate,
};
