// SPDX-License-Identifier: Apache-2.0
/* Within this room: images of intervals whose ends are not quite known. */
#ifndef IMAGE_H
#define IMAGE_H

#include "muoncheck/prover.h"

/* out >= max |p^(order)| on [a, b], order 1 or 2: the sum of the absolute values of its terms
 * at max(|a|, |b|). */
void derivative_bound(fmpq_t out, const fmpq_poly_t p, slong order,
                      const struct mc_interval *on);

/*
 * mc_image_of; moreover `place` and `certain` hold for every interval inside `on` whose ends p
 * maps to within slack->lo and slack->hi of those of `on`, and that contains the critical
 * point, if it is one that is named.
 */
MC_MUST_CHECK enum mc_status image_within(struct mc_image *out, const fmpq_poly_t p,
                                          const struct mc_interval *on,
                                          const struct mc_interval *slack, slong bits);

#endif
