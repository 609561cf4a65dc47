// SPDX-License-Identifier: Apache-2.0
#include "iteration/muon_power.h"

/* C = a A + b B, a and b integers over den. */
static void combine(arb_mat_t C, slong a, const arb_mat_t A, slong b, const arb_mat_t B,
                    ulong den, const struct mc_arithmetic *in)
{
    fmpq_t p, q;

    fmpq_init(p);
    fmpq_init(q);
    fmpq_set_si(p, a, den);
    fmpq_set_si(q, b, den);
    mc_combine(C, p, A, q, B, in);
    fmpq_clear(p);
    fmpq_clear(q);
}

/* P = A^(2 k + 1), G = A A^T: (G A), ((G G) A), (((G G) G) A); k = 0: A. */
static void odd_power(arb_mat_t P, const arb_mat_t A, slong k, const struct mc_arithmetic *in)
{
    slong m = arb_mat_nrows(A), i;
    arb_mat_t G, power;

    arb_mat_set(P, A);
    if (k == 0)
        return;
    arb_mat_init(G, m, m);
    arb_mat_init(power, m, m);
    mc_small_gram(G, A, in);
    arb_mat_set(power, G);
    for (i = 1; i < k; i++)
        mc_multiply(power, power, G, in);
    mc_multiply(P, power, A, in);
    arb_mat_clear(G);
    arb_mat_clear(power);
}

/* Y^5 as the code has it for p = 3/5: (((Y Y^T) Y) Y^T) Y. */
static void fifth_in_turns(arb_mat_t P, const arb_mat_t Y, const struct mc_arithmetic *in)
{
    arb_mat_t transpose, G;

    arb_mat_init(transpose, arb_mat_ncols(Y), arb_mat_nrows(Y));
    arb_mat_init(G, arb_mat_nrows(Y), arb_mat_nrows(Y));
    arb_mat_transpose(transpose, Y);
    odd_power(P, Y, 1, in);
    mc_multiply(G, P, transpose, in);
    mc_multiply(P, G, Y, in);
    arb_mat_clear(transpose);
    arb_mat_clear(G);
}

/* Y = Y - (num/den) (Y^b - X^a), m <= n. */
static void recur(arb_mat_t Y, const arb_mat_t X, const slong *power, slong num, ulong den,
                  const struct mc_arithmetic *in)
{
    slong m = arb_mat_nrows(Y), n = arb_mat_ncols(Y);
    arb_mat_t gap, of_x;

    arb_mat_init(gap, m, n);
    arb_mat_init(of_x, m, n);
    if (power[0] > 1)
        fifth_in_turns(gap, Y, in);
    else
        odd_power(gap, Y, power[1] / 2, in);
    odd_power(of_x, X, power[0] / 2, in);
    combine(gap, 1, gap, -1, of_x, 1, in);
    combine(Y, (slong)den, Y, -num, gap, den, in);
    arb_mat_clear(gap);
    arb_mat_clear(of_x);
}

/* Y = Y - (Y^4 - X^2) (c X + d Y), m <= n. */
static void recur_half(arb_mat_t Y, const arb_mat_t X, slong c, slong d, ulong den,
                       const struct mc_arithmetic *in)
{
    slong m = arb_mat_nrows(Y), n = arb_mat_ncols(Y);
    arb_mat_t G, of_x, factor;

    arb_mat_init(G, m, m);
    arb_mat_init(of_x, m, m);
    arb_mat_init(factor, m, n);
    mc_small_gram(G, Y, in);
    mc_multiply(G, G, G, in);
    mc_small_gram(of_x, X, in);
    combine(G, 1, G, -1, of_x, 1, in);
    combine(factor, c, X, d, Y, den, in);
    mc_multiply(factor, G, factor, in);
    combine(Y, 1, Y, -1, factor, 1, in);
    arb_mat_clear(G);
    arb_mat_clear(of_x);
    arb_mat_clear(factor);
}

/* W and V = Y and X with the smaller side at the left; X is kept by the first step. */
static void open_state(arb_mat_t W, arb_mat_t V, struct mc_state *state)
{
    if (state->k == 0) {
        arb_mat_clear(state->y);
        arb_mat_init(state->y, arb_mat_nrows(state->x), arb_mat_ncols(state->x));
        arb_mat_set(state->y, state->x);
    }
    state->k++;
    if (arb_mat_nrows(state->x) > arb_mat_ncols(state->x)) {
        arb_mat_transpose(W, state->x);
        arb_mat_transpose(V, state->y);
    } else {
        arb_mat_set(W, state->x);
        arb_mat_set(V, state->y);
    }
}

/* g(w) = w - c w^b, what Y+ has of Y alone: w+ = g(w) + c x^a. */
static void note(struct mc_state *state, slong num, ulong den)
{
    slong b = state->iteration->power[1];
    fmpq_t c;

    fmpq_init(c);
    fmpq_set_si(c, -num, den);
    fmpq_poly_one(state->below);
    fmpq_poly_one(state->above);
    fmpq_poly_set_coeff_fmpq(state->above, b / 2, c);
    fmpq_clear(c);
}

static enum mc_status step(struct mc_state *state, slong c, slong d, ulong den, bool half)
{
    slong m = arb_mat_nrows(state->x), n = arb_mat_ncols(state->x);
    arb_mat_t Y, X;

    arb_mat_init(Y, m < n ? m : n, m < n ? n : m);
    arb_mat_init(X, m < n ? m : n, m < n ? n : m);
    open_state(Y, X, state);
    if (half) {
        recur_half(Y, X, c, d, den, state->in);
    } else {
        recur(Y, X, state->iteration->power, c, den, state->in);
        note(state, c, den);
    }
    if (m > n)
        arb_mat_transpose(state->x, Y);
    else
        arb_mat_swap(state->x, Y);
    arb_mat_clear(Y);
    arb_mat_clear(X);
    return MC_OK;
}

enum mc_status muon_power_step(struct mc_state *state, slong num, ulong den)
{
    return step(state, num, 0, den, false);
}

enum mc_status muon_half_step(struct mc_state *state, slong c, slong d, ulong den)
{
    return step(state, c, d, den, true);
}

void muon_power_output(arb_mat_t out, const struct mc_state *state)
{
    const slong *power = state->iteration->power;
    arb_t root;
    slong i;

    arb_init(root);
    arb_mat_set(out, state->x);
    mc_root(root, state->scale, (ulong)power[1], state->in);
    for (i = 0; i < power[0]; i++)
        mc_scale(out, out, root, state->in);
    arb_clear(root);
}
