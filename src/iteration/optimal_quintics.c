// SPDX-License-Identifier: Apache-2.0
/*
 * The composition of quintics that is best for the given spectrum: step k is the best odd quintic
 * for [lo, hi] (the prover's Remez exchange, no cushion), and [1 - e, 1 + e] with its certified
 * error e is the next interval; that greedy choice is optimal (arXiv:2505.16932, Theorem 4.1).
 * Within [1 - 2^-12, 1 + 2^-12] it is (15, -10, 3)/8, whose error is
 * (5/2) e^3 to first order.
 */
#include "iteration/odd_polynomial.h"
#include "iteration/odd_rational.h"
#include "iteration/table_steps.h"
#include "muoncheck/prover.h"

enum { BITS = 128, NEAR = 12 };

static bool near_one(const struct mc_state *state)
{
    fmpq_t gap;
    bool out;

    fmpq_init(gap);
    fmpq_sub(gap, state->hi, state->lo);
    fmpq_mul_2exp(gap, gap, NEAR);
    out = fmpq_cmp_ui(gap, 2) <= 0;
    fmpq_clear(gap);
    return out;
}

static void taylor(fmpq_poly_t p)
{
    fmpq_poly_set_coeff_si(p, 1, 15);
    fmpq_poly_set_coeff_si(p, 3, -10);
    fmpq_poly_set_coeff_si(p, 5, 3);
    fmpq_poly_scalar_div_ui(p, p, 8);
}

/* p for the present interval, and the next interval. */
static enum mc_status choose(fmpq_poly_t p, struct mc_state *state)
{
    struct mc_interval on, error;
    enum mc_status status = MC_OK;

    if (near_one(state)) {
        taylor(p);
        return status;
    }
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
    .step = step,
    .map_at = rational_map_at,
};
