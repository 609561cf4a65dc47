// SPDX-License-Identifier: Apache-2.0
#ifndef FIXED_POINT_TURN_H
#define FIXED_POINT_TURN_H

#include "spectrum/fixed_point_bounds.h"

/* A pair is turned where |F_ij| < 2^-SMALL_BITS and |F_ij| < 2^-GAP_BITS gap / max(g_i, g_j): then the
 * second order that is left behind, about F^2, is less than F again when it is divided by the gap.
 * Any other pair belongs to a cluster. */
enum { SMALL_BITS = 8, GAP_BITS = 2 };

/*
 * f->F = F in units of f->unit, from the planes G and S = I - V^T V.  In a cluster F = S/2 keeps V
 * orthonormal and leaves the numerator, which is O(F^2) if the values are equal.  So it does where the numerator is below 2^noise: rounding of
 * G, or what the certificate can bear.
 *
 * Returns the row sum norm of F; left = log2 of the largest numerator that stays (WORD_MIN none).
 * Negative: it could not be done.  `relative` bits of F are wanted: up to 95 by pairs of doubles.
 */
double fixed_point_turn(struct fixed_point *f, slong *left, slong relative);

#endif
