// SPDX-License-Identifier: Apache-2.0
/* Within this room: the scaling MC_ALMOST_ORTHOGONAL. */
#ifndef ALMOST_ORTHOGONAL_H
#define ALMOST_ORTHOGONAL_H

#include "muoncheck/arithmetic.h"

/*
 * X = D X with D_ii = 1 / sqrt(sum_j |G_ij|), G = X X^T; X = X D, G = X^T X for more rows than
 * columns.  A zero row stays.  ||D X||_2 <= 1, as sum_j |(D G D)_ij| d_i / d_j = 1 in each row.
 * Source: Prach and Lampert 2022 (almost-orthogonal layers).
 */
void almost_orthogonal(arb_mat_t X, const struct mc_arithmetic *in);

#endif
