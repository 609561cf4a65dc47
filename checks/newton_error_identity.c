// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Claim.  Let X be square and nonsingular with polar factor U, and C(X) = (X + U)^-1 (X - U)
 * its Cayley transform.  Newton, X+ = (X + X^-T) / 2, squares it: C(X+) = C(X)^2; Halley,
 * X+ = X (3 I + X^T X) (I + 3 X^T X)^-1, cubes it: C(X+) = C(X)^3.  Unscaled, a singular value
 * s = 10^-16 needs 58 steps of Newton and 37 of Halley to come within 10^-16 of 1.
 *
 * Why it matters.  The identity gives the error after any number of steps in closed form, and
 * says why both converge for every nonsingular matrix, how slowly they begin, and how fast they
 * end.
 *
 * Method.  Both sides in balls from the enclosed polar factor.  The counts: the scalar maps in
 * balls from 10^-16, at the step named and at the one before.
 *
 * Control.  Exponents exchanged; the counts 57 and 36; a Cayley transform about -U.
 *
 * Not claimed.  Anything about scaled iterations, or about singular matrices.
 *
 * Reference.  Catalogue 3.17; Higham, Functions of Matrices, section 8.6; Kenney and Laub 1992.
 */
#include "claim/claim.h"
#include "muoncheck/iteration.h"

enum { EXCHANGED = 1, FEWER, WRONG_CENTRE };

/* out = (X + U)^-1 (X - U); false when X + U is not known to be regular. */
static bool cayley(arb_mat_t out, struct ledger *ledger, const arb_mat_t X, const arb_mat_t U,
                   slong prec)
{
    slong n = arb_mat_nrows(X);
    arb_mat_struct *sum = ledger_matrix(ledger, n, n);
    arb_mat_struct *difference = ledger_matrix(ledger, n, n);

    arb_mat_add(sum, X, U, prec);
    arb_mat_sub(difference, X, U, prec);
    return arb_mat_solve(out, sum, difference, prec);
}

static enum mc_status newton_step(arb_mat_t next, const arb_mat_t X, slong prec)
{
    const struct mc_iteration *newton = mc_iteration_find("newton");
    struct mc_arithmetic balls = mc_arithmetic_ball(prec);
    struct mc_state state;
    enum mc_status status;

    mc_state_init(&state);
    mc_state_start_scaled(&state, newton, 0, X, &balls);
    status = newton->step(&state);
    arb_mat_set(next, state.x);
    mc_state_clear(&state);
    return status;
}

static enum mc_status halley_step(arb_mat_t next, struct ledger *ledger, const arb_mat_t X,
                                  slong prec)
{
    slong n = arb_mat_nrows(X);
    struct mc_arithmetic balls = mc_arithmetic_ball(prec);
    arb_mat_struct *gram = ledger_matrix(ledger, n, n), *one = ledger_matrix(ledger, n, n);
    arb_mat_struct *above = ledger_matrix(ledger, n, n);

    mc_small_gram(gram, X, &balls);   /* X X^T, at the left, for a square X */
    arb_mat_one(one);
    arb_mat_scalar_mul_si(above, one, 3, prec);
    arb_mat_add(above, above, gram, prec);
    arb_mat_scalar_mul_si(gram, gram, 3, prec);
    arb_mat_add(gram, gram, one, prec);
    if (!arb_mat_solve(next, gram, above, prec))
        return MC_NOT_DECIDED;
    arb_mat_mul(next, next, X, prec);
    return MC_OK;
}

static void halley_map(arb_t next, const arb_t w, slong p, slong prec)
{
    arb_t square, above;

    arb_init(square);
    arb_init(above);
    arb_sqr(square, w, prec);
    arb_add_ui(above, square, 3, prec);
    arb_mul(above, above, w, prec);
    arb_mul_ui(square, square, 3, prec);
    arb_add_ui(square, square, 1, prec);
    arb_div(next, above, square, prec);
    arb_clear(square);
    arb_clear(above);
}

/* |1 - w| after `steps` steps from 10^-16. */
static arb_ptr distance_after(struct ledger *ledger,
                              void (*map)(arb_t, const arb_t, slong, slong), slong steps,
                              slong prec)
{
    arb_ptr w = ledger_number(ledger);

    arb_set_ui(w, 10);
    arb_pow_ui(w, w, 16, prec);
    arb_inv(w, w, prec);
    for (; steps > 0; steps--)
        map(w, w, 0, prec);
    arb_sub_ui(w, w, 1, prec);
    arb_abs(w, w);
    return w;
}

static void check_count(struct ledger *ledger, const char *what,
                        void (*map)(arb_t, const arb_t, slong, slong), slong steps, slong prec)
{
    arb_ptr goal = ledger_number(ledger);

    arb_set_ui(goal, 10);
    arb_pow_ui(goal, goal, 16, prec);
    arb_inv(goal, goal, prec);
    ledger_at_most(ledger, what, distance_after(ledger, map, steps, prec), goal);
    ledger_less(ledger, "one step fewer", goal, distance_after(ledger, map, steps - 1, prec));
}

static enum mc_status check_power(struct ledger *ledger, const char *what, const arb_mat_t C,
                                  const arb_mat_t next, const arb_mat_t U, ulong exponent,
                                  slong prec)
{
    slong n = arb_mat_nrows(C);
    arb_mat_struct *after = ledger_matrix(ledger, n, n), *power = ledger_matrix(ledger, n, n);

    if (!cayley(after, ledger, next, U, prec))
        return MC_NOT_DECIDED;
    arb_mat_pow_ui(power, C, exponent, prec);
    ledger_equal_matrix(ledger, what, after, power);
    return MC_OK;
}

static enum mc_status evaluate(struct ledger *ledger, struct instance *x, int twist, slong prec)
{
    slong n = instance_rows(x);
    arb_mat_struct *X = ledger_matrix(ledger, n, n), *U = ledger_matrix(ledger, n, n);
    arb_mat_struct *C = ledger_matrix(ledger, n, n), *next = ledger_matrix(ledger, n, n);
    enum mc_status status = instance_polar(U, x, prec);

    instance_enclose(X, x, prec);
    if (status == MC_OK && !cayley(C, ledger, X, U, prec))
        status = MC_NOT_DECIDED;
    if (status == MC_OK && twist == WRONG_CENTRE)
        arb_mat_neg(C, C);
    if (status == MC_OK)
        status = newton_step(next, X, prec);
    if (status == MC_OK)
        status = check_power(ledger, "Newton squares", C, next, U, twist == EXCHANGED ? 3 : 2,
                             prec);
    if (status == MC_OK)
        status = halley_step(next, ledger, X, prec);
    if (status == MC_OK)
        status = check_power(ledger, "Halley cubes", C, next, U, twist == EXCHANGED ? 2 : 3,
                             prec);
    check_count(ledger, "Newton's steps from 1e-16", mc_iteration_find("newton")->map,
                twist == FEWER ? 57 : 58, prec);
    check_count(ledger, "Halley's steps from 1e-16", halley_map, twist == FEWER ? 36 : 37,
                prec);
    return status;
}

static const struct control controls[] = {
    {"exchanged", "Newton cubes and Halley squares the Cayley transform"},
    {"fewer", "57 steps of Newton and 36 of Halley are enough from 10^-16"},
    {"sign", "C(X+) = (-C(X))^3 for Halley"},
    {0},
};

static const struct hypothesis switches[] = {
    {"square", NULL, "X^-T is not defined otherwise"},
    {"full-rank", NULL, "X^-T is not defined otherwise"},
    {0},
};

static const char *const quick[] = {
    "diagonal:m=3,n=3,spectrum=[3,1/2,1/1000]",
    "rational-svd:m=4,n=4,seed=1,spectrum=[2,1,1,1/3]",
    "gaussian:m=5,n=5,seed=7",
    "prescribed:m=6,n=6,seed=1,spectrum=geometric,cond=1e8",
    "hilbert:m=5,n=5",
    "data:tiny-gpt-muon/orthogonalized_00100.safetensors:in.b.0.o.weight",
    NULL,
};

static const char *const full[] = {
    "gaussian:m=24,n=24,seed=8",
    NULL,
};

const struct claim claim_newton_error_identity = {
    .id = "newton-error-identity",
    .number = "3.17",
    .title = "Newton squares the Cayley transform of the polar error, Halley cubes it",
    .paper = "Higham-1986",
    .source = "Higham, Functions of Matrices, section 8.6",
    .statement = "With C(X) = (X + U)^-1 (X - U): C((X + X^-T)/2) = C(X)^2, and C(X)^3 "
                 "after a step of Halley.  From 10^-16 to within 10^-16 of 1: 58 and 37 steps.",
    .hypotheses = "X square and nonsingular, U its polar factor",
    .switches = switches,
    .method = "both sides in balls from the enclosed polar factor; counts by the scalar map",
    .kind = CLAIM_IDENTITY,
    .expected = MC_AGREES,
    .needs = NEEDS_FULL_RANK | NEEDS_SQUARE,
    .controls = controls,
    .quick = quick,
    .full = full,
    .evaluate = evaluate,
};
