// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  For 0 < p <= 1, Psi_p(M) = U S^p V^T is the gradient of the convex
 * Phi_p(M) = (1/(1+p)) sum s_i^(1+p):
 *   (1) (Phi(M) - Phi(M - hD))/h <= <Psi_p(M), D> <= (Phi(M + hD) - Phi(M))/h for every D, h >
 *       0;
 *   (2) <M, Psi_p(M)> = ||M||_(S_(1+p))^(1+p), the descent of a step;
 *   (3) Phi(M) + (1/q) ||Psi_p(M)||_(S_q)^q = <M, Psi_p(M)>, q = (1+p)/p: S_3 and S_5 for p =
 *       1/2, 1/4;
 *   (4) at constant gradient -tC the steady state lambda X = Psi_p(tC) has norm (t s_1)^p.
 *
 * Why it matters.  It makes the p = 1/2 and p = 1/4 variants Lion-K optimizers: with decoupled
 * decay they minimise a penalised loss, and no constraint ||X|| <= 1/lambda holds.
 *
 * Method.  Differences of Phi from enclosed spectra, h = 2^-30, D = M and a direction that goes
 * with the instance, with the sign that makes <Psi, D> positive: both quotients are then within
 * a factor 1 + O(h) of it.
 *
 * Control.  A gradient larger, or smaller, by one per cent; q and 1 + p exchanged in (3); the
 * steady state inside ||lambda X|| <= 1.
 *
 * Not claimed.  p = 0, where Phi has kinks.
 *
 * Reference.  arXiv:2602.04669; Lion-K, arXiv:2310.05898, for the penalty; catalogue 1.3.
 */
#include "claim/claim.h"
#include "muoncheck/number.h"

enum { LARGER = 1, SMALLER, EXCHANGED, CONSTRAINED };
enum { H_BITS = 30 };

/* out = (1/e) sum s^e of the matrix A. */
static enum mc_status scaled_power_sum(arb_t out, const arb_mat_t A, const fmpq_t e, slong prec)
{
    struct mc_svd svd;
    enum mc_status status;
    arb_t term;
    slong i;

    mc_svd_init(&svd);
    arb_init(term);
    arb_zero(out);
    status = mc_svd_enclose(&svd, A, -1, prec);
    for (i = 0; i < svd.values && status == MC_OK; i++) {
        mc_power(term, svd.sigma + i, e, prec);
        arb_add(out, out, term, prec);
    }
    mc_rational_enclose(term, e, prec);
    arb_div(out, out, term, prec);
    arb_clear(term);
    mc_svd_clear(&svd);
    return status;
}

struct point {
    struct ledger *ledger;
    arb_mat_struct *M, *psi;
    const fmpq *e;          /* 1 + p */
    arb_ptr value;          /* Phi(M) */
    slong prec;
};

/* out = (Phi(M + hD) - Phi(M)) / h, h = +-2^-H_BITS. */
static enum mc_status quotient(arb_t out, const struct point *at, const arb_mat_t D, int sign)
{
    arb_mat_struct *moved = ledger_matrix(at->ledger, arb_mat_nrows(D), arb_mat_ncols(D));
    enum mc_status status;

    arb_mat_scalar_mul_2exp_si(moved, D, -H_BITS);
    if (sign < 0)
        arb_mat_neg(moved, moved);
    arb_mat_add(moved, at->M, moved, at->prec);
    status = scaled_power_sum(out, moved, at->e, at->prec);
    arb_sub(out, out, at->value, at->prec);
    arb_mul_2exp_si(out, out, H_BITS);
    if (sign < 0)
        arb_neg(out, out);
    return status;
}

static enum mc_status check_direction(const struct point *at, const char *what, arb_mat_t D,
                                      int twist)
{
    arb_ptr inner = ledger_number(at->ledger), below = ledger_number(at->ledger);
    arb_ptr above = ledger_number(at->ledger);
    enum mc_status status;

    mc_inner_product(inner, at->psi, D, at->prec);
    if (arb_is_negative(inner)) {
        arb_mat_neg(D, D);
        arb_neg(inner, inner);
    }
    status = quotient(below, at, D, -1);
    if (status == MC_OK)
        status = quotient(above, at, D, 1);
    if (twist == LARGER || twist == SMALLER) {
        arb_mul_ui(inner, inner, twist == LARGER ? 101 : 99, at->prec);
        arb_div_ui(inner, inner, 100, at->prec);
    }
    ledger_at_most(at->ledger, what, below, inner);
    ledger_at_most(at->ledger, what, inner, above);
    return status;
}

/* (2) and (3). */
static enum mc_status check_duality(const struct point *at, const fmpq_t p, int twist)
{
    arb_ptr inner = ledger_number(at->ledger), sum = ledger_number(at->ledger);
    arb_ptr conjugate = ledger_number(at->ledger);
    enum mc_status status;
    fmpq_t q;

    fmpq_init(q);
    fmpq_div(q, at->e, p);
    mc_inner_product(inner, at->M, at->psi, at->prec);
    mc_rational_enclose(sum, at->e, at->prec);
    arb_mul(sum, sum, at->value, at->prec);
    ledger_equal(at->ledger, "descent", inner, sum);
    status = scaled_power_sum(conjugate, at->psi, twist == EXCHANGED ? at->e : q, at->prec);
    sum = ledger_number(at->ledger);
    arb_add(sum, at->value, conjugate, at->prec);
    ledger_equal(at->ledger, "Fenchel equality", sum, inner);
    fmpq_clear(q);
    return status;
}

/* (4) with t = 4/s_1, to 16 bits: exact, and t s_1 is near 4. */
static void check_steady_state(const struct point *at, const struct mc_svd *svd, const fmpq_t p,
                               int twist)
{
    arb_ptr size = ledger_number(at->ledger), wanted = ledger_number(at->ledger);
    arb_t t;

    arb_init(t);
    arb_ui_div(t, 4, svd->sigma, 16);
    arb_get_mid_arb(t, t);
    mc_power(wanted, t, p, at->prec);
    mc_spectral_norm(size, at->psi, at->prec);
    arb_mul(size, size, wanted, at->prec);
    arb_mul(wanted, t, svd->sigma, at->prec);
    mc_power(wanted, wanted, p, at->prec);
    if (twist == CONSTRAINED) {
        arb_one(wanted);
        ledger_at_most(at->ledger, "steady state inside the ball", size, wanted);
    } else {
        ledger_equal(at->ledger, "steady state", size, wanted);
    }
    arb_clear(t);
}

static enum mc_status check_power(struct ledger *ledger, struct instance *x, const fmpq_t p,
                                  int twist, slong prec)
{
    slong m = instance_rows(x), n = instance_cols(x);
    struct point at = {.ledger = ledger, .prec = prec, .M = ledger_matrix(ledger, m, n),
                       .psi = ledger_matrix(ledger, m, n), .value = ledger_number(ledger)};
    arb_mat_struct *D = ledger_matrix(ledger, m, n);
    const struct mc_svd *svd = instance_svd(x, prec);
    enum mc_status status = instance_power(at.psi, x, p, prec);
    fmpq_t e;

    if (status != MC_OK || !svd)
        return MC_NOT_DECIDED;
    fmpq_init(e);
    fmpq_add_si(e, p, 1);
    at.e = e;
    instance_enclose(at.M, x, prec);
    status = scaled_power_sum(at.value, at.M, e, prec);
    arb_mat_set(D, at.M);
    if (status == MC_OK)
        status = check_direction(&at, "derivative along M", D, twist);
    instance_companion(D, x, "direction");
    if (status == MC_OK)
        status = check_direction(&at, "derivative in a direction", D, twist);
    if (status == MC_OK)
        status = check_duality(&at, p, twist);
    check_steady_state(&at, svd, p, twist);
    fmpq_clear(e);
    return status;
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    enum mc_status status;
    fmpq_t p;

    fmpq_init(p);
    fmpq_set_si(p, 1, 2);
    status = check_power(ledger, x, p, twist, prec);
    fmpq_set_si(p, 1, 4);
    if (status == MC_OK)
        status = check_power(ledger, x, p, twist, prec);
    fmpq_clear(p);
    return status;
}

static const struct control controls[] = {
    {"larger", "the gradient is 1.01 Psi_p(M)"},
    {"smaller", "the gradient is 0.99 Psi_p(M)"},
    {"exchanged", "the conjugate is (1/(1+p)) ||.||_(S_(1+p))^(1+p)"},
    {"constrained", "the steady state satisfies ||lambda X|| <= 1"},
    {0},
};

static const struct hypothesis switches[] = {
    {"positive-p", NULL, "for p = 0 the exponent q is infinite: nuclear-conjugate"},
    {"full-rank", NULL, "of the instances: both sides are continuous in M for p > 0"},
    {"listed-p", NULL,
     "the exponents that the paper's optimizers have; others are not decided"},
    {0},
};

static const char *const quick[] = {
    "rational-svd:m=4,n=3,seed=1,spectrum=[2,1,1/2]",
    "gaussian:m=4,n=6,seed=3",
    "diagonal:m=3,n=3,spectrum=[3,1,1/1000]",
    NULL,
};

static const char *const full[] = {
    "prescribed:m=8,n=6,seed=1,spectrum=geometric,cond=1e6",
    "gaussian:m=12,n=16,seed=9",
    NULL,
};

const struct claim claim_psi_is_gradient = {
    .id = "psi-is-gradient",
    .number = "1.3",
    .title = "U S^p V^T is the gradient of a power of the Schatten norm S_(1+p)",
    .paper = "arXiv:2602.04669",
    .source = "derived here",
    .statement = "Psi_p is the gradient of (1/(1+p)) ||M||_(S_(1+p))^(1+p); its conjugate is "
                 "(1/q) ||Z||_(S_q)^q, q = (1+p)/p; for p > 0 decay gives a penalty, no ball.",
    .hypotheses = "p = 1/2, 1/4; M of full rank",
    .switches = switches,
    .method = "one-sided differences of the convex Phi from enclosed spectra",
    .kind = CLAIM_INEQUALITY,
    .expected = MC_AGREES,
    .tight = true,
    .controls = controls,
    .quick = quick,
    .full = full,
    .evaluate = evaluate,
};
