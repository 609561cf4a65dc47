// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  For A symmetric positive definite, the iterates of Denman and Beavers, X+ = (X +
 * Y^-1) / 2, Y+ = (Y + X^-1) / 2 from X_0 = A, Y_0 = I, satisfy X_k = A Y_k; those of the
 * product form, M+ = (I + (M + M^-1) / 2) / 2, Y+ = Y (I + M^-1) / 2 from M_0 = A, have the
 * same Y_k, and M_k = X_k Y_k; and X_k is Newton's iterate X+ = (X + A X^-1) / 2.
 *
 * Why it matters.  The three differ in rounding errors alone: which to take is a question of
 * stability, not of convergence.
 *
 * Method.  Four steps of each in balls from A = G / ||G||_F, G the smaller Gram matrix.
 *
 * Control.  X_k = A^2 Y_k; M_k = X_k; the product form with I + M in place of I + M^-1.
 *
 * Not claimed.  Stability of any of them in rounded arithmetic.
 *
 * Reference.  Catalogue 3.22; Higham, Functions of Matrices, section 6.3.
 */
#include "claim/claim.h"
#include "muoncheck/iteration.h"

enum { SQUARED = 1, NO_PRODUCT, NOT_INVERTED };
enum { STEPS = 4 };

/* X = (X + A X^-1) / 2 */
static bool newton_step(arb_mat_t X, const arb_mat_t A, struct ledger *ledger, slong prec)
{
    slong n = arb_mat_nrows(A);
    arb_mat_struct *inverse = ledger_matrix(ledger, n, n);

    if (!arb_mat_inv(inverse, X, prec))
        return false;
    arb_mat_mul(inverse, A, inverse, prec);
    arb_mat_add(X, X, inverse, prec);
    arb_mat_scalar_mul_2exp_si(X, X, -1);
    return true;
}

/* Y = Y (I + M) / 2 */
static void wrong_step(arb_mat_t Y, const arb_mat_t M, struct ledger *ledger, slong prec)
{
    slong n = arb_mat_nrows(M);
    arb_mat_struct *factor = ledger_matrix(ledger, n, n);

    arb_mat_one(factor);
    arb_mat_add(factor, factor, M, prec);
    arb_mat_scalar_mul_2exp_si(factor, factor, -1);
    arb_mat_mul(Y, Y, factor, prec);
}

static void compare(struct ledger *ledger, const struct mc_state *both,
                    const struct mc_state *product, const arb_mat_t A, int twist, slong prec)
{
    slong n = arb_mat_nrows(A);
    arb_mat_struct *image = ledger_matrix(ledger, n, n), *M = ledger_matrix(ledger, n, n);

    arb_mat_mul(image, A, both->x, prec);
    if (twist == SQUARED)
        arb_mat_mul(image, A, image, prec);
    ledger_equal_matrix(ledger, "X = A Y", both->y, image);
    arb_mat_mul(M, both->y, both->x, prec);
    ledger_equal_matrix(ledger, "M = X Y", product->y, twist == NO_PRODUCT ? both->y : M);
    ledger_equal_matrix(ledger, "the same Y in both forms", product->x, both->x);
}

static enum mc_status run(struct ledger *ledger, struct mc_state *both,
                          struct mc_state *product, const arb_mat_t A, int twist, slong prec)
{
    slong n = arb_mat_nrows(A), k;
    arb_mat_struct *X = ledger_matrix(ledger, n, n), *before = ledger_matrix(ledger, n, n);
    arb_mat_struct *M = ledger_matrix(ledger, n, n);
    enum mc_status status = MC_OK;

    arb_mat_set(X, A);
    for (k = 0; k < STEPS && status == MC_OK; k++) {
        arb_mat_set(before, product->x);
        arb_mat_set(M, product->y);
        status = both->iteration->step(both);
        if (status == MC_OK)
            status = product->iteration->step(product);
        if (twist == NOT_INVERTED) {
            wrong_step(before, M, ledger, prec);
            arb_mat_set(product->x, before);
        }
        if (status == MC_OK && !newton_step(X, A, ledger, prec))
            status = MC_NOT_DECIDED;
        if (status == MC_OK) {
            compare(ledger, both, product, A, twist, prec);
            ledger_equal_matrix(ledger, "Newton's X", both->y, X);
        }
    }
    return status;
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    slong m = instance_rows(x), n = instance_cols(x), small = FLINT_MIN(m, n);
    struct mc_arithmetic balls = mc_arithmetic_ball(prec);
    arb_mat_struct *M = ledger_matrix(ledger, m, n), *A = ledger_matrix(ledger, small, small);
    struct mc_state both, product;
    enum mc_status status;

    instance_enclose(M, x, prec);
    mc_state_init(&both);
    mc_state_init(&product);
    mc_state_start(&both, mc_iteration_find("denman-beavers"), 2, M, true, &balls);
    mc_state_start(&product, mc_iteration_find("denman-beavers-product"), 2, M, true, &balls);
    arb_mat_set(A, both.y);
    status = run(ledger, &both, &product, A, twist, prec);
    mc_state_clear(&both);
    mc_state_clear(&product);
    return status;
}

static const struct control controls[] = {
    {"squared", "X_k = A^2 Y_k"},
    {"no-product", "M_k = X_k"},
    {"not-inverted", "Y+ = Y (I + M) / 2 gives the same Y"},
    {0},
};

static const struct hypothesis switches[] = {
    {"positive-definite", NULL,
     "not dropped: the steps need no more than inverses; the limit needs a root"},
    {0},
};

static const char *const quick[] = {
    "diagonal:m=3,n=3,spectrum=[3,1/2,1/100]",
    "rational-svd:m=4,n=3,seed=1,spectrum=[2,1,1/3]",
    "gaussian:m=5,n=5,seed=7",
    "gaussian:m=4,n=7,seed=8",
    "prescribed:m=6,n=6,seed=1,spectrum=geometric,cond=1e4",
    "hilbert:m=4,n=4",
    NULL,
};

const struct claim claim_square_root_coupling = {
    .id = "square-root-coupling",
    .number = "3.22",
    .title = "Denman and Beavers, its product form and Newton have the same iterates",
    .paper = "Higham-2008",
    .source = "Higham, Functions of Matrices, section 6.3",
    .statement = "From X_0 = A, Y_0 = I: X_k = A Y_k, M_k = X_k Y_k with the same Y_k in the "
                 "product form, and X_k is Newton's iterate for the square root.",
    .hypotheses = "A symmetric positive definite",
    .switches = switches,
    .method = "four steps of each in balls",
    .kind = CLAIM_IDENTITY,
    .expected = MC_AGREES,
    .controls = controls,
    .quick = quick,
    .evaluate = evaluate,
};
