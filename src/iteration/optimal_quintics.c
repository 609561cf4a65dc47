// SPDX-License-Identifier: Apache-2.0
/*
 * The composition of quintics that is best for the given spectrum: step k is the best odd
 * quintic for [lo, hi] (the prover's Remez exchange, no cushion), and [1 - e, 1 + e] with its
 * certified error e is the next interval; that greedy choice is optimal (arXiv:2505.16932,
 * Theorem 4.1).  Errors are within 2^-495 of the least ones; from half-width 2^-128 on the step
 * is (15, -10, 3)/8, with a proved error too.
 */
#include "iteration/odd_polynomial.h"
#include "iteration/odd_rational.h"
#include "iteration/table_steps.h"
#include "muoncheck/prover.h"

enum { BITS = 512 };

/* p for the present interval, and the next interval. */
static enum mc_status choose(fmpq_poly_t p, struct mc_state *state)
{
    struct mc_interval on, error;
    enum mc_status status;

    mc_interval_init(&on);
    mc_interval_init(&error);
    mc_interval_set(&on, state->lo, state->hi);
    status = mc_best_odd(&error, p, 3, &on, BITS);
    fmpq_sub_si(state->lo, error.hi, 1);
    fmpq_neg(state->lo, state->lo);
    fmpq_add_si(state->hi, error.hi, 1);
    mc_interval_clear(&on);
    mc_interval_clear(&error);
    return status;
}

static enum mc_status step(struct mc_state *state)
{
    enum mc_status status;
    fmpq_poly_t p;

    if (fmpq_sgn(state->lo) <= 0)
        return MC_BAD_INPUT;
    fmpq_poly_init(p);
    status = choose(p, state);
    if (status == MC_OK) {
        odd_polynomial_note(state, p);
        odd_polynomial_apply(state, p);
        state->k++;
    }
    fmpq_poly_clear(p);
    return status;
}

const struct mc_iteration mc_iteration_optimal_quintics = {
    .id = "optimal-quintics",
    .title = "the best composition of quintics for the given spectrum",
    .source = "arXiv:2505.16932, Theorem 4.1",
    .target = MC_POLAR,
    .scaling = MC_BY_BOUND,
    .bounded = true,
    .domain_text = "nonzero; bounds of the singular values are taken from the certified ones",
    .order = 3,
    .products = quintic_products,
    .default_steps = 10,
    .claim = "greedy-composition",
    .step = step,
    .map_at = rational_map_at,
};
