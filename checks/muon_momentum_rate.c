// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  Muon with momentum, M_t = b M_(t-1) + g_t, N_t = (1 - b) M_t, W_(t+1) = W_t - eta
 * msgn(N_t), on an F that is L-smooth in the spectral norm has (1/T) sum ||g_t||_* <= D/(T eta)
 * + L eta/2 + 2 b L eta/(1 - b) + 2 b sqrt(2 L D)/(T (1 - b)), D = F(W_0) - min F.
 *
 * Why it matters.  It is the deterministic part of the convergence theorem for Muon with
 * momentum, in which the nuclear norm bounds the initial momentum error (sqrt(2 L D), not
 * sqrt(2 r L D)).
 *
 * Method.  F = ||W||_F^2 / 2, L = min(m, n), eight steps with b = 0 and step s_1 / 8, where all
 * but equal singular values make it sharp, and six with b = 1/2 and step s_n / 8.
 *
 * The exponent in T of the mean for eta ~ 1/sqrt(T), T up to 49, is measured (claim/rate_fit.h).
 *
 * Control.  Half the bound; no terms in L; the first term over the rank.
 *
 * Not claimed.  Noise; inexact polar factors.
 *
 * Reference.  Kim and Oh, theorem 1; catalogue 3.9 and 2.3.
 */
#include "claim/rate_fit.h"
#include "muoncheck/certificate.h"

enum { HALF = 1, NO_SMOOTHNESS, OVER_RANK };
enum { RATES = 6, SMALL = 4 };

struct run {
    struct ledger *ledger;
    arb_mat_struct *W, *M;
    arb_ptr eta, start;           /* the step, D */
    slong m, n, steps, prec;
    bool momentum;                /* b = 1/2, else 0 */
    int twist;
};

/* total = sum of ||g_t||_* over the run, g = W */
static enum mc_status follow(arb_t total, struct run *r)
{
    arb_mat_struct *O = ledger_matrix(r->ledger, r->m, r->n);
    enum mc_status status = MC_OK;
    arb_t norm;
    slong t;

    arb_init(norm);
    for (t = 0; t < r->steps && status == MC_OK; t++) {
        mc_nuclear_norm(norm, r->W, r->prec);
        arb_add(total, total, norm, r->prec);
        arb_mat_scalar_mul_2exp_si(r->M, r->M, -1);
        if (!r->momentum)
            arb_mat_zero(r->M);
        arb_mat_add(r->M, r->M, r->W, r->prec);
        status = mc_polar_factor(O, r->M, r->prec);
        arb_mat_scalar_mul_arb(O, O, r->eta, r->prec);
        arb_mat_sub(r->W, r->W, O, r->prec);
    }
    arb_clear(norm);
    return status;
}

/* D/(T eta) + L eta/2 + [b = 1/2: 2 L eta + 2 sqrt(2 L D)/T] */
static void bound_of(arb_t out, const struct run *r)
{
    slong L = r->twist == NO_SMOOTHNESS ? 0 : FLINT_MIN(r->m, r->n);
    arb_ptr term = ledger_number(r->ledger);

    arb_div(out, r->start, r->eta, r->prec);
    arb_div_si(out, out, r->steps, r->prec);
    if (r->twist == OVER_RANK)
        arb_div_si(out, out, FLINT_MIN(r->m, r->n), r->prec);
    arb_mul_si(term, r->eta, L, r->prec);
    arb_mul_2exp_si(term, term, -1);
    arb_add(out, out, term, r->prec);
    if (r->momentum) {
        arb_addmul_si(out, term, 4, r->prec);
        arb_mul_si(term, r->start, 2 * L, r->prec);
        arb_sqrt(term, term, r->prec);
        arb_div_si(term, term, r->steps, r->prec);
        arb_addmul_si(out, term, 2, r->prec);
    }
    if (r->twist == HALF)
        arb_mul_2exp_si(out, out, -1);
}

/* From W = the instance, eta = step/8. */
static enum mc_status check(arb_t total, struct run *r, struct instance *x, const arb_t step)
{
    arb_ptr bound = ledger_number(r->ledger);
    enum mc_status status;

    r->eta = ledger_number(r->ledger);
    r->start = ledger_number(r->ledger);
    arb_mul_2exp_si(r->eta, step, -3);
    instance_enclose(r->W, x, r->prec);
    arb_mat_zero(r->M);
    mc_inner_product(r->start, r->W, r->W, r->prec);
    arb_mul_2exp_si(r->start, r->start, -1);
    arb_zero(total);
    status = follow(total, r);
    arb_div_si(total, total, r->steps, r->prec);
    bound_of(bound, r);
    if (status == MC_OK)
        ledger_at_most(r->ledger, r->momentum ? "momentum" : "no momentum", total, bound);
    return status;
}

/* T = k^2 steps of length s_1/(2k): the exponent in T of the mean of ||g_t||_*. */
static enum mc_status rates(struct run *r, struct instance *x, const arb_t largest)
{
    arb_ptr at = _arb_vec_init(RATES), mean = _arb_vec_init(RATES);
    arb_ptr step = ledger_number(r->ledger);
    enum mc_status status = MC_OK;
    slong k;

    for (k = 0; k < RATES && status == MC_OK; k++) {
        r->steps = (k + 2) * (k + 2);
        arb_div_si(step, largest, k + 2, r->prec);
        arb_mul_2exp_si(step, step, 2);
        arb_set_si(at + k, r->steps);
        status = check(mean + k, r, x, step);
    }
    if (status == MC_OK)
        ledger_rate(r->ledger, "exponent in T of the mean of ||g||_*", at, mean, RATES, 0,
                    0);
    _arb_vec_clear(at, RATES);
    _arb_vec_clear(mean, RATES);
    return status;
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    slong m = instance_rows(x), n = instance_cols(x);
    struct run r = {.ledger = ledger, .W = ledger_matrix(ledger, m, n),
                    .M = ledger_matrix(ledger, m, n), .m = m, .n = n, .steps = 8, .prec = prec,
                    .twist = twist};
    arb_ptr largest = ledger_number(ledger), least = ledger_number(ledger);
    arb_ptr total = ledger_number(ledger);
    const struct mc_svd *svd = instance_svd(x, prec);
    enum mc_status status;

    if (!svd || svd->rank_lo < svd->values)
        return MC_NOT_DECIDED;
    arb_mul_ui(largest, svd->sigma, 1025, prec);   /* off the values, where N would vanish */
    arb_mul_2exp_si(largest, largest, -10);
    arb_set(least, svd->sigma + svd->values - 1);
    status = check(total, &r, x, largest);
    r.momentum = true;
    r.steps = 6;
    if (status == MC_OK)
        status = check(total, &r, x, least);
    return status || twist || n > SMALL ? status : rates(&r, x, largest);
}

static const struct control controls[] = {
    {"half", "half the bound"},
    {"no-smoothness", "without the terms in L"},
    {"sqrt-r", "D/(T eta) divided by the rank"},
    {0},
};

static const struct hypothesis switches[] = {
    {"smooth-in-the-spectral-norm", "no-smoothness", NULL},
    {"exact-directions", NULL, "not dropped: inexact-muon-descent has the step with an error"},
    {"no-noise", NULL, "not dropped: stochastic-score-floor has the term of the noise"},
    {"full-rank", NULL, "of the instances: msgn is then a point"},
    {0},
};

static const char *const quick[] = {
    "diagonal:m=3,n=3,spectrum=[1,1,1023/1024]",
    "rational-svd:m=4,n=4,seed=2,spectrum=[1,1,1,1023/1024]",
    "diagonal:m=3,n=3,spectrum=[2,1,1/8]",
    "rational-svd:m=5,n=4,seed=1,spectrum=[2,1,1,1/3]",
    "gaussian:m=4,n=6,seed=3",
    NULL,
};

static const char *const full[] = {
    "gaussian:m=9,n=12,seed=5",
    NULL,
};

const struct claim claim_muon_momentum_rate = {
    .id = "muon-momentum-rate",
    .number = "3.9",
    .title = "The average gradient of Muon with momentum, deterministic",
    .paper = "arXiv:2601.19156",
    .source = "Kim and Oh, theorem 1 with sigma = 0; one term by catalogue 2.3",
    .statement = "(1/T) sum ||g_t||_* <= D/(T eta) + L eta/2 + 2 b L eta/(1 - b) + 2 b "
                 "sqrt(2 L D)/(T (1 - b)), D = F(W_0) - min F, for W+ = W - eta msgn(N), N = "
                 "(1 - b) M, M = b M + g.",
    .hypotheses = "exact polar factors, N of full rank, no noise",
    .switches = switches,
    .method = "six steps on F = ||W||_F^2 / 2 in balls, b = 0, eta = s_1 / 8, and b = 1/2, "
              "eta = s_n / 8",
    .kind = CLAIM_TRAJECTORY,
    .expected = MC_PROVED,
    .tight = true,
    .controls = controls,
    .quick = quick,
    .full = full,
    .evaluate = evaluate,
};
