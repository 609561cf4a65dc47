// SPDX-License-Identifier: Apache-2.0
/*
 * qdwh.h by Cholesky: half the cost of QR, and errors of the size of u times the condition
 * number of I + c X^T X, so that it is published for c <= 100 only.
 */
#include "iteration/odd_rational.h"
#include "iteration/qdwh.h"

static enum mc_status step(struct mc_state *state)
{
    return qdwh_step(state, QDWH_BY_CHOLESKY);
}

/* The Gram matrix, a factorisation, two triangular solutions: 4 1/3 n^3 operations. */
static slong products(slong p)
{
    return 3;
}

const struct mc_iteration mc_iteration_qdwh_cholesky = {
    .id = "qdwh-cholesky",
    .title = "QDWH, by Cholesky factorisations throughout",
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
