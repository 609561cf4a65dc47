// SPDX-License-Identifier: Apache-2.0
/*
 * X+ = (X + Y^-1) / 2, Y+ = (Y + X^-1) / 2 from X_0 = A / ||A||_F, Y_0 = I: X -> A^(1/2) and
 * Y -> A^(-1/2), both scaled, and X_k = A Y_k (catalogue 3.22).  w = x y has w+ = (w + 2 + 1/w)
 * / 4, and |w+ - 1| = (w - 1)^2 / (4 w) <= e^2 / (4 (1 - e)) as long as e < 1.  x is Y and y is
 * X; p = 2 asks for A^(-1/2), p = -2 for A^(1/2).
 */
#include "iteration/square_root.h"

static enum mc_status step(struct mc_state *state)
{
    slong n = arb_mat_nrows(state->x);
    arb_mat_t of_x, of_y;
    enum mc_status status;
    fmpq_t half;

    fmpq_init(half);
    fmpq_set_si(half, 1, 2);
    arb_mat_init(of_x, n, n);
    arb_mat_init(of_y, n, n);
    status = mc_invert(of_x, state->x, state->in);
    if (status == MC_OK)
        status = mc_invert(of_y, state->y, state->in);
    if (status == MC_OK) {
        mc_combine(state->x, half, state->x, half, of_y, state->in);
        mc_combine(state->y, half, state->y, half, of_x, state->in);
    }
    arb_mat_clear(of_x);
    arb_mat_clear(of_y);
    fmpq_clear(half);
    return status;
}

static bool accepts(slong p)
{
    return p == 2 || p == -2;
}

static slong products(slong p)
{
    return 2;
}

const struct mc_iteration mc_iteration_denman_beavers = {
    .id = "denman-beavers",
    .title = "Denman and Beavers for A^(1/2) and A^(-1/2)",
    .source = "Denman and Beavers 1976; Higham, Functions of Matrices, 6.15",
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
