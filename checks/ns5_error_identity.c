// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  X+ = (15 X - 10 X G + 3 X G^2) / 8, G = X^T X, has with X = U H, U the polar factor,
 * U - X+ = U (I - H)^3 (8 I + 9 H + 3 H^2) / 8, and the residual D = I - X^T X becomes D+ = I -
 * (I - D)(I + D/2 + 3 D^2/8)^2, with ||D+||_2 <= ||D||_2^3 as long as ||X||_2 <= 1.
 *
 * Why it matters.  Cubic convergence with the constant 5/2, and (2, -3/2, 1/2), which is
 * sometimes taken for this polynomial, converges quadratically only.
 *
 * Method.  Both identities in balls from the enclosed polar factor, X scaled by a power of two
 * below spectral norm 1; the inequality by spectral norms.
 *
 * Control.  The square in place of the cube; the coefficients (2, -3/2, 1/2); ||D+|| <= ||D||^3
 * / 2.
 *
 * Not claimed.  Anything beyond ||X||_2 <= 1; see the theorem ns5-basin.
 *
 * Reference.  Catalogue 3.3; Bjorck and Bowie 1971; Higham, Functions of Matrices, section 8.3.
 */
#include "claim/claim.h"
#include "iteration/odd_polynomial.h"
#include "muoncheck/spectrum.h"

enum { SQUARE = 1, OTHER, HALF, LARGE_START };

/* X = the instance divided by the power of two above its spectral norm. */
static enum mc_status scaled_start(arb_mat_t X, struct instance *x, slong prec)
{
    const struct mc_svd *svd = instance_svd(x, prec);
    arf_t top;
    fmpz_t k;

    if (!svd)
        return MC_NOT_DECIDED;
    arf_init(top);
    fmpz_init(k);
    arb_get_ubound_arf(top, svd->sigma, 64);
    arf_abs_bound_lt_2exp_fmpz(k, top);
    instance_enclose(X, x, prec);
    arb_mat_scalar_mul_2exp_si(X, X, -fmpz_get_si(k));
    arf_clear(top);
    fmpz_clear(k);
    return MC_OK;
}

/* next = one step of newton-schulz-5, or of (2, -3/2, 1/2). */
static enum mc_status one_step(arb_mat_t next, const arb_mat_t X, int twist, slong prec)
{
    const struct mc_iteration *ns5 = mc_iteration_find("newton-schulz-5");
    struct mc_arithmetic balls = mc_arithmetic_ball(prec);
    enum mc_status status = MC_OK;
    struct mc_state state;
    fmpq_poly_t p;

    fmpq_poly_init(p);
    mc_state_init(&state);
    mc_state_start_scaled(&state, ns5, 0, X, &balls);
    fmpq_poly_set_coeff_si(p, 1, 4);
    fmpq_poly_set_coeff_si(p, 3, -3);
    fmpq_poly_set_coeff_si(p, 5, 1);
    fmpq_poly_scalar_div_ui(p, p, 2);
    if (twist == OTHER)
        odd_polynomial_apply(&state, p);
    else
        status = ns5->step(&state);
    arb_mat_set(next, state.x);
    mc_state_clear(&state);
    fmpq_poly_clear(p);
    return status;
}

/* P = (c_0 I + c_1 A + c_2 A^2) / 8 */
static void quadratic(arb_mat_t P, struct ledger *ledger, const slong c[3], const arb_mat_t A,
                      slong prec)
{
    slong n = arb_mat_nrows(A);
    arb_mat_struct *square = ledger_matrix(ledger, n, n);

    arb_mat_sqr(square, A, prec);
    arb_mat_one(P);
    arb_mat_scalar_mul_si(P, P, c[0], prec);
    arb_mat_scalar_addmul_si(P, A, c[1], prec);
    arb_mat_scalar_addmul_si(P, square, c[2], prec);
    arb_mat_scalar_mul_2exp_si(P, P, -3);
}

/* U - X+ = U (I - H)^3 (8 I + 9 H + 3 H^2) / 8 */
static void check_error(struct ledger *ledger, const arb_mat_t U, const arb_mat_t X,
                        const arb_mat_t next, int twist, slong prec)
{
    static const slong factor[3] = {8, 9, 3};
    slong m = arb_mat_nrows(X), n = arb_mat_ncols(X);
    arb_mat_struct *H = ledger_matrix(ledger, n, n), *E = ledger_matrix(ledger, n, n);
    arb_mat_struct *P = ledger_matrix(ledger, n, n), *turned = ledger_matrix(ledger, n, m);
    arb_mat_struct *left = ledger_matrix(ledger, m, n), *right = ledger_matrix(ledger, m, n);

    arb_mat_transpose(turned, U);
    arb_mat_mul(H, turned, X, prec);
    quadratic(P, ledger, factor, H, prec);
    arb_mat_one(E);
    arb_mat_sub(E, E, H, prec);
    arb_mat_pow_ui(E, E, twist == SQUARE ? 2 : 3, prec);
    arb_mat_mul(E, E, P, prec);
    arb_mat_mul(right, U, E, prec);
    arb_mat_sub(left, U, next, prec);
    ledger_equal_matrix(ledger, "error after a step", left, right);
}

/* out = I - X^T X */
static void residual(arb_mat_t out, struct ledger *ledger, const arb_mat_t X, slong prec)
{
    arb_mat_struct *turned = ledger_matrix(ledger, arb_mat_ncols(X), arb_mat_nrows(X));
    arb_mat_struct *one = ledger_matrix(ledger, arb_mat_ncols(X), arb_mat_ncols(X));

    arb_mat_transpose(turned, X);
    arb_mat_mul(out, turned, X, prec);
    arb_mat_one(one);
    arb_mat_sub(out, one, out, prec);
}

/* D+ = I - (I - D)(I + D/2 + 3 D^2/8)^2, and its norm */
static void check_residual(struct ledger *ledger, const arb_mat_t X, const arb_mat_t next,
                           int twist, slong prec)
{
    static const slong factor[3] = {8, 4, 3};
    slong n = arb_mat_ncols(X);
    arb_mat_struct *D = ledger_matrix(ledger, n, n), *after = ledger_matrix(ledger, n, n);
    arb_mat_struct *P = ledger_matrix(ledger, n, n), *one = ledger_matrix(ledger, n, n);
    arb_ptr lhs = ledger_number(ledger), rhs = ledger_number(ledger);

    residual(D, ledger, X, prec);
    residual(after, ledger, next, prec);
    mc_spectral_norm(lhs, after, prec);
    mc_spectral_norm(rhs, D, prec);
    arb_pow_ui(rhs, rhs, 3, prec);
    if (twist == HALF)
        arb_mul_2exp_si(rhs, rhs, -1);
    ledger_at_most(ledger, "the residual is at most its cube", lhs, rhs);
    quadratic(P, ledger, factor, D, prec);
    arb_mat_sqr(P, P, prec);
    arb_mat_one(one);
    arb_mat_sub(D, one, D, prec);
    arb_mat_mul(P, D, P, prec);
    arb_mat_sub(P, one, P, prec);
    ledger_equal_matrix(ledger, "residual after a step", after, P);
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    slong m = instance_rows(x), n = instance_cols(x);
    arb_mat_struct *U = ledger_matrix(ledger, m, n), *X = ledger_matrix(ledger, m, n);
    arb_mat_struct *next = ledger_matrix(ledger, m, n);
    enum mc_status status = instance_polar(U, x, prec);

    if (status == MC_OK)
        status = scaled_start(X, x, prec);
    if (twist == LARGE_START)
        arb_mat_scalar_mul_2exp_si(X, X, 2);
    if (status == MC_OK)
        status = one_step(next, X, twist, prec);
    if (status == MC_OK) {
        check_error(ledger, U, X, next, twist, prec);
        check_residual(ledger, X, next, twist, prec);
    }
    return status;
}

static const struct control controls[] = {
    {"square", "U - X+ = U (I - H)^2 (8 I + 9 H + 3 H^2) / 8"},
    {"other", "the same for 2 X - (3/2) X G + X G^2 / 2"},
    {"half", "||D+|| <= ||D||^3 / 2"},
    {"large-start", "the inequality for ||X|| between 2 and 4"},
    {0},
};

static const struct hypothesis switches[] = {
    {"norm-at-most-one", "large-start", NULL},
    {"full-rank", NULL, "of the instances: null directions keep the residual 1"},
    {0},
};

static const char *const quick[] = {
    "diagonal:m=3,n=3,spectrum=[3,1/2,1/100]",
    "rational-svd:m=5,n=3,seed=1,spectrum=[2,1,1/3]",
    "gaussian:m=5,n=5,seed=7",
    "gaussian:m=7,n=4,seed=8",
    "prescribed:m=6,n=6,seed=1,spectrum=geometric,cond=1e6",
    "hilbert:m=4,n=4",
    NULL,
};

const struct claim claim_ns5_error_identity = {
    .id = "ns5-error-identity",
    .number = "3.3",
    .title = "quintic Newton-Schulz cubes the polar error and the residual",
    .paper = "Bjorck-1971",
    .source = "Bjorck and Bowie 1971; Higham, Functions of Matrices, section 8.3",
    .statement = "X+ = (15 X - 10 X G + 3 X G^2)/8: U - X+ = U (I - H)^3 (8 I + 9 H + 3 H^2)/8, "
                 "D+ = I - (I - D)(I + D/2 + 3 D^2/8)^2, and ||D+||_2 <= ||D||_2^3.",
    .hypotheses = "X = U H of full column rank, ||X||_2 <= 1, D = I - X^T X",
    .switches = switches,
    .method = "both sides in balls from the enclosed polar factor; spectral norms",
    .kind = CLAIM_IDENTITY,
    .expected = MC_AGREES,
    .controls = controls,
    .quick = quick,
    .evaluate = evaluate,
};
