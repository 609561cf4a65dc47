// SPDX-License-Identifier: Apache-2.0
/* Within this room: scalars of a step as exact rationals, from bounds of the spectrum. */
#ifndef SCHEDULE_H
#define SCHEDULE_H

#include "muoncheck/iteration.h"

/* Bits of the rationals that stand for irrational scalars, and of the balls they come from. */
enum { SCHEDULE_BITS = 128, SCHEDULE_PREC = 320 };

/* out = x, exactly, x finite; 0 where it is not. */
void rational_from_arf(fmpq_t out, const arf_t x);

/* out = the midpoint of x, the lower or the upper end, to SCHEDULE_BITS bits. */
void rational_middle(fmpq_t out, const arb_t x);
void rational_below(fmpq_t out, const arb_t x);
void rational_above(fmpq_t out, const arb_t x);

#endif
