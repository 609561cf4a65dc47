// SPDX-License-Identifier: Apache-2.0
/*
 * Within this room: Zolotarev's best rational approximation of type (2r + 1, 2r) to the sign on
 * [-1, -l] and [l, 1], scaled to 1 at 1, as partial fractions of odd_rational.h.
 *
 *   Z(x) = M x prod_(j=1)^r (x^2 + c_2j) / (x^2 + c_(2j-1)),
 *   c_i = l^2 sn^2(i K' / (2r + 1); l') / cn^2(the same),  l' = sqrt(1 - l^2), M: Z(1) = 1.
 *
 * With theta functions of nome exp(-pi K / K'), K / K' = agm(1, l) / agm(1, l'), at z = i / (4r +
 * 2): l^2 sn^2/cn^2 = l^2 (theta_3 / theta_4)^2 (theta_1(z) / theta_2(z))^2, theta_3, theta_4 at
 * 0.  The c_i are rounded to 128 bits, M is exact, so that 1 is a fixed point.
 * Source: Akhiezer 1990; Nakatsukasa and Freund 2016, section 3.
 */
#ifndef ZOLOTAREV_H
#define ZOLOTAREV_H

#include "muoncheck/iteration.h"

/* c_1, ..., c_2r of every l in the ball, 0 < l < 1, enclosed. */
void zolotarev_constants(arb_ptr c, slong r, const arb_t l, slong prec);

/* 0 < l < 1, h and e of r items, r <= 16.  Errors: MC_NOT_DECIDED when theta functions fail. */
MC_MUST_CHECK enum mc_status zolotarev_fractions(fmpq_t g, fmpq *h, fmpq *e, slong r,
                                                 const fmpq_t l);

#endif
