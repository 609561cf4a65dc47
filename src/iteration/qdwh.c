// SPDX-License-Identifier: Apache-2.0
/*
 * qdwh.h, QR in the first steps of an ill-conditioned matrix (at most three for condition
 * 10^16), Cholesky in the rest.
 */
#include "iteration/odd_rational.h"
#include "iteration/qdwh.h"

static enum mc_status step(struct mc_state *state)
{
    return qdwh_step(state, QDWH_SWITCHING);
}

/* Of a step by QR; one by Cholesky costs 3. */
static slong products(slong p)
{
    return 5;
}

const struct mc_iteration mc_iteration_qdwh = {
    .id = "qdwh",
    .title = "QDWH as published: by QR while c > 100, then by Cholesky",
    .source = "Nakatsukasa, Bai and Gygi 2010; Nakatsukasa and Higham 2013, section 5.5",
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
