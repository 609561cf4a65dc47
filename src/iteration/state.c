// SPDX-License-Identifier: Apache-2.0
#include <stdlib.h>
#include <string.h>

#include "iteration/almost_orthogonal.h"
#include "muoncheck/iteration.h"
#include "muoncheck/number.h"

const struct mc_iteration *mc_iteration_find(const char *id)
{
    size_t i;

    for (i = 0; i < mc_iteration_count; i++)
        if (strcmp(mc_iterations[i]->id, id) == 0)
            return mc_iterations[i];
    return NULL;
}

static void forget_table(struct mc_state *state)
{
    if (state->table)
        mc_table_clear(state->table);
    free(state->table);
    state->table = NULL;
}

/* A table that cannot be had is a step that fails: see table_steps.c. */
static void begin(struct mc_state *state, const struct mc_iteration *iteration, slong p,
                  const struct mc_arithmetic *in)
{
    state->in = in;
    state->iteration = iteration;
    state->p = p;
    state->k = 0;
    fmpq_zero(state->lo);
    fmpq_zero(state->hi);
    arb_one(state->scale);
    forget_table(state);
    if (!iteration->table)
        return;
    state->table = malloc(sizeof *state->table);
    if (!state->table)
        return;
    mc_table_init(state->table);
    if (mc_table_read(state->table, iteration->table, NULL) != MC_OK)
        forget_table(state);
}

void mc_state_init(struct mc_state *state)
{
    *state = (struct mc_state){0};
    arb_mat_init(state->x, 0, 0);
    arb_mat_init(state->y, 0, 0);
    arb_mat_init(state->z, 0, 0);
    arb_init(state->scale);
    arb_init(state->mu);
    fmpq_init(state->lo);
    fmpq_init(state->hi);
    fmpq_init(state->epsilon);
    fmpq_poly_init(state->above);
    fmpq_poly_init(state->below);
}

void mc_state_clear(struct mc_state *state)
{
    arb_mat_clear(state->x);
    arb_mat_clear(state->y);
    arb_mat_clear(state->z);
    arb_clear(state->scale);
    arb_clear(state->mu);
    fmpq_clear(state->lo);
    fmpq_clear(state->hi);
    fmpq_clear(state->epsilon);
    fmpq_poly_clear(state->above);
    fmpq_poly_clear(state->below);
    forget_table(state);
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

/* scale = fl(fl(||x||_F) + fl(epsilon)) */
static void scale_by_norm(struct mc_state *state)
{
    arb_mat_t norm, one;
    fmpq_t unit;

    mc_frobenius(state->scale, state->x, state->in);
    if (fmpq_is_zero(state->epsilon))
        return;
    fmpq_init(unit);
    arb_mat_init(norm, 1, 1);
    arb_mat_init(one, 1, 1);
    fmpq_one(unit);
    arb_mat_one(one);
    arb_set(arb_mat_entry(norm, 0, 0), state->scale);
    mc_combine(norm, unit, norm, state->epsilon, one, state->in);
    arb_set(state->scale, arb_mat_entry(norm, 0, 0));
    arb_mat_clear(norm);
    arb_mat_clear(one);
    fmpq_clear(unit);
}

void mc_state_start(struct mc_state *state, const struct mc_iteration *iteration, slong p,
                    const arb_mat_t M, bool gram, const struct mc_arithmetic *in)
{
    begin(state, iteration, p, in);
    set_matrix(state, M, gram);
    if (iteration->scaling == MC_ALMOST_ORTHOGONAL)
        almost_orthogonal(state->x, in);
    if (iteration->scaling == MC_BY_FROBENIUS) {
        scale_by_norm(state);
        mc_divide(state->x, state->x, state->scale, in);
    }
    couple(state, iteration);
}

void mc_state_start_scaled(struct mc_state *state, const struct mc_iteration *iteration,
                           slong p, const arb_mat_t W, const struct mc_arithmetic *in)
{
    begin(state, iteration, p, in);
    set_matrix(state, W, false);
    couple(state, iteration);
}

void mc_state_finish(arb_mat_t out, const struct mc_state *state,
                     const struct mc_iteration *iteration)
{
    const struct mc_arithmetic *in = state->in;
    arb_t root;

    if (iteration->output) {
        iteration->output(out, state);
        return;
    }
    if (iteration->target != MC_INVERSE_ROOT) {
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

void mc_state_bound(struct mc_state *state, const fmpq_t lo, const fmpq_t hi)
{
    fmpq_set(state->lo, lo);
    fmpq_set(state->hi, hi);
    if (state->iteration->scaling != MC_BY_BOUND)
        return;
    mc_rational_enclose(state->scale, hi, state->in->bits);
    if (state->in->rules != &mc_rules_ball)
        arb_get_mid_arb(state->scale, state->scale);
    mc_divide(state->x, state->x, state->scale, state->in);
    fmpq_div(state->lo, lo, hi);
    fmpq_one(state->hi);
}

bool mc_state_map(arb_t next, const arb_t w, const struct mc_state *state, slong prec)
{
    if (state->iteration->map)
        state->iteration->map(next, w, state->p, prec);
    else if (state->iteration->map_at)
        state->iteration->map_at(next, w, state, prec);
    return state->iteration->map || state->iteration->map_at;
}
