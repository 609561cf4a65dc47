// SPDX-License-Identifier: Apache-2.0
#ifndef FIXED_POINT_H
#define FIXED_POINT_H

#include "muoncheck/spectrum.h"

/*
 * Fills u, v, s, kept, alpha, beta, eps of svd for A (m >= n, |mid A_ij| <= 1) by products on DGEMM
 * alone.  Rigorous whenever it returns 1; returns 0 (svd untouched but for its scratch) where it
 * does not reach defects of about 2^-prec: clusters that double cannot tell apart, condition
 * numbers beyond about 2^40, want of memory.  Then refine.c has to do it.
 */
int fixed_point_svd(struct mc_svd *svd, const arb_mat_t A, slong wanted, slong prec);

#endif
