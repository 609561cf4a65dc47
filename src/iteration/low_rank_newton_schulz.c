// SPDX-License-Identifier: Apache-2.0
/*
 * Randomized low-rank orthogonalisation: O = Q NS(Q^T X) with Q from a QR factorisation of X W,
 * W random with `rank` columns, NS quintic Newton-Schulz; for more rows than columns O = NS(X
 * Q) Q^T with Q from X^T W.  ||O||_2 <= 1 and <X, O> = ||Q^T X||_* in the limit; O is the polar
 * factor where the range of X lies in that of Q; else it has lower rank, so is 1 or more from
 * it.
 *
 * W has entries (2k + 1)/256 in (-1, 1), drawn from the seed, which bf16 holds.  x is Q^T X (or
 * X Q) and y is Q, made with the first step; before it x is X.  The rank is that of the sketch,
 * half the smaller side unless given.
 */
#include "arithmetic/format.h"
#include "iteration/householder.h"
#include "iteration/odd_quintic.h"
#include "iteration/table_steps.h"

static const struct odd_quintic f = {.a = 15, .b = -10, .c = 3, .d = 8};

/* W_ij = (2k + 1)/256 - 1 with k the first eight bits of draw i cols + j. */
static void draw_entries(arb_mat_t W, uint64_t seed, const struct mc_arithmetic *in)
{
    slong i, j, k;

    for (i = 0; i < arb_mat_nrows(W); i++)
        for (j = 0; j < arb_mat_ncols(W); j++) {
            k = (slong)(stream_draw(seed, (uint64_t)(i * arb_mat_ncols(W) + j)) >> 24);
            arb_set_si(arb_mat_entry(W, i, j), 2 * k + 1 - 256);
            arb_mul_2exp_si(arb_mat_entry(W, i, j), arb_mat_entry(W, i, j), -8);
        }
    mc_round(W, W, in);
}

/* y = Q of X W, where X has at most as many rows as columns. */
static void find_range(struct mc_state *state, const arb_mat_t X, slong rank)
{
    slong m = arb_mat_nrows(X), n = arb_mat_ncols(X);
    arb_mat_t W, image;

    arb_mat_init(W, n, rank);
    arb_mat_init(image, m, rank);
    draw_entries(W, state->sketch.seed, state->in);
    mc_multiply(image, X, W, state->in);
    arb_mat_clear(state->y);
    arb_mat_init(state->y, m, rank);
    householder_q(state->y, image, state->in);
    arb_mat_clear(W);
    arb_mat_clear(image);
}

static void sketch(struct mc_state *state)
{
    slong m = arb_mat_nrows(state->x), n = arb_mat_ncols(state->x), least = m < n ? m : n;
    slong rank = state->sketch.rank ? state->sketch.rank : (least + 1) / 2;
    arb_mat_t turned, small;

    rank = rank < least ? rank : least;
    arb_mat_init(turned, n, m);
    arb_mat_transpose(turned, state->x);
    find_range(state, m > n ? turned : state->x, rank);
    arb_mat_clear(turned);
    arb_mat_init(small, m > n ? m : rank, m > n ? rank : n);
    arb_mat_init(turned, rank, least);
    arb_mat_transpose(turned, state->y);
    if (m > n)
        mc_multiply(small, state->x, state->y, state->in);
    else
        mc_multiply(small, turned, state->x, state->in);
    arb_mat_swap(state->x, small);
    arb_mat_clear(small);
    arb_mat_clear(turned);
}

static enum mc_status step(struct mc_state *state)
{
    if (state->k++ == 0)
        sketch(state);
    return odd_quintic_step(state, &f);
}

static void output(arb_mat_t out, const struct mc_state *state)
{
    arb_mat_t turned;

    if (state->k == 0) {
        arb_mat_set(out, state->x);
        return;
    }
    arb_mat_init(turned, arb_mat_ncols(state->y), arb_mat_nrows(state->y));
    arb_mat_transpose(turned, state->y);
    if (arb_mat_nrows(out) > arb_mat_ncols(out))
        mc_multiply(out, state->x, turned, state->in);
    else
        mc_multiply(out, state->y, state->x, state->in);
    arb_mat_clear(turned);
}

const struct mc_iteration mc_iteration_low_rank_newton_schulz = {
    .id = "low-rank-newton-schulz",
    .title = "quintic Newton-Schulz on a random low-rank sketch",
    .source = "arXiv:2509.11983; Halko, Martinsson and Tropp 2011",
    .target = MC_POLAR,
    .scaling = MC_BY_FROBENIUS,
    .domain_text = "rank at least that of the sketch; towards the factor of the sketched "
                   "matrix",
    .order = 0,
    .products = quintic_products,
    .default_steps = 20,
    .claim = "low-rank-orthogonalization",
    .sketched = true,
    .step = step,
    .output = output,
};
