// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * How much F bends along one step, where no Lipschitz constant holds everywhere.  With
 * h(s) = <grad F(X + s D), D>,
 *   F(X + D) - F(X) - h(0) = integral over [0, 1] of h(s) - h(0)
 *                          <= (1/N) sum over k < N of max { h(s) : k/N <= s <= (k+1)/N } -
 * h(0), which is `out`: it stands where (L/2) ||D||^2 does, and for a quadratic F tends to <D,
 * HD>/2 as N grows.  The maxima are upper ends of gradients over balls that hold a piece of the
 * segment, so out is rigorous whatever F; infinite or not finite where a ball is too wide for
 * F.
 */
#ifndef SEGMENT_BEND_H
#define SEGMENT_BEND_H

#include "objective/objective.h"

/* X, Y m x n: the ends of the segment. */
void segment_bend(arb_t out, const struct objective *f, const struct objective_data *data,
                  const arb_mat_t X, const arb_mat_t Y, slong pieces, slong prec);

#endif
