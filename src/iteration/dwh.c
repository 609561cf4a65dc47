// SPDX-License-Identifier: Apache-2.0
/*
 * Dynamically weighted Halley as it is written, qdwh.h with an inverse: stable only for well-
 * conditioned I + c G, c being of the size of the condition number squared at first.
 */
#include "iteration/odd_rational.h"
#include "iteration/qdwh.h"

static enum mc_status step(struct mc_state *state)
{
    return qdwh_step(state, QDWH_BY_INVERSE);
}

/* The Gram matrix, an inverse, and two products. */
static slong products(slong p)
{
    return 4;
}

const struct mc_iteration mc_iteration_dwh = {
    .id = "dwh",
    .title = "dynamically weighted Halley (DWH), by an inverse",
    .source = "Nakatsukasa, Bai and Gygi 2010",
    .target = MC_POLAR,
    .scaling = MC_BY_BOUND,
    .bounded = true,
    .domain_text = "nonzero; bounds of the singular values are taken from the certified ones",
    .order = 3,
    .products = products,
    .default_steps = 7,
    .claim = "qdwh-step-counts",
    .step = step,
    .map_at = rational_map_at,
};
