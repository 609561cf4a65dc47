// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  Psi_p(M) = U S^p V^T satisfies, for M of full rank and p in {1/2, 1/4, 0}:
 *   (1) Psi_p(c M) = c^p Psi_p(M) for c > 0;
 *   (2) Psi_p(P M Q^T) = P Psi_p(M) Q^T for orthogonal P and Q, and Psi_p(M^T) = Psi_p(M)^T.
 *
 * Why it matters.  (2) is why the spectral family does not depend on the basis.
 *
 * Method.  Both sides in balls.  P and Q are Cayley transforms of skew matrices that go with
 * the instance; c = 2 + a fraction of the instance.
 *
 * Control.  Additivity; (2) with a Q that is not orthogonal; degree 1.01 p in (1).
 *
 * Not claimed.  Anything about coded routines with a regularisation: they are not homogeneous.
 *
 * Reference.  arXiv:2602.04669, sections 3.3 and 3.4; catalogue 1.1.
 */
#include "claim/ball_transform.h"
#include "claim/claim.h"
#include "claim/subjects.h"
#include "muoncheck/number.h"

enum { ADDITIVE = 1, OBLIQUE, DEGREE, ANY_RANK };

/* Q = I + (B - B^T)/4, B a companion: not orthogonal. */
static void shear(arb_mat_t Q, struct ledger *ledger, const struct instance *x, slong prec)
{
    slong n = arb_mat_nrows(Q);
    arb_mat_struct *T = ledger_matrix(ledger, n, n), *one = ledger_matrix(ledger, n, n);

    instance_companion(Q, x, "right");
    arb_mat_transpose(T, Q);
    arb_mat_sub(Q, Q, T, prec);
    arb_mat_scalar_mul_2exp_si(Q, Q, -2);
    arb_mat_one(one);
    arb_mat_add(Q, Q, one, prec);
}

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

static enum mc_status check_homogeneous(const struct point *at)
{
    arb_mat_struct *scaled = room(at), *lhs = room(at), *rhs = room(at);
    arb_ptr c = ledger_number(at->ledger), factor = ledger_number(at->ledger);
    enum mc_status status;
    fmpq_t degree;

    fmpq_init(degree);
    fmpq_set_si(degree, at->twist == DEGREE ? 101 : 100, 100);
    fmpq_mul(degree, degree, at->p);
    instance_fraction(c, at->x, "scale");
    arb_add_ui(c, c, 2, at->prec);
    arb_mat_scalar_mul_arb(scaled, at->M, c, at->prec);
    status = ball_power(lhs, scaled, at->p, at->prec);
    mc_power(factor, c, degree, at->prec);
    if (fmpq_is_zero(degree))
        arb_one(factor);
    arb_mat_scalar_mul_arb(rhs, at->value, factor, at->prec);
    if (status == MC_OK)
        ledger_equal_matrix(at->ledger, "homogeneous", lhs, rhs);
    fmpq_clear(degree);
    return status;
}

/* out = P A Q^T */
static void conjugate(arb_mat_t out, const struct point *at, const arb_mat_t P,
                      const arb_mat_t A, const arb_mat_t Q)
{
    arb_mat_struct *left = room(at), *T = ledger_matrix(at->ledger, at->n, at->n);

    arb_mat_transpose(T, Q);
    arb_mat_mul(left, P, A, at->prec);
    arb_mat_mul(out, left, T, at->prec);
}

static enum mc_status check_equivariant(const struct point *at)
{
    arb_mat_struct *P = ledger_matrix(at->ledger, at->m, at->m);
    arb_mat_struct *Q = ledger_matrix(at->ledger, at->n, at->n);
    arb_mat_struct *moved = room(at), *lhs = room(at), *rhs = room(at);
    enum mc_status status = instance_rotation(P, at->x, "left", at->prec);

    if (at->twist == OBLIQUE)
        shear(Q, at->ledger, at->x, at->prec);
    else if (status == MC_OK)
        status = instance_rotation(Q, at->x, "right", at->prec);
    if (status != MC_OK)
        return status;
    conjugate(moved, at, P, at->M, Q);
    conjugate(rhs, at, P, at->value, Q);
    status = ball_power(lhs, moved, at->p, at->prec);
    if (status == MC_OK)
        ledger_equal_matrix(at->ledger, "equivariant", lhs, rhs);
    return status;
}

static enum mc_status check_transpose(const struct point *at)
{
    arb_mat_struct *T = ledger_matrix(at->ledger, at->n, at->m);
    arb_mat_struct *lhs = ledger_matrix(at->ledger, at->n, at->m);
    arb_mat_struct *rhs = ledger_matrix(at->ledger, at->n, at->m);
    enum mc_status status;

    arb_mat_transpose(T, at->M);
    arb_mat_transpose(rhs, at->value);
    status = ball_power(lhs, T, at->p, at->prec);
    if (status == MC_OK)
        ledger_equal_matrix(at->ledger, "transpose", lhs, rhs);
    return status;
}

/* The control alone: Psi_p(M + D) = Psi_p(M) + Psi_p(D). */
static enum mc_status check_additive(const struct point *at)
{
    arb_mat_struct *D = room(at), *sum = room(at), *lhs = room(at), *rhs = room(at);
    enum mc_status status;

    instance_companion(D, at->x, "summand");
    arb_mat_add(sum, at->M, D, at->prec);
    status = ball_power(lhs, sum, at->p, at->prec);
    if (status == MC_OK)
        status = ball_power(rhs, D, at->p, at->prec);
    arb_mat_add(rhs, rhs, at->value, at->prec);
    if (status == MC_OK)
        ledger_equal_matrix(at->ledger, "additive", lhs, rhs);
    return status;
}

static enum mc_status check_power(struct point *at)
{
    enum mc_status status = at->twist == ANY_RANK
                                ? ball_power(at->value, at->M, at->p, at->prec)
                                : instance_power(at->value, at->x, at->p, at->prec);

    if (status == MC_OK)
        status = check_homogeneous(at);
    if (status == MC_OK)
        status = check_equivariant(at);
    if (status == MC_OK)
        status = check_transpose(at);
    if (status == MC_OK && at->twist == ADDITIVE)
        status = check_additive(at);
    return status;
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    static const struct row { slong numerator; ulong denominator; } rows[] = {
        {1, 2}, {1, 4}, {0, 1},
    };
    struct point at = {.ledger = ledger, .x = x, .m = instance_rows(x), .n = instance_cols(x),
                       .prec = prec, .twist = twist};
    enum mc_status status = MC_OK;
    slong k;
    fmpq_t p;
    size_t i;

    fmpq_init(p);
    at.p = p;
    at.M = room(&at);
    instance_enclose(at.M, x, prec);
    for (k = 0; k < at.n && twist == ANY_RANK; k++)
        arb_zero(arb_mat_entry(at.M, 0, k));
    for (i = 0; i < (twist == ANY_RANK ? 2 : 3) && status == MC_OK; i++) {
        fmpq_set_si(p, rows[i].numerator, rows[i].denominator);
        at.value = room(&at);
        status = check_power(&at);
    }
    fmpq_clear(p);
    return status;
}

static const struct control controls[] = {
    {"additive", "Psi_p(M + D) = Psi_p(M) + Psi_p(D)"},
    {"oblique", "Psi_p(P M Q^T) = P Psi_p(M) Q^T for a Q that is not orthogonal"},
    {"degree", "Psi_p(c M) = c^(1.01 p) Psi_p(M)"},
    {0},
};

static const struct control relaxed[] = {
    {"any-rank", "the same for p = 1/2, 1/4 where a row of M is zero"},
    {0},
};

static const struct hypothesis switches[] = {
    {"orthogonal", "oblique", NULL},
    {"full-rank", "any-rank", NULL},
    {"positive-scale", NULL, "c^p is not real for c < 0; Psi_p(-M) = -Psi_p(M)"},
    {"listed-p", NULL,
     "the exponents that the paper's optimizers have; others are not decided"},
    {0},
};

static const char *const full[] = {
    "gaussian:m=16,n=12,seed=9",
    NULL,
};

const struct claim claim_psi_symmetries = {
    .id = "psi-symmetries",
    .number = "1.1",
    .title = "U S^p V^T is homogeneous of degree p and turns with the basis",
    .paper = "arXiv:2602.04669",
    .source = "sections 3.3 and 3.4",
    .statement = "Psi_p(cM) = c^p Psi_p(M); Psi_p(P M Q^T) = P Psi_p(M) Q^T; "
                 "Psi_p(M^T) = Psi_p(M)^T.",
    .hypotheses = "M of full rank; c > 0; P, Q orthogonal; p in {1/2, 1/4, 0}",
    .switches = switches,
    .method = "both sides in balls, P and Q by Cayley transforms",
    .kind = CLAIM_IDENTITY,
    .expected = MC_AGREES,
    .controls = controls,
    .relaxed = relaxed,
    .quick = subject_power_points,
    .full = full,
    .evaluate = evaluate,
};
