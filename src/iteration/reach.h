// SPDX-License-Identifier: Apache-2.0
/*
 * Within this room: F = p_last o ... o p_first on an interval, which says how far an error
 * before those steps reaches.
 *
 *   lipschitz   >= |F'(x)| and |F(x)/x|
 *   relative    >= |x F'(x)|
 *   lo, hi      lo <= F(x) <= hi
 *
 * for all x in [from, to], 0 <= from <= to.  Enclosures on boxes, halved until each is within a
 * 32nd of what points show, or the boxes run out; infinite where values leave 2^100.
 */
#ifndef REACH_H
#define REACH_H

#include <flint/fmpq_poly.h>

struct reach {
    double lipschitz, relative, lo, hi;
};

/* Odd polynomials; F is the identity for count = 0. */
struct reach reach_of(const fmpq_poly_struct *polynomials, slong count, double from, double to);

#endif
