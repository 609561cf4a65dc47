// SPDX-License-Identifier: Apache-2.0
/*
 * Within this room: X+ = (mu X + (mu X)^-T) / 2, that is w+ = (mu w + 1 / (mu w)) / 2.
 *
 * By a size N: mu = sqrt(N(X^-1) / N(X)), of the iterates themselves; outside balls they are
 * taken exactly, and mu is rounded once to the precision of the format.
 * By bounds [lo, hi] of the spectrum: mu = 1 / sqrt(lo hi), to 128 bits, and then the spectrum
 * lies in [1, (t + 1/t) / 2], t = sqrt(hi / lo); that is Byers and Xu's sequence.
 */
#ifndef SCALED_NEWTON_H
#define SCALED_NEWTON_H

#include "muoncheck/iteration.h"

enum mc_status scaled_newton_step(struct mc_state *state,
                                  void (*size)(arb_t out, const arb_mat_t A, slong prec));
enum mc_status bounded_newton_step(struct mc_state *state);

void scaled_newton_map_at(arb_t next, const arb_t w, const struct mc_state *state, slong prec);
slong scaled_newton_products(slong p);

#endif
