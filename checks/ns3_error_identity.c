// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  Let X have polar factor U and H = U^T X >= 0, and X+ = (3 X - X X^T X) / 2.  Then
 *   (1) U - X+ = U (I - H)^2 (2 I + H) / 2;
 *   (2) D = I - X^T X (on the smaller side) becomes D+ = (3/4) D^2 + (1/4) D^3;
 *   (3) ||U - X+|| <= (3/2) ||U - X||^2 and (4) ||D+|| <= ||D||^2, as long as ||X|| <= 1; in
 *       (4) both sides are 1 when X is rank-deficient.
 *
 * Why it matters.  This is the step that every Newton-Schulz orthogonalisation ends in: (3)
 * says how many steps an accuracy costs, and that the constant is 3/2, not the 3/4 of the
 * residual.
 *
 * Method.  X = M / 2^k with the least k for which ||X|| < 1 is certain; one step of the
 * iteration in the registry, in balls, against the exact polar factor.  (3) is sharp as H -> I,
 * (4) as the least singular value goes to 0.
 *
 * Control.  The constants 3/4, 1/2 and 1.485 (one per cent less) in (3); 3/4 in (4); a wrong
 * factor (I + H) in (1).
 *
 * Not claimed.  Anything about ||X|| > 1: (3) holds up to sqrt 3 with another constant.
 *
 * Reference.  Catalogue 3.1, derived there: 1 - f(s) = (1 - s)^2 (2 + s) / 2.
 */
#include "claim/claim.h"
#include "muoncheck/iteration.h"

enum { SHARP = 1, RESIDUAL_CONSTANT, HALF, RESIDUAL, FACTOR, LARGE_START };

/* X = M / 2^k, ||X|| < 1. */
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

static void one_step(arb_mat_t next, const arb_mat_t X, slong prec)
{
    const struct mc_iteration *ns3 = mc_iteration_find("newton-schulz-3");
    struct mc_arithmetic balls = mc_arithmetic_ball(prec);
    struct mc_state state;

    mc_state_init(&state);
    mc_state_start_scaled(&state, ns3, 0, X, &balls);
    if (ns3->step(&state) == MC_OK)
        arb_mat_set(next, state.x);
    else
        arb_mat_indeterminate(next);
    mc_state_clear(&state);
}

/* out = U (I - H)^2 (2 I + H) / 2, or with I + H for the control. */
static void error_of_identity(arb_mat_t out, struct ledger *ledger, const arb_mat_t U,
                              const arb_mat_t X, slong shift, slong prec)
{
    slong m = arb_mat_nrows(X), n = arb_mat_ncols(X), i;
    arb_mat_struct *H = ledger_matrix(ledger, n, n), *E = ledger_matrix(ledger, n, n);
    arb_mat_struct *transpose = ledger_matrix(ledger, n, m);

    arb_mat_transpose(transpose, U);
    arb_mat_mul(H, transpose, X, prec);
    arb_mat_one(E);
    arb_mat_sub(E, E, H, prec);
    arb_mat_mul(E, E, E, prec);
    for (i = 0; i < n; i++)
        arb_add_si(arb_mat_entry(H, i, i), arb_mat_entry(H, i, i), shift, prec);
    arb_mat_mul(E, E, H, prec);
    arb_mat_mul(out, U, E, prec);
    arb_mat_scalar_mul_2exp_si(out, out, -1);
}

/* D = I - the smaller Gram matrix. */
static arb_mat_struct *residual(struct ledger *ledger, const arb_mat_t X, slong prec)
{
    slong m = arb_mat_nrows(X), n = arb_mat_ncols(X), least = FLINT_MIN(m, n);
    struct mc_arithmetic balls = mc_arithmetic_ball(prec);
    arb_mat_struct *gram = ledger_matrix(ledger, least, least);
    arb_mat_struct *D = ledger_matrix(ledger, least, least);

    mc_small_gram(gram, X, &balls);
    arb_mat_one(D);
    arb_mat_sub(D, D, gram, prec);
    return D;
}

static void check_residual(struct ledger *ledger, const arb_mat_t X, const arb_mat_t next,
                           bool deficient, int twist, slong prec)
{
    arb_mat_struct *D = residual(ledger, X, prec), *after = residual(ledger, next, prec);
    slong n = arb_mat_nrows(D);
    arb_mat_struct *square = ledger_matrix(ledger, n, n), *rhs = ledger_matrix(ledger, n, n);
    arb_ptr lhs = ledger_number(ledger), bound = ledger_number(ledger);

    arb_mat_mul(square, D, D, prec);
    arb_mat_mul(rhs, square, D, prec);
    arb_mat_scalar_addmul_si(rhs, square, 3, prec);
    arb_mat_scalar_mul_2exp_si(rhs, rhs, -2);
    ledger_equal_matrix(ledger, "residual after a step", after, rhs);
    mc_spectral_norm(lhs, after, prec);
    mc_spectral_norm(bound, D, prec);
    arb_sqr(bound, bound, prec);
    if (twist == RESIDUAL) {
        arb_mul_ui(bound, bound, 3, prec);
        arb_mul_2exp_si(bound, bound, -2);
    }
    if (deficient)
        ledger_equal(ledger, "residual squares", lhs, bound);
    else
        ledger_at_most(ledger, "residual squares", lhs, bound);
}

static void check_error(struct ledger *ledger, const arb_mat_t U, const arb_mat_t X,
                        const arb_mat_t next, int twist, slong prec)
{
    static const slong thousandths[] = {
        [0] = 1500, [SHARP] = 1485, [RESIDUAL_CONSTANT] = 750, [HALF] = 500,
        [RESIDUAL] = 1500, [FACTOR] = 1500, [LARGE_START] = 1500,
    };
    arb_mat_struct *gap = ledger_matrix(ledger, arb_mat_nrows(X), arb_mat_ncols(X));
    arb_ptr lhs = ledger_number(ledger), bound = ledger_number(ledger);

    arb_mat_sub(gap, U, next, prec);
    mc_spectral_norm(lhs, gap, prec);
    arb_mat_sub(gap, U, X, prec);
    mc_spectral_norm(bound, gap, prec);
    arb_sqr(bound, bound, prec);
    arb_mul_si(bound, bound, thousandths[twist], prec);
    arb_div_ui(bound, bound, 1000, prec);
    ledger_at_most(ledger, "error squares", lhs, bound);
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    slong m = instance_rows(x), n = instance_cols(x);
    arb_mat_struct *X = ledger_matrix(ledger, m, n), *U = ledger_matrix(ledger, m, n);
    arb_mat_struct *next = ledger_matrix(ledger, m, n), *lhs = ledger_matrix(ledger, m, n);
    arb_mat_struct *rhs = ledger_matrix(ledger, m, n);
    enum mc_status status = scaled_start(X, x, prec);

    if (status == MC_OK)
        status = instance_polar(U, x, prec);
    if (status != MC_OK)
        return status;
    if (twist == LARGE_START)
        arb_mat_scalar_mul_2exp_si(X, X, 2);
    one_step(next, X, prec);
    arb_mat_sub(lhs, U, next, prec);
    error_of_identity(rhs, ledger, U, X, twist == FACTOR ? 1 : 2, prec);
    ledger_equal_matrix(ledger, "error after a step", lhs, rhs);
    check_residual(ledger, X, next, x->svd.rank_hi < x->svd.values, twist, prec);
    check_error(ledger, U, X, next, twist, prec);
    return MC_OK;
}

static const struct control controls[] = {
    {"constant-1.485", "||U - X+|| <= 1.485 ||U - X||^2"},
    {"constant-three-quarters", "||U - X+|| <= (3/4) ||U - X||^2"},
    {"constant-one-half", "||U - X+|| <= (1/2) ||U - X||^2"},
    {"residual-three-quarters", "||D+|| <= (3/4) ||D||^2"},
    {"factor", "U - X+ = U (I - H)^2 (I + H) / 2"},
    {"large-start", "the inequalities for ||X|| between 2 and 4"},
    {0},
};

static const struct hypothesis switches[] = {
    {"norm-at-most-one", "large-start", NULL},
    {"nonzero", NULL, "0 has the partial isometry 0, and stays"},
    {0},
};

static const char *const quick[] = {
    "diagonal:m=3,n=3,spectrum=[511/512,255/256,127/128]",
    "diagonal:m=2,n=2,spectrum=[1/2,1/1024]",
    "prescribed:m=6,n=5,seed=1,spectrum=geometric,cond=1e6",
    "rational-svd:m=5,n=4,seed=1,spectrum=[1,1,1/2,0]",
    "gaussian:m=4,n=7,seed=3",
    "hilbert:m=5,n=5",
    "data:tiny-gpt-muon/orthogonalized_00100.safetensors:in.*",
    NULL,
};

static const char *const full[] = {
    "prescribed:m=20,n=12,seed=2,spectrum=clustered",
    NULL,
};

const struct claim claim_ns3_error_identity = {
    .id = "ns3-error-identity",
    .number = "3.1",
    .title = "A cubic Newton-Schulz step squares the error, with constant 3/2",
    .paper = "Bjorck-Bowie-1971",
    .source = "derived here",
    .statement = "U - X+ = U (I - H)^2 (2 I + H) / 2 and D+ = (3/4) D^2 + (1/4) D^3; if "
                 "||X|| <= 1 then ||U - X+|| <= (3/2) ||U - X||^2 and ||D+|| <= ||D||^2.",
    .hypotheses = "X+ = (3 X - X X^T X) / 2, X nonzero, U its polar factor; inequalities: "
                  "||X|| <= 1",
    .switches = switches,
    .method = "one step in balls against the enclosed polar factor",
    .kind = CLAIM_IDENTITY,
    .expected = MC_AGREES,
    .tight = true,
    .controls = controls,
    .quick = quick,
    .full = full,
    .evaluate = evaluate,
};
