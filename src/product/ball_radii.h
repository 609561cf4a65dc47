// SPDX-License-Identifier: Apache-2.0
/* Radii of a product of balls, in doubles. */
#ifndef BALL_RADII_H
#define BALL_RADII_H

#include "product/planes.h"

/* Exponents of the largest midpoints, row by row or column by column: 0 of zeros.  0 returned
 * where an entry has no finite midpoint and radius, or an exponent beyond 2^40. */
int row_exponents(slong *exponent, const arb_mat_t A);
int column_exponents(slong *exponent, const arb_mat_t A);

/*
 * radius (m x n, row-major) with
 *
 *   radius_ij >= sum_k (|a_ik| + ra_ik) rb_kj + ra_ik |b_kj|,
 *
 * in units of 2^(row_i + column_j), a, ra and b, rb midpoints and radii of A and B.  *any:
 * whether there is a radius at all; else `radius` is untouched. Errors: MC_NO_RESOURCE;
 * MC_NOT_DECIDED where a radius is beyond 2^400 times its unit.
 */
MC_MUST_CHECK enum mc_status ball_radii(double *radius, int *any, const arb_mat_t A,
                                        const arb_mat_t B, const slong *row,
                                        const slong *column);

#endif
