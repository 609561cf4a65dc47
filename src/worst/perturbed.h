// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Within this room: roundings as an opponent would choose them.  Where a format would round y,
 * an entry becomes y (1 + s d), s from -1 to 1 its sign, d a little less than the unit
 * roundoff: all that |fl(y) - y| <= u |y| allows, whatever fl does, at each addition of a sum
 * in its very order too.  Entries are doubles, whose own roundings the little pays for: 2^-20 u
 * is more than ten roundings of doubles where u >= 2^-24.  A double product that is off by
 * 2^-53 |ab| in a fused sum S + ab counts as roundings of S and of the sum before.
 *
 * Above the format's largest number it is infinite, as no run with a bound gets there.  So
 * what comes out is what the model of tolerance.h allows, though no rounding to nearest need
 * do it.
 */
#ifndef PERTURBED_H
#define PERTURBED_H

#include "muoncheck/arithmetic.h"

struct perturbed {
    const struct mc_arithmetic *in;
    uint32_t *order;
    double *sums;                /* of one row, level by level                                */
    double u, v;                 /* a little less than the unit roundoffs of format and type  */
    bool stores;                 /* the sum is rounded to the format                          */
    bool rounds_products;
};

/* For sums of at most k products in rows of at most n: memory that _clear gives back.  false
 * where it is out, and for aligned sums or a format that this is not made for. */
bool perturbed_init(struct perturbed *p, const struct mc_arithmetic *in, slong k, slong n);
void perturbed_clear(struct perturbed *p);

/* C (m x n) = A (m x k) B (k x n), row-major, each rounding of entry (i, j) by signs[i n + j];
 * NULL: as exact as doubles are.  C is neither factor. */
void perturbed_product(double *C, const double *A, const double *B, const double *signs,
                       slong m, slong k, slong n, const struct perturbed *p);

/* y[i] *= 1 + signs[i] d; nothing for signs = NULL. */
void perturbed_store(double *y, const double *signs, slong count, const struct perturbed *p);

#endif
