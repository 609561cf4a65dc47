// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  Psi_p(M) = U S^p V^T satisfies, for M of full rank and p in {1/2, 1/4, 0}:
 *   (1) Psi_1 is the identity, Psi_(1/2) o Psi_(1/2) = Psi_(1/4), Psi_p o Psi_0 = Psi_0;
 *   (2) Psi_p(M) = G^((p-1)/2) M, G = M M^T, for m <= n; M (M^T M)^((p-1)/2) for m >= n.
 *
 * Why it matters.  (2) is how the family is computed, (1) how p = 1/4 is made of p = 1/2.
 *
 * Method.  Both sides in balls.
 *
 * Control.  Psi_(1/2) twice being Psi_0; G^(p-1) in (2).
 *
 * Not claimed.  Anything about coded routines with a regularisation.
 *
 * Reference.  arXiv:2602.04669, sections 3.3 and 3.4; catalogue 1.1.
 */
#include "claim/ball_transform.h"
#include "claim/claim.h"
#include "claim/subjects.h"

enum { TWICE = 1, WHOLE_POWER };

struct point {
    struct ledger *ledger;
    struct instance *x;
    arb_mat_struct *M, *value;   /* M, Psi_p(M) */
    const fmpq *p;
    slong m, n, prec;
    int twist;
};

static arb_mat_struct *room(const struct point *at)
{
    return ledger_matrix(at->ledger, at->m, at->n);
}

/* (4): the Gram matrix G of the smaller side, G^((p-1)/2) = (G^((1-p)/2))^-1. */
static enum mc_status check_gram(const struct point *at)
{
    bool tall = at->m > at->n;
    slong least = tall ? at->n : at->m;
    arb_mat_struct *T = ledger_matrix(at->ledger, at->n, at->m);
    arb_mat_struct *G = ledger_matrix(at->ledger, least, least);
    arb_mat_struct *root = ledger_matrix(at->ledger, least, least), *rhs = room(at);
    enum mc_status status;
    fmpq_t power;

    fmpq_init(power);
    fmpq_one(power);
    fmpq_sub(power, power, at->p);
    if (at->twist != WHOLE_POWER)
        fmpq_div_2exp(power, power, 1);
    arb_mat_transpose(T, at->M);
    if (tall)
        arb_mat_mul(G, T, at->M, at->prec);
    else
        arb_mat_mul(G, at->M, T, at->prec);
    status = ball_power(root, G, power, at->prec);
    if (status == MC_OK && !arb_mat_inv(root, root, at->prec))
        status = MC_NOT_DECIDED;
    if (tall)
        arb_mat_mul(rhs, at->M, root, at->prec);
    else
        arb_mat_mul(rhs, root, at->M, at->prec);
    if (status == MC_OK)
        ledger_equal_matrix(at->ledger, "by the Gram matrix", at->value, rhs);
    fmpq_clear(power);
    return status;
}

/* out = Psi_(1/q)(M) of the instance; q = 0: the polar factor. */
static enum mc_status instance_root(arb_mat_t out, const struct point *at, ulong q)
{
    enum mc_status status;
    fmpq_t p;

    fmpq_init(p);
    if (q)
        fmpq_set_si(p, 1, q);
    status = instance_power(out, at->x, p, at->prec);
    fmpq_clear(p);
    return status;
}

/* (1) with the given outer power. */
static enum mc_status check_composition(const struct point *at, const char *what, ulong inner,
                                        ulong whole)
{
    arb_mat_struct *first = room(at), *lhs = room(at), *rhs = room(at);
    enum mc_status status = instance_root(first, at, inner);

    if (status == MC_OK)
        status = ball_power(lhs, first, at->p, at->prec);
    if (status == MC_OK)
        status = instance_root(rhs, at, whole);
    if (status == MC_OK)
        ledger_equal_matrix(at->ledger, what, lhs, rhs);
    return status;
}

static enum mc_status check_power(struct point *at)
{
    enum mc_status status = instance_power(at->value, at->x, at->p, at->prec);

    if (status == MC_OK)
        status = check_gram(at);
    if (status == MC_OK)
        status = check_composition(at, "after Psi_0", 0, 0);
    if (status == MC_OK && fmpq_cmp_ui(at->p, 0) > 0 && fmpz_equal_si(fmpq_denref(at->p), 2))
        status = check_composition(at, "twice", 2, at->twist == TWICE ? 0 : 4);
    return status;
}

static void same(arb_t out, const arb_t s, const void *none, slong prec)
{
    arb_set_round(out, s, prec);
}

/* Every divided difference of the odd extension of s is 1. */
static void slope_of_same(arb_t out, const struct mc_svd *svd, const void *none, slong prec)
{
    arb_one(out);
}

/* U S V^T from the SVD: mc_transform_power knows that Psi_1(M) is M, and returns it. */
static enum mc_status check_identity(const struct point *at)
{
    const struct mc_spectral_function f = {same, slope_of_same, NULL};
    const struct mc_svd *svd = instance_svd(at->x, at->prec);
    arb_mat_struct *value = room(at);
    enum mc_status status = svd ? ball_function_of(value, svd, &f, at->prec) : MC_NOT_DECIDED;

    if (status == MC_OK)
        ledger_equal_matrix(at->ledger, "Psi_1", value, at->M);
    return status;
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    static const struct row { slong numerator; ulong denominator; } rows[] = {
        {1, 2}, {1, 4}, {0, 1},
    };
    struct point at = {.ledger = ledger, .x = x, .m = instance_rows(x), .n = instance_cols(x),
                       .prec = prec, .twist = twist};
    enum mc_status status;
    fmpq_t p;
    size_t i;

    fmpq_init(p);
    at.p = p;
    at.M = room(&at);
    instance_enclose(at.M, x, prec);
    status = check_identity(&at);
    for (i = 0; i < sizeof rows / sizeof *rows && status == MC_OK; i++) {
        fmpq_set_si(p, rows[i].numerator, rows[i].denominator);
        at.value = room(&at);
        status = check_power(&at);
    }
    fmpq_clear(p);
    return status;
}

static const struct control controls[] = {
    {"twice", "Psi_(1/2) o Psi_(1/2) = Psi_0"},
    {"whole-power", "Psi_p(M) = (M M^T)^(p-1) M"},
    {0},
};

static const struct hypothesis switches[] = {
    {"full-rank", NULL, "(M M^T)^((p-1)/2) is not defined otherwise"},
    {"listed-p", NULL,
     "the exponents that the paper's optimizers have; others are not decided"},
    {0},
};

static const char *const full[] = {
    "gaussian:m=16,n=12,seed=9",
    NULL,
};

const struct claim claim_psi_semigroup = {
    .id = "psi-semigroup",
    .number = "1.1b",
    .title = "U S^p V^T: a semigroup in p, and a root of the Gram matrix",
    .paper = "arXiv:2602.04669",
    .source = "sections 3.3 and 3.4",
    .statement = "Psi_p o Psi_q = Psi_pq; Psi_p(M) = (M M^T)^((p-1)/2) M for m <= n, "
                 "M (M^T M)^((p-1)/2) for m >= n.",
    .hypotheses = "M of full rank; p in {1/2, 1/4, 0}",
    .switches = switches,
    .method = "both sides in balls",
    .kind = CLAIM_IDENTITY,
    .expected = MC_AGREES,
    .controls = controls,
    .quick = subject_power_points,
    .full = full,
    .evaluate = evaluate,
};
