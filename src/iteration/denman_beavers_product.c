// SPDX-License-Identifier: Apache-2.0
/*
 * M+ = (I + (M + M^-1) / 2) / 2, Y+ = Y (I + M^-1) / 2 from M_0 = A / ||A||_F, Y_0 = I: M -> I
 * and Y -> A^(-1/2), scaled; M = X Y of denman-beavers, with one inverse a step.  x is Y and y
 * is M; w+ = (w + 2 + 1/w) / 4 as there.
 */
#include "iteration/square_root.h"

static enum mc_status step(struct mc_state *state)
{
    slong n = arb_mat_nrows(state->x);
    arb_mat_t inverse, one;
    enum mc_status status;
    fmpq_t half;

    fmpq_init(half);
    fmpq_set_si(half, 1, 2);
    arb_mat_init(inverse, n, n);
    arb_mat_init(one, n, n);
    arb_mat_one(one);
    status = mc_invert(inverse, state->y, state->in);
    if (status == MC_OK) {
        mc_combine(state->y, half, state->y, half, inverse, state->in);
        mc_combine(state->y, half, one, half, state->y, state->in);
        mc_combine(inverse, half, one, half, inverse, state->in);
        mc_multiply(state->x, state->x, inverse, state->in);
    }
    arb_mat_clear(inverse);
    arb_mat_clear(one);
    fmpq_clear(half);
    return status;
}

static bool accepts(slong p)
{
    return p == 2;
}

static slong products(slong p)
{
    return 2;
}

const struct mc_iteration mc_iteration_denman_beavers_product = {
    .id = "denman-beavers-product",
    .title = "product form of Denman and Beavers for A^(-1/2)",
    .source = "Cheng, Higham, Kenney and Laub 2001; Higham, Functions of Matrices, 6.17",
    .target = MC_INVERSE_ROOT,
    .scaling = MC_BY_FROBENIUS,
    .domain = MC_FULL_RANK,
    .domain_text = "positive definite (in general: no eigenvalue in (-inf, 0])",
    .order = 2,
    .default_p = 2,
    .accepts = accepts,
    .products = products,
    .default_steps = 15,
    .step = step,
    .map = square_root_newton_map,
    .bound = square_root_newton_bound,
};
