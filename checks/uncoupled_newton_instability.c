// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  At the square root, Newton's X+ = (X + X^-1 A)/2 has the derivative E -> (E -
 * A^(-1/2) E A^(1/2))/2. On E = v_n v_1^T, of the eigenvectors of the least and the largest
 * eigenvalue, it is multiplication by (1 - sqrt(kappa))/2, of size above 1 if and only if kappa
 * > 9. The coupled iteration of Denman and Beavers has a derivative L at (A^(1/2), A^(-1/2))
 * with L L = L, so errors stay.
 *
 * Why it matters.  Coupled forms are used for a reason: quadratic convergence in exact
 * arithmetic says nothing of rounding.
 *
 * Method.  A = M^T M with rational eigenvectors, so all is exact; L(E, F) = ((E - A^(1/2) F
 * A^(1/2))/2, (F - A^(-1/2) E A^(-1/2))/2), applied twice to companions.
 *
 * Control.  Growth in the coupled form too; kappa in place of its root; stability for all.
 *
 * Not claimed.  Rounded runs.
 *
 * Reference.  Higham 1986; Higham, Functions of Matrices, theorem 6.12; catalogue 3.23.
 */
#include "claim/claim.h"
#include "generator/rational_svd.h"

enum { COUPLED = 1, NO_ROOT, STABLE };

struct root {
    struct ledger *ledger;
    arb_mat_struct *R, *inverse;    /* A^(1/2) = V S V^T and its inverse */
    slong n, prec;
};

static arb_mat_struct *product(const struct root *r, const arb_mat_t A, const arb_mat_t B)
{
    arb_mat_struct *out = ledger_matrix(r->ledger, arb_mat_nrows(A), arb_mat_ncols(B));

    arb_mat_mul(out, A, B, r->prec);
    return out;
}

/* (E - P F Q) / 2 */
static arb_mat_struct *half_difference(const struct root *r, const arb_mat_t E,
                                       const arb_mat_t P, const arb_mat_t F, const arb_mat_t Q)
{
    arb_mat_struct *out = product(r, product(r, P, F), Q);

    arb_mat_sub(out, E, out, r->prec);
    arb_mat_scalar_mul_2exp_si(out, out, -1);
    return out;
}

/* v_n v_1^T, and A^(1/2) from the rational factors. */
static arb_mat_struct *open(struct root *r, const struct rational_svd *truth)
{
    arb_mat_struct *V = ledger_matrix(r->ledger, r->n, r->n);
    arb_mat_struct *scaled = ledger_matrix(r->ledger, r->n, r->n);
    arb_mat_struct *turned = ledger_matrix(r->ledger, r->n, r->n);
    arb_mat_struct *E = ledger_matrix(r->ledger, r->n, r->n);
    slong i, j;
    arb_t s;

    arb_init(s);
    arb_mat_set_fmpq_mat(V, truth->v, r->prec);
    arb_mat_transpose(turned, V);
    for (j = 0; j < r->n; j++) {
        arb_set_fmpq(s, fmpq_mat_entry(truth->s, j, j), r->prec);
        for (i = 0; i < r->n; i++) {
            arb_mul(arb_mat_entry(scaled, i, j), arb_mat_entry(V, i, j), s, r->prec);
            arb_mul(arb_mat_entry(E, i, j), arb_mat_entry(V, i, r->n - 1),
                    arb_mat_entry(V, j, 0), r->prec);
        }
    }
    r->R = product(r, scaled, turned);
    r->inverse = ledger_matrix(r->ledger, r->n, r->n);
    if (!arb_mat_inv(r->inverse, r->R, r->prec))
        arb_mat_indeterminate(r->inverse);
    arb_clear(s);
    return E;
}

/* growth = (1 - sqrt(kappa)) / 2, or (1 - kappa) / 2, kappa = (s_1 / s_n)^2 */
static void growth_of(arb_t out, const struct rational_svd *truth, bool rooted, slong prec)
{
    slong n = fmpq_mat_nrows(truth->s);
    fmpq_t ratio;

    fmpq_init(ratio);
    fmpq_div(ratio, fmpq_mat_entry(truth->s, 0, 0), fmpq_mat_entry(truth->s, n - 1, n - 1));
    if (!rooted)
        fmpq_mul(ratio, ratio, ratio);
    fmpq_sub_si(ratio, ratio, 1);
    fmpq_neg(ratio, ratio);
    fmpq_div_2exp(ratio, ratio, 1);
    arb_set_fmpq(out, ratio, prec);
    fmpq_clear(ratio);
}

static void check_newton(const struct root *r, const struct rational_svd *truth,
                         const arb_mat_t E, int twist)
{
    arb_mat_struct *image = half_difference(r, E, r->inverse, E, r->R);
    arb_mat_struct *expected = ledger_matrix(r->ledger, r->n, r->n);
    arb_ptr growth = ledger_number(r->ledger), one = ledger_number(r->ledger);

    growth_of(growth, truth, twist != NO_ROOT, r->prec);
    arb_mat_scalar_mul_arb(expected, E, growth, r->prec);
    ledger_equal_matrix(r->ledger, "growth of v_n v_1^T", image, expected);
    arb_one(one);
    arb_abs(growth, growth);
    if (twist == STABLE)
        ledger_at_most(r->ledger, "stable", growth, one);
}

/* L (L (E, F)) = L (E, F); the control: the first part has Newton's growth. */
static void check_coupled(const struct root *r, const struct instance *x,
                          const struct rational_svd *truth, const arb_mat_t E, int twist)
{
    arb_mat_struct *F = ledger_matrix(r->ledger, r->n, r->n), *first, *second, *again;
    arb_mat_struct *expected = ledger_matrix(r->ledger, r->n, r->n);
    arb_ptr growth = ledger_number(r->ledger);

    instance_companion(F, x, "direction");
    first = half_difference(r, E, r->R, F, r->R);
    second = half_difference(r, F, r->inverse, E, r->inverse);
    again = half_difference(r, first, r->R, second, r->R);
    growth_of(growth, truth, true, r->prec);
    arb_mat_scalar_mul_arb(expected, first, growth, r->prec);
    ledger_equal_matrix(r->ledger, "the coupled derivative is idempotent", again,
                        twist == COUPLED ? expected : first);
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    struct root r = {.ledger = ledger, .n = instance_cols(x), .prec = prec};
    struct rational_svd truth;
    enum mc_status status = rational_svd_init(&truth, x->name, NULL);
    arb_mat_struct *E;

    if (status != MC_OK)
        return status;
    E = open(&r, &truth);
    check_newton(&r, &truth, E, twist);
    check_coupled(&r, x, &truth, E, twist);
    rational_svd_clear(&truth);
    return MC_OK;
}

static const struct control controls[] = {
    {"coupled", "the same growth in the coupled form"},
    {"no-root", "growth (kappa - 1)/2"},
    {"stable", "growth at most 1 for condition 100"},
    {0},
};

static const struct hypothesis switches[] = {
    {"positive-definite", NULL, "not dropped: the derivative at A^(1/2) needs a root"},
    {0},
};

static const char *const quick[] = {
    "rational-svd:m=3,n=3,seed=1,spectrum=[3,2,1]",
    "rational-svd:m=3,n=3,seed=1,spectrum=[10,2,1]",
    "rational-svd:m=5,n=4,seed=2,spectrum=[4,2,1,1]",
    NULL,
};

const struct claim claim_uncoupled_newton_instability = {
    .id = "uncoupled-newton-instability",
    .number = "3.23",
    .title = "Uncoupled Newton for the square root is unstable unless the condition number "
             "is below 9",
    .paper = "Higham-1986",
    .source = "Higham 1986, Newton's method for the matrix square root",
    .statement = "X+ = (X + X^-1 A)/2 has at A^(1/2) the derivative E -> (E - A^(-1/2) E "
                 "A^(1/2))/2, which takes v_n v_1^T to (1 - sqrt(kappa))/2 of itself: growth "
                 "above 1 if kappa(A) > 9. The coupled form's second derivative step is the "
                 "first: it does not grow.",
    .hypotheses = "A symmetric positive definite",
    .switches = switches,
    .method = "eigenvector direction in balls, from the rational SVD",
    .kind = CLAIM_IDENTITY,
    .expected = MC_AGREES,
    .controls = controls,
    .quick = quick,
    .evaluate = evaluate,
};
