// SPDX-License-Identifier: Apache-2.0
#ifndef FIXED_POINT_TURN_H
#define FIXED_POINT_TURN_H

#include <math.h>

#include "spectrum/fixed_point_bounds.h"
#include "spectrum/pair.h"

/* A pair is turned where |F_ij| < 2^-SMALL_BITS and |F_ij| < 2^-GAP_BITS gap / max(g_i, g_j): then the
 * second order that is left behind, about F^2, is less than F again when it is divided by the gap.
 * Any other pair belongs to a cluster. */
enum { SMALL_BITS = 8, GAP_BITS = 2 };

/* g_j - g_i to about 104 bits of itself, however close they are. */
struct pair fixed_point_gap(const struct fixed_point *f, slong i, slong j, struct pair gi,
                            struct pair gj);

/* top = the numerator, larger = max(g_i, g_j). */
static inline int is_turn(double top, double gap, double larger)
{
    return fabs(top) * larger < ldexp(gap * gap, -GAP_BITS) &&
           fabs(top) < ldexp(fabs(gap), -SMALL_BITS);
}

/*
 * f->F = F in units of f->unit, from the planes G and S = I - V^T V.  In a cluster F = S/2 keeps V
 * orthonormal and leaves the numerator, which is O(F^2) if the values are equal.  So it does where the numerator is below 2^noise: rounding of
 * G, or what the certificate can bear.
 *
 * Returns the row sum norm of F; left = log2 of the largest numerator that stays (WORD_MIN none).
 * Negative: it could not be done.  `relative` bits of F are wanted: up to 95 by pairs of doubles.
 */
double fixed_point_turn(struct fixed_point *f, slong *left, slong relative);

/*
 * Q (n x n, initialised) = the rotation of the clusters: for each set of columns that numerators
 * above 2^noise tie together, the eigenvectors of that block of G, which doubles resolve relative to
 * the width of the cluster; orthonormal to `prec` bits.  Returns the number of columns moved; 0
 * where there is nothing to do or no memory.
 */
slong fixed_point_unite(arb_mat_t Q, const struct fixed_point *f, slong prec);

#endif
