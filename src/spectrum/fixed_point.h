// SPDX-License-Identifier: Apache-2.0
#ifndef FIXED_POINT_H
#define FIXED_POINT_H

#include "muoncheck/spectrum.h"

/*
 * Fills u, v, s, kept, alpha, beta, eps of svd for A (m >= n, |mid A_ij| <= 1) by products on
 * DGEMM alone: alpha and beta at most 2^-prec, eps at most n 2^(1 - prec) and twice the radii
 * of A.  The `wanted` longest triplets at most are kept, of those with s > 2^(1 - prec).
 * Rigorous whenever it returns 1; returns 0 (svd untouched but for its scratch) where it does
 * not come to this, whatever the reason.  Then refine.c has to do it.
 */
int fixed_point_svd(struct mc_svd *svd, const arb_mat_t A, slong wanted, slong prec);

#endif
