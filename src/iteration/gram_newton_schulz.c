// SPDX-License-Identifier: Apache-2.0
/*
 * The quintics of `you`, run on the Gram matrix: from R = X X^T, Q = I (on the smaller side),
 *
 *   P = a I + b R + c R^2,  Q+ = P Q,  R+ = P R P,
 *
 * and X_k = Q X.  In exact arithmetic these are the iterates of `you`; in a format R loses
 * definiteness, so that X = Q X, R = X X^T, Q = I are set anew before step 3 (the published
 * restart).  x is X of the last start, y is Q, z is R.
 */
#include "iteration/odd_polynomial.h"
#include "iteration/table_steps.h"

enum { RESTART = 2 };

static void restart(struct mc_state *state)
{
    slong m = arb_mat_nrows(state->x), n = arb_mat_ncols(state->x), small = m < n ? m : n;

    if (state->k)
        apply_small(state->x, state->y, state->x, state->in);
    arb_mat_clear(state->y);
    arb_mat_clear(state->z);
    arb_mat_init(state->y, small, small);
    arb_mat_init(state->z, small, small);
    arb_mat_one(state->y);
    mc_small_gram(state->z, state->x, state->in);
}

/* P = a I + (b R + c R^2) */
static void set_factor(arb_mat_t P, const struct mc_state *state, const fmpq_poly_t row)
{
    slong n = arb_mat_nrows(state->z);
    arb_mat_t one;
    fmpq_t a, b;

    arb_mat_init(one, n, n);
    fmpq_init(a);
    fmpq_init(b);
    fmpq_poly_get_coeff_fmpq(a, row, 3);
    fmpq_poly_get_coeff_fmpq(b, row, 5);
    mc_multiply(P, state->z, state->z, state->in);
    mc_combine(P, a, state->z, b, P, state->in);
    fmpq_poly_get_coeff_fmpq(a, row, 1);
    fmpq_one(b);
    arb_mat_one(one);
    mc_combine(P, a, one, b, P, state->in);
    arb_mat_clear(one);
    fmpq_clear(a);
    fmpq_clear(b);
}

/* Q+ = P Q, R+ = (P R) P */
static void advance(struct mc_state *state, const arb_mat_t P)
{
    mc_multiply(state->y, P, state->y, state->in);
    mc_multiply(state->z, P, state->z, state->in);
    mc_multiply(state->z, state->z, P, state->in);
}

/* The transposed products, for X Q. */
static void advance_tall(struct mc_state *state, const arb_mat_t P)
{
    mc_multiply(state->y, state->y, P, state->in);
    mc_multiply(state->z, state->z, P, state->in);
    mc_multiply(state->z, P, state->z, state->in);
}

static enum mc_status step(struct mc_state *state)
{
    slong row = state->table ? mc_table_row(state->table, state->k, state->table->extension) : 0;
    arb_mat_t P;

    if (!state->table)
        return MC_NO_RESOURCE;
    if (row < 0) {
        fmpq_poly_one(state->above);
        fmpq_poly_one(state->below);
        return MC_OK;
    }
    if (state->k == 0 || state->k == RESTART)
        restart(state);
    odd_polynomial_note(state, state->table->rows + row);
    arb_mat_init(P, arb_mat_nrows(state->z), arb_mat_nrows(state->z));
    set_factor(P, state, state->table->rows + row);
    if (arb_mat_nrows(state->x) > arb_mat_ncols(state->x))
        advance_tall(state, P);
    else
        advance(state, P);
    arb_mat_clear(P);
    state->k++;
    return MC_OK;
}

static void output(arb_mat_t out, const struct mc_state *state)
{
    if (state->k)
        apply_small(out, state->y, state->x, state->in);
    else
        arb_mat_set(out, state->x);
}

/* R^2, P Q, P R, (P R) P; the two rectangular products of each start not counted. */
static slong products(slong p)
{
    return 4;
}

const struct mc_iteration mc_iteration_gram_newton_schulz = {
    .id = "gram-newton-schulz",
    .title = "five quintics on the Gram matrix, restarted after two",
    .source = "Dao-AILab, gram-newton-schulz; coefficients of You Jiacheng 2025",
    .target = MC_POLAR,
    .scaling = MC_BY_FROBENIUS,
    .domain_text = "nonzero; singular values of the scaled start in (0, 1.3246); five "
                   "steps",
    .order = 0,
    .products = products,
    .default_steps = 5,
    .claim = "spectral-maps",
    .table = "you",
    .step = step,
    .map_at = rational_map_at,
    .output = output,
};
