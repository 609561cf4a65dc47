// SPDX-License-Identifier: Apache-2.0
/*
 * mu = (||X^-1||_1 ||X^-1||_inf / (||X||_1 ||X||_inf))^(1/4).
 */
#include "iteration/scaled_newton.h"

/* The largest row sum of absolute values: ||A||_inf. */
static void row_sum(arb_t out, const arb_mat_t A, slong prec)
{
    slong i, j;
    arb_t sum, entry;

    arb_init(sum);
    arb_init(entry);
    arb_zero(out);
    for (i = 0; i < arb_mat_nrows(A); i++) {
        arb_zero(sum);
        for (j = 0; j < arb_mat_ncols(A); j++) {
            arb_abs(entry, arb_mat_entry(A, i, j));
            arb_add(sum, sum, entry, prec);
        }
        arb_max(out, out, sum, prec);
    }
    arb_clear(sum);
    arb_clear(entry);
}

/* sqrt(||A||_1 ||A||_inf) */
static void size(arb_t out, const arb_mat_t A, slong prec)
{
    arb_mat_t transpose;
    arb_t other;

    arb_mat_init(transpose, arb_mat_ncols(A), arb_mat_nrows(A));
    arb_init(other);
    arb_mat_transpose(transpose, A);
    row_sum(out, A, prec);
    row_sum(other, transpose, prec);
    arb_mul(out, out, other, prec);
    arb_sqrt(out, out, prec);
    arb_mat_clear(transpose);
    arb_clear(other);
}

static enum mc_status step(struct mc_state *state)
{
    return scaled_newton_step(state, size);
}

const struct mc_iteration mc_iteration_newton_one_infinity = {
    .id = "newton-one-infinity",
    .title = "Newton with 1-infinity scaling",
    .source = "Higham 1986",
    .target = MC_POLAR,
    .scaling = MC_UNSCALED,
    .domain = MC_SQUARE | MC_FULL_RANK,
    .domain_text = "square and nonsingular",
    .order = 2,
    .products = scaled_newton_products,
    .default_steps = 9,
    .claim = "spectral-maps",
    .step = step,
    .map_at = scaled_newton_map_at,
};
