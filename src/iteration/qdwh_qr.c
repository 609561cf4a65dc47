// SPDX-License-Identifier: Apache-2.0
/*
 * qdwh.h by QR: backward stable (Nakatsukasa and Higham 2012), and the dearer form.
 */
#include "iteration/odd_rational.h"
#include "iteration/qdwh.h"

static enum mc_status step(struct mc_state *state)
{
    return qdwh_step(state, QDWH_BY_QR);
}

/* A 2n x n QR factorisation with its Q, and a product: 8 2/3 n^3 operations. */
static slong products(slong p)
{
    return 5;
}

const struct mc_iteration mc_iteration_qdwh_qr = {
    .id = "qdwh-qr",
    .title = "QDWH, by QR factorisations throughout",
    .source = "Nakatsukasa, Bai and Gygi 2010, equation (4.2)",
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
