// SPDX-License-Identifier: Apache-2.0
/* The parts of the radius of transform.h that all transforms share; each is an upper bound. */
#ifndef RADIUS_H
#define RADIUS_H

#include "muoncheck/spectrum.h"

/* turn >= alpha sqrt(1 + beta) + beta: how far U F V^T is from U^ F V^^T for ||F|| = 1; infinite when
 * a defect reaches 1, because then there need be no polar factor.  (||U - U^|| <= alpha by Higham's
 * lemma, as 1 + sigma_min(U) >= 1.) */
void radius_turn(arb_t turn, const struct mc_svd *svd, slong prec);

/* delta >= ||A - U^ S V^^T||_F = eps + s_1 turn. */
void radius_delta(arb_t delta, const struct mc_svd *svd, const arb_t turn, slong prec);

/* radius = lipschitz delta + largest turn + rounding, as one upper bound. */
void radius_sum(arb_t radius, const arb_t lipschitz, const arb_t delta, const arb_t largest,
                const arb_t turn, const arb_t rounding, slong prec);

/* x becomes the exact number that is its upper bound; +inf for NaN. */
void radius_upper(arb_t x);

/* out = midpoints of U diag(f) V^T (f: kept balls); rounding >= ||out - U diag(f) V^T||_F;
 * largest >= max |f_i|. */
void assemble(arb_mat_t out, arb_t rounding, arb_t largest, const struct mc_svd *svd,
              arb_srcptr f, slong prec);

#endif
