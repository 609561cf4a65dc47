// SPDX-License-Identifier: GPL-3.0-or-later
#include <criterion/criterion.h>
#include <string.h>

#include "muoncheck/iteration.h"

/* The oracle: steps in rational arithmetic, written from the formulas and nothing else. */
struct exact {
    fmpq_mat_t x, y;
};

static void exact_init(struct exact *e, slong m, slong n)
{
    fmpq_mat_init(e->x, m, n);
    fmpq_mat_init(e->y, n, n);
}

static void exact_clear(struct exact *e)
{
    fmpq_mat_clear(e->x);
    fmpq_mat_clear(e->y);
}

static void scaled(fmpq_mat_t out, const fmpq_mat_t A, slong a, ulong d)
{
    fmpq_t q;

    fmpq_init(q);
    fmpq_set_si(q, a, d);
    fmpq_mat_scalar_mul_fmpq(out, A, q);
    fmpq_clear(q);
}

/* X (a + b X^T X + c (X^T X)^2) / d */
static void exact_quintic(fmpq_mat_t X, slong a, slong b, slong c, ulong d)
{
    slong m = fmpq_mat_nrows(X), n = fmpq_mat_ncols(X);
    fmpq_mat_t T, G, C, S;

    fmpq_mat_init(T, n, m), fmpq_mat_init(G, n, n);
    fmpq_mat_init(C, m, n), fmpq_mat_init(S, m, n);
    fmpq_mat_transpose(T, X);
    fmpq_mat_mul(G, T, X);
    scaled(S, X, a, d);
    fmpq_mat_mul(X, X, G);
    scaled(C, X, b, d);
    fmpq_mat_add(S, S, C);
    fmpq_mat_mul(X, X, G);
    scaled(C, X, c, d);
    fmpq_mat_add(X, S, C);
    fmpq_mat_clear(T), fmpq_mat_clear(G), fmpq_mat_clear(C), fmpq_mat_clear(S);
}

static void exact_newton(fmpq_mat_t X)
{
    fmpq_mat_t inverse;

    fmpq_mat_init(inverse, fmpq_mat_nrows(X), fmpq_mat_ncols(X));
    cr_assert(fmpq_mat_inv(inverse, X));
    fmpq_mat_transpose(inverse, inverse);
    fmpq_mat_add(X, X, inverse);
    scaled(X, X, 1, 2);
    fmpq_mat_clear(inverse);
}

/* T = ((p + 1) I - M) / p */
static void residual_factor(fmpq_mat_t T, const fmpq_mat_t M, slong p)
{
    fmpq_mat_one(T);
    scaled(T, T, p + 1, 1);
    fmpq_mat_sub(T, T, M);
    scaled(T, T, 1, (ulong)p);
}

static void exact_coupled_newton(struct exact *e, slong p)
{
    fmpq_mat_t T;

    fmpq_mat_init(T, fmpq_mat_nrows(e->y), fmpq_mat_nrows(e->y));
    residual_factor(T, e->y, p);
    fmpq_mat_mul(e->x, e->x, T);
    for (; p > 0; p--)
        fmpq_mat_mul(e->y, T, e->y);
    fmpq_mat_clear(T);
}

static void exact_coupled_newton_schulz(struct exact *e)
{
    fmpq_mat_t T, product;

    fmpq_mat_init(T, fmpq_mat_nrows(e->y), fmpq_mat_nrows(e->y));
    fmpq_mat_init(product, fmpq_mat_nrows(e->y), fmpq_mat_nrows(e->y));
    fmpq_mat_mul(product, e->x, e->y);
    residual_factor(T, product, 2);
    fmpq_mat_mul(e->y, e->y, T);
    fmpq_mat_mul(e->x, T, e->x);
    fmpq_mat_clear(T);
    fmpq_mat_clear(product);
}

/* P = N(G) */
static void exact_polynomial(fmpq_mat_t P, const fmpq_poly_t N, const fmpq_mat_t G)
{
    fmpq_mat_t one;
    fmpq_t c;
    slong j;

    fmpq_init(c), fmpq_mat_init(one, fmpq_mat_nrows(G), fmpq_mat_nrows(G));
    fmpq_mat_zero(P);
    for (j = fmpq_poly_degree(N); j >= 0; j--) {
        fmpq_mat_one(one);
        fmpq_poly_get_coeff_fmpq(c, N, j);
        fmpq_mat_scalar_mul_fmpq(one, one, c);
        fmpq_mat_mul(P, P, G);
        fmpq_mat_add(P, P, one);
    }
    fmpq_clear(c), fmpq_mat_clear(one);
}

/* X = X N(X^T X) D(X^T X)^-1, what the state noted of its step. */
static void exact_rational(fmpq_mat_t X, const struct mc_state *state)
{
    slong m = fmpq_mat_nrows(X), n = fmpq_mat_ncols(X);
    fmpq_mat_t T, G, N, D;

    fmpq_mat_init(T, n, m), fmpq_mat_init(G, n, n);
    fmpq_mat_init(N, n, n), fmpq_mat_init(D, n, n);
    fmpq_mat_transpose(T, X);
    fmpq_mat_mul(G, T, X);
    exact_polynomial(N, state->above, G);
    exact_polynomial(D, state->below, G);
    cr_assert(fmpq_mat_inv(D, D));
    fmpq_mat_mul(X, X, N);
    fmpq_mat_mul(X, X, D);
    fmpq_mat_clear(T), fmpq_mat_clear(G), fmpq_mat_clear(N), fmpq_mat_clear(D);
}

/* X = (mu X + (mu X)^-T) / 2 with a rational mu. */
static void exact_scaled_newton(fmpq_mat_t X, const struct mc_state *state)
{
    fmpq_t mu;
    slong exponent;
    fmpz_t mantissa, e;

    cr_assert(arb_is_exact(state->mu));
    fmpq_init(mu), fmpz_init(mantissa), fmpz_init(e);
    arf_get_fmpz_2exp(mantissa, e, arb_midref(state->mu));
    exponent = fmpz_get_si(e);
    fmpq_set_fmpz(mu, mantissa);
    if (exponent < 0)
        fmpq_div_2exp(mu, mu, (ulong)-exponent);
    else
        fmpq_mul_2exp(mu, mu, (ulong)exponent);
    fmpq_mat_scalar_mul_fmpq(X, X, mu);
    exact_newton(X);
    fmpq_clear(mu), fmpz_clear(mantissa), fmpz_clear(e);
}

/* (P + Q^-1) / 2, with Q = P too. */
static void mean_with_inverse(fmpq_mat_t out, const fmpq_mat_t P, const fmpq_mat_t Q)
{
    cr_assert(fmpq_mat_inv(out, Q));
    fmpq_mat_add(out, out, P);
    scaled(out, out, 1, 2);
}

static void exact_denman_beavers(struct exact *e)
{
    fmpq_mat_t x, y;

    fmpq_mat_init(x, 2, 2), fmpq_mat_init(y, 2, 2);
    mean_with_inverse(x, e->x, e->y);
    mean_with_inverse(y, e->y, e->x);
    fmpq_mat_set(e->x, x), fmpq_mat_set(e->y, y);
    fmpq_mat_clear(x), fmpq_mat_clear(y);
}

static void exact_denman_beavers_product(struct exact *e)
{
    fmpq_mat_t one, factor, inverse;

    fmpq_mat_init(one, 2, 2), fmpq_mat_init(factor, 2, 2), fmpq_mat_init(inverse, 2, 2);
    fmpq_mat_one(one);
    mean_with_inverse(factor, one, e->y);
    fmpq_mat_mul(e->x, e->x, factor);
    mean_with_inverse(inverse, e->y, e->y);
    fmpq_mat_add(e->y, one, inverse);
    scaled(e->y, e->y, 1, 2);
    fmpq_mat_clear(one), fmpq_mat_clear(factor), fmpq_mat_clear(inverse);
}

/* P = A^k */
static void exact_power(fmpq_mat_t P, const fmpq_mat_t A, slong k)
{
    fmpq_mat_t copy;

    fmpq_mat_init(copy, fmpq_mat_nrows(A), fmpq_mat_nrows(A));
    fmpq_mat_set(copy, A);
    fmpq_mat_one(P);
    for (; k > 0; k--)
        fmpq_mat_mul(P, P, copy);
    fmpq_mat_clear(copy);
}

/* Y = Y - (n/d) (Y^b - X^a) of symmetric matrices, x is Y and y is X. */
static void exact_muon_power(struct exact *e, slong a, slong b, slong n, ulong d)
{
    fmpq_mat_t P, Q;

    fmpq_mat_init(P, fmpq_mat_nrows(e->x), fmpq_mat_nrows(e->x));
    fmpq_mat_init(Q, fmpq_mat_nrows(e->x), fmpq_mat_nrows(e->x));
    exact_power(P, e->x, b);
    exact_power(Q, e->y, a);
    fmpq_mat_sub(P, P, Q);
    scaled(P, P, n, d);
    fmpq_mat_sub(e->x, e->x, P);
    fmpq_mat_clear(P), fmpq_mat_clear(Q);
}

/* Y = Y - (Y^4 - X^2) (3 X - 0.795918 Y) */
static void exact_muon_half(struct exact *e)
{
    fmpq_mat_t P, Q;

    fmpq_mat_init(P, fmpq_mat_nrows(e->x), fmpq_mat_nrows(e->x));
    fmpq_mat_init(Q, fmpq_mat_nrows(e->x), fmpq_mat_nrows(e->x));
    exact_power(P, e->x, 4);
    exact_power(Q, e->y, 2);
    fmpq_mat_sub(P, P, Q);
    scaled(Q, e->y, 3000000, 795918);
    fmpq_mat_sub(Q, Q, e->x);
    scaled(Q, Q, 795918, 1000000);
    fmpq_mat_mul(P, P, Q);
    fmpq_mat_sub(e->x, e->x, P);
    fmpq_mat_clear(P), fmpq_mat_clear(Q);
}

static bool exact_muon(struct exact *e, const char *id)
{
    if (strcmp(id, "muon-power-half") == 0)
        exact_muon_half(e);
    else if (strcmp(id, "muon-power-third") == 0)
        exact_muon_power(e, 1, 3, 66, 100);
    else if (strcmp(id, "muon-power-fifth") == 0)
        exact_muon_power(e, 1, 5, 1, 5);
    else if (strcmp(id, "muon-power-seventh") == 0)
        exact_muon_power(e, 1, 7, 1, 7);
    else if (strcmp(id, "muon-power-three-fifths") == 0)
        exact_muon_power(e, 3, 5, 1, 5);
    else
        return false;
    return true;
}

/* Scalings that are no rational numbers, and routines made of them: tested by their maps. */
static bool has_oracle(const char *id)
{
    static const char *const without[] = {"newton-frobenius", "newton-one-infinity",
                                          "newton-optimal", "low-rank-newton-schulz"};

    for (size_t i = 0; i < sizeof without / sizeof *without; i++)
        if (strcmp(id, without[i]) == 0)
            return false;
    return strncmp(id, "beyond-muon", 11) != 0;
}

static void exact_step(struct exact *e, const char *id, slong p, const struct mc_state *state)
{
    if (strcmp(id, "newton-byers-xu") == 0)
        exact_scaled_newton(e->x, state);
    else if (strcmp(id, "denman-beavers") == 0)
        exact_denman_beavers(e);
    else if (strcmp(id, "denman-beavers-product") == 0)
        exact_denman_beavers_product(e);
    else if (strcmp(id, "newton-schulz-3") == 0)
        exact_quintic(e->x, 3, -1, 0, 2);
    else if (strcmp(id, "newton-schulz-5") == 0)
        exact_quintic(e->x, 15, -10, 3, 8);
    else if (strcmp(id, "keller") == 0)
        exact_quintic(e->x, 34445, -47750, 20315, 10000);
    else if (strcmp(id, "newton") == 0)
        exact_newton(e->x);
    else if (strcmp(id, "coupled-newton") == 0)
        exact_coupled_newton(e, p);
    else if (strcmp(id, "coupled-newton-schulz") == 0)
        exact_coupled_newton_schulz(e);
    else if (exact_muon(e, id))
        return;
    else if (state && !fmpq_poly_is_zero(state->below))
        exact_rational(e->x, state);
    else
        cr_assert(0, "%s has no oracle: write one here", id);
}

/* Frobenius norm 81: its square root and fourth root are rational, so are all scaled starts. */
static void definite_81(fmpq_mat_t A)
{
    static const slong entries[2][2] = {{27, 18}, {18, 72}};
    slong i, j;

    for (i = 0; i < 2; i++)
        for (j = 0; j < 2; j++)
            fmpq_set_si(fmpq_mat_entry(A, i, j), entries[i][j], 1);
}

static void expect_contains(const arb_mat_t balls, const fmpq_mat_t exact, const char *id,
                            slong k)
{
    cr_expect(arb_mat_contains_fmpq_mat(balls, exact), "%s, step %ld", id, (long)k);
}

static void bound_start(struct mc_state *state, slong lo, slong hi, ulong d)
{
    fmpq_t l, h;

    fmpq_init(l), fmpq_init(h);
    fmpq_set_si(l, lo, d), fmpq_set_si(h, hi, d);
    if (state->iteration->bounded)
        mc_state_bound(state, l, h);
    fmpq_clear(l), fmpq_clear(h);
}

static void check_against_oracle(const struct mc_iteration *iteration)
{
    struct mc_arithmetic balls = mc_arithmetic_ball(256);
    struct mc_state state;
    struct exact e;
    fmpq_mat_t A;
    arb_mat_t M;
    slong k, steps = iteration->order > 5 ? 2 : 4;   /* degrees multiply */
    bool by_rows = iteration->scaling == MC_ALMOST_ORTHOGONAL;

    fmpq_mat_init(A, 2, 2), arb_mat_init(M, 2, 2), exact_init(&e, 2, 2);
    definite_81(A);
    scaled(A, A, 1, by_rows ? 81 : 1);      /* and is not scaled by rows: that is irrational */
    arb_mat_set_fmpq_mat(M, A, 256);
    mc_state_init(&state);
    if (by_rows)
        mc_state_start_scaled(&state, iteration, iteration->default_p, M, &balls);
    else
        mc_state_start(&state, iteration, iteration->default_p, M, false, &balls);
    bound_start(&state, 20, 80, 1);         /* eigenvalues 20.69 and 78.31 */
    scaled(e.x, A, 1, iteration->scaling == MC_BY_FROBENIUS ? 81
                      : iteration->scaling == MC_BY_BOUND   ? 80
                                                            : 1);
    fmpq_mat_set(e.y, e.x);
    if (iteration->target == MC_INVERSE_ROOT)
        fmpq_mat_one(e.x);
    for (k = 0; k < steps; k++) {
        arb_mat_t now;

        arb_mat_init(now, 2, 2);
        if (iteration->output && iteration->target != MC_POWER)   /* 81^p is no rational */
            mc_state_finish(now, &state, iteration);
        else
            arb_mat_set(now, state.x);
        expect_contains(now, e.x, iteration->id, k);
        arb_mat_clear(now);
        if (iteration->target == MC_INVERSE_ROOT)
            expect_contains(state.y, e.y, iteration->id, k);
        cr_assert(iteration->step(&state) == MC_OK);
        exact_step(&e, iteration->id, iteration->default_p, &state);
    }
    if (iteration->target == MC_POWER)
        arb_mat_set(M, state.x);
    else
        mc_state_finish(M, &state, iteration);
    if (iteration->target == MC_INVERSE_ROOT)
        scaled(e.x, e.x, 1, iteration->default_p == 4 ? 3 : 9);
    exact_step(&e, "newton-schulz-3", 0, NULL);   /* any change: containment is not vacuous */
    cr_expect(!arb_mat_contains_fmpq_mat(M, e.x), "%s", iteration->id);
    mc_state_clear(&state), fmpq_mat_clear(A), arb_mat_clear(M), exact_clear(&e);
}

Test(iteration, runs_in_balls_contain_the_rational_run)
{
    size_t i;

    for (i = 0; i < mc_iteration_count; i++)
        if (has_oracle(mc_iterations[i]->id))
            check_against_oracle(mc_iterations[i]);
}
