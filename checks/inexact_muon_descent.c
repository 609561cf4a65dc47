// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  If F is L-smooth in the spectral norm, g = grad F(W), O any matrix and e = ||O -
 * msgn(N)||_2: F(W - eta O) + eta (1 - e) ||g||_* <= F(W) + 2 eta ||g - N||_* + (L/2) eta^2 (1
 * + e)^2. With O = msgn(g), N = g and F = ||W - C||_F^2 / 2 on matrices of full rank both sides
 * are equal, L = min(m, n).
 *
 * Why it matters.  It is the step from which the rates of Muon with momentum and with
 * Newton-Schulz follow.
 *
 * Method.  F = ||W||_F^2 / 2 at the instance, eta = 1/4: the exact step as an identity; N = g +
 * a companion and O five steps of keller of it; N = -g / 1024, O = -msgn(g), where the 2 is
 * needed; O = (5/4) msgn(g) at a tiny g, where (1 + e)^2 is.
 *
 * Control.  The factor 2 left out; (1 - e)^2; L = 1.
 *
 * Not claimed.  Stochastic gradients.
 *
 * Reference.  Kim and Oh, proof of theorem 1; catalogue 3.8.
 */
#include "claim/claim.h"
#include "claim/iterate.h"
#include "muoncheck/certificate.h"

enum { MISMATCH = 1, STEP, SMOOTH };

struct descent {
    struct ledger *ledger;
    arb_mat_struct *W;            /* = g */
    arb_ptr value, dual;          /* F(W), ||g||_* */
    slong m, n, prec;
    int twist;
};

/* out = ||A||_F^2 / 2 */
static void half_square(arb_t out, const arb_mat_t A, slong prec)
{
    mc_inner_product(out, A, A, prec);
    arb_mul_2exp_si(out, out, -1);
}

/* lhs = F(W - O/4) + (1 - e) ||g||_* / 4 */
static void left_side(arb_t lhs, const struct descent *d, const arb_mat_t O, const arb_t e)
{
    arb_mat_struct *next = ledger_matrix(d->ledger, d->m, d->n);
    arb_ptr term = ledger_number(d->ledger);

    arb_mat_scalar_mul_2exp_si(next, O, -2);
    arb_mat_sub(next, d->W, next, d->prec);
    half_square(lhs, next, d->prec);
    arb_sub_ui(term, e, 1, d->prec);
    arb_neg(term, term);
    arb_mul(term, term, d->dual, d->prec);
    arb_mul_2exp_si(term, term, -2);
    arb_add(lhs, lhs, term, d->prec);
}

/* rhs = F(W) + 2 ||g - N||_* / 4 + (L/2) (1 + e)^2 / 16 */
static void right_side(arb_t rhs, const struct descent *d, const arb_mat_t N, const arb_t e)
{
    arb_mat_struct *gap = ledger_matrix(d->ledger, d->m, d->n);
    arb_ptr term = ledger_number(d->ledger);

    arb_mat_sub(gap, d->W, N, d->prec);
    mc_nuclear_norm(rhs, gap, d->prec);
    arb_mul_2exp_si(rhs, rhs, d->twist == MISMATCH ? -2 : -1);
    arb_add(rhs, rhs, d->value, d->prec);
    if (d->twist == STEP)
        arb_sub_ui(term, e, 1, d->prec);
    else
        arb_add_ui(term, e, 1, d->prec);
    arb_sqr(term, term, d->prec);
    arb_mul_si(term, term, d->twist == SMOOTH ? 1 : FLINT_MIN(d->m, d->n), d->prec);
    arb_mul_2exp_si(term, term, -5);
    arb_add(rhs, rhs, term, d->prec);
}

static void enter(const struct descent *d, const char *what, const arb_mat_t N,
                  const arb_mat_t O, const arb_t e, bool equal)
{
    arb_ptr lhs = ledger_number(d->ledger), rhs = ledger_number(d->ledger);

    left_side(lhs, d, O, e);
    right_side(rhs, d, N, e);
    if (equal)
        ledger_equal(d->ledger, what, lhs, rhs);
    else
        ledger_at_most(d->ledger, what, lhs, rhs);
}

/* N = g + companion / 8, O = five steps of keller of N / ||N||_F. */
static enum mc_status check_inexact(const struct descent *d, const struct instance *x)
{
    arb_mat_struct *N = ledger_matrix(d->ledger, d->m, d->n);
    arb_mat_struct *O = ledger_matrix(d->ledger, d->m, d->n);
    arb_mat_struct *P = ledger_matrix(d->ledger, d->m, d->n);
    arb_ptr e = ledger_number(d->ledger), norm = ledger_number(d->ledger);
    enum mc_status status;

    instance_companion(N, x, "momentum");
    arb_mat_scalar_mul_2exp_si(N, N, -3);
    arb_mat_add(N, N, d->W, d->prec);
    status = mc_polar_factor(P, N, d->prec);
    mc_frobenius_norm(norm, N, d->prec);
    arb_mat_scalar_div_arb(O, N, norm, d->prec);
    iterate(O, "keller", O, 5, d->prec);
    arb_mat_sub(P, O, P, d->prec);
    mc_spectral_norm(e, P, d->prec);
    if (status == MC_OK)
        enter(d, "inexact", N, O, e, false);
    return status;
}

/* O = (5/4) P at the gradient g / 2^12, where the second-order term is nearly all there is. */
static void check_stretched(const struct descent *d, const arb_mat_t P)
{
    struct descent small = *d;
    arb_mat_struct *O = ledger_matrix(d->ledger, d->m, d->n);
    arb_ptr e = ledger_number(d->ledger);

    small.W = ledger_matrix(d->ledger, d->m, d->n);
    small.value = ledger_number(d->ledger);
    small.dual = ledger_number(d->ledger);
    arb_mat_scalar_mul_2exp_si(small.W, d->W, -12);
    half_square(small.value, small.W, d->prec);
    arb_mul_2exp_si(small.dual, d->dual, -12);
    arb_mat_scalar_mul_si(O, P, 5, d->prec);
    arb_mat_scalar_mul_2exp_si(O, O, -2);
    arb_one(e);
    arb_mul_2exp_si(e, e, -2);
    enter(&small, "stretched", small.W, O, e, false);
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    slong m = instance_rows(x), n = instance_cols(x);
    struct descent d = {.ledger = ledger, .W = ledger_matrix(ledger, m, n),
                        .value = ledger_number(ledger), .dual = ledger_number(ledger), .m = m,
                        .n = n, .prec = prec, .twist = twist};
    arb_mat_struct *P = ledger_matrix(ledger, m, n), *N = ledger_matrix(ledger, m, n);
    arb_ptr none = ledger_number(ledger);
    enum mc_status status = instance_polar(P, x, prec);

    instance_enclose(d.W, x, prec);
    half_square(d.value, d.W, prec);
    mc_nuclear_norm(d.dual, d.W, prec);
    if (status == MC_OK) {
        enter(&d, "exact", d.W, P, none, true);
        check_stretched(&d, P);
        arb_mat_scalar_mul_2exp_si(N, d.W, -10);
        arb_mat_neg(N, N);
        arb_mat_neg(P, P);
        enter(&d, "against the gradient", N, P, none, false);
        status = check_inexact(&d, x);
    }
    return status;
}

static const struct control controls[] = {
    {"mismatch", "eta ||g - N||_* without the 2"},
    {"step", "(L/2) eta^2 (1 - e)^2"},
    {"smooth", "L = 1 for this F"},
    {0},
};

static const struct hypothesis switches[] = {
    {"smooth-in-the-spectral-norm", "smooth", NULL},
    {"full-rank", NULL,
     "of the instances: at less rank O has the freedom of nuclear-subgradient"},
    {"nonnegative-error", NULL, "e is a norm"},
    {0},
};

static const char *const quick[] = {
    "diagonal:m=3,n=3,spectrum=[2,1,1/8]",
    "rational-svd:m=5,n=4,seed=1,spectrum=[2,1,1,1/3]",
    "gaussian:m=4,n=6,seed=3",
    "prescribed:m=6,n=5,seed=1,spectrum=geometric,cond=1e4",
    "identity:n=3",
    "rational-svd:m=3,n=3,seed=2,spectrum=[1,1,1]",
    NULL,
};

static const char *const full[] = {
    "gaussian:m=9,n=12,seed=5",
    NULL,
};

const struct claim claim_inexact_muon_descent = {
    .id = "inexact-muon-descent",
    .number = "3.8",
    .title = "One step of Muon with momentum and an inexact polar factor descends by this "
             "much",
    .paper = "arXiv:2601.19156",
    .source = "Kim and Oh, lemma in the proof of theorem 1",
    .statement = "F(W - eta O) <= F(W) - eta (1 - e) ||g||_* + 2 eta ||g - N||_* + (L/2) "
                 "eta^2 (1 + e)^2, g = grad F(W), e = ||O - msgn(N)||, F smooth with L in "
                 "the spectral norm.",
    .hypotheses = "0 <= e, g and N of full rank",
    .switches = switches,
    .method = "F = ||W - C||_F^2 / 2, L = min(m, n); both sides in balls",
    .kind = CLAIM_INEQUALITY,
    .expected = MC_AGREES,
    .needs = NEEDS_FULL_RANK,
    .tight = true,
    .controls = controls,
    .quick = quick,
    .full = full,
    .evaluate = evaluate,
};
