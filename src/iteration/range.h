// SPDX-License-Identifier: Apache-2.0
/* Within this room: the range of a polynomial on an interval, enclosed piece by piece. */
#ifndef RANGE_H
#define RANGE_H

#include <flint/fmpq_poly.h>
#include "muoncheck/arb.h"

/*
 * [lo, hi] contains p([from, to]), to + |from| finite, from <= to: on each of 512 pieces the
 * mean value form p(mid) + p'(piece) (piece - mid), so that both ends are off by about the
 * square of a piece's width.  Outputs may be inputs.
 */
void range_of(arf_t lo, arf_t hi, const fmpq_poly_t p, const arf_t from, const arf_t to);

/* An upper bound of max |p(x)| on [from, to], as a double. */
double largest_on(const fmpq_poly_t p, double from, double to);

#endif
