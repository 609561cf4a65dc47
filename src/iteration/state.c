// SPDX-License-Identifier: Apache-2.0
#include <string.h>

#include "muoncheck/iteration.h"

const struct mc_iteration *mc_iteration_find(const char *id)
{
    size_t i;

    for (i = 0; i < mc_iteration_count; i++)
        if (strcmp(mc_iterations[i]->id, id) == 0)
            return mc_iterations[i];
    return NULL;
}

void mc_state_init(struct mc_state *state)
{
    *state = (struct mc_state){0};
    arb_mat_init(state->x, 0, 0);
    arb_mat_init(state->y, 0, 0);
    arb_init(state->scale);
}

void mc_state_clear(struct mc_state *state)
{
    arb_mat_clear(state->x);
    arb_mat_clear(state->y);
    arb_clear(state->scale);
}

static void resize(arb_mat_t A, slong rows, slong cols)
{
    arb_mat_clear(A);
    arb_mat_init(A, rows, cols);
}

/* x = the matrix that the run is about, in the run's arithmetic. */
static void set_matrix(struct mc_state *state, const arb_mat_t M, bool gram)
{
    slong m = arb_mat_nrows(M), n = arb_mat_ncols(M), small = m < n ? m : n;
    arb_mat_t rounded;

    arb_mat_init(rounded, m, n);
    mc_round(rounded, M, state->in);
    resize(state->x, gram ? small : m, gram ? small : n);
    if (gram)
        mc_small_gram(state->x, rounded, state->in);
    else
        arb_mat_set(state->x, rounded);
    arb_mat_clear(rounded);
}

/* Roots start from X = I and Y = the matrix. */
static void couple(struct mc_state *state, const struct mc_iteration *iteration)
{
    if (iteration->target != MC_INVERSE_ROOT)
        return;
    resize(state->y, arb_mat_nrows(state->x), arb_mat_ncols(state->x));
    arb_mat_swap(state->x, state->y);
    arb_mat_one(state->x);
}

void mc_state_start(struct mc_state *state, const struct mc_iteration *iteration, slong p,
                    const arb_mat_t M, bool gram, const struct mc_arithmetic *in)
{
    state->in = in;
    state->p = p;
    set_matrix(state, M, gram);
    arb_one(state->scale);
    if (iteration->scaling == MC_BY_FROBENIUS) {
        mc_frobenius(state->scale, state->x, in);
        mc_divide(state->x, state->x, state->scale, in);
    }
    couple(state, iteration);
}

void mc_state_start_scaled(struct mc_state *state, const struct mc_iteration *iteration,
                           slong p, const arb_mat_t W, const struct mc_arithmetic *in)
{
    state->in = in;
    state->p = p;
    set_matrix(state, W, false);
    arb_one(state->scale);
    couple(state, iteration);
}

void mc_state_finish(arb_mat_t out, const struct mc_state *state,
                     const struct mc_iteration *iteration)
{
    const struct mc_arithmetic *in = state->in;
    arb_t root;

    if (iteration->target == MC_POLAR) {
        arb_mat_set(out, state->x);
        return;
    }
    arb_init(root);
    mc_root(root, state->scale, (ulong)(state->p < 0 ? -state->p : state->p), in);
    if (state->p > 0)
        mc_divide(out, state->x, root, in);
    else
        mc_scale(out, state->y, root, in);
    arb_clear(root);
}
