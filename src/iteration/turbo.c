// SPDX-License-Identifier: Apache-2.0
/*
 * Four quintics after almost-orthogonal scaling, which changes the polar factor: X_k converges
 * to that of the scaled matrix, and the distance from that of the given one does not vanish.
 * So there is no map; the approximation is the distance in exact arithmetic.  The scaling
 * leaves singular values up to 1, and the first row is negative from 0.8836980... on: a
 * direction may come out with the wrong sign.  The table ends: later steps leave X as it is.
 */
#include "iteration/table_steps.h"

const struct mc_iteration mc_iteration_turbo = {
    .id = "turbo",
    .title = "four quintics after almost-orthogonal scaling of the rows",
    .source = "flash-newton-schulz",
    .target = MC_POLAR,
    .scaling = MC_ALMOST_ORTHOGONAL,
    .domain_text = "nonzero; singular values of the scaled start in (0, 0.8836), which the "
                   "scaling does not ensure; four steps, towards the factor of the scaled "
                   "matrix",
    .order = 0,
    .products = quintic_products,
    .default_steps = 4,
    .claim = "turbo-almost-orthogonal",
    .table = "turbo",
    .step = table_step,
};
