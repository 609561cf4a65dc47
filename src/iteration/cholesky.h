// SPDX-License-Identifier: Apache-2.0
/*
 * Within this room: X = X W^-1 for a symmetric positive definite W = L L^T, column by column:
 *
 *   L_jj = sqrt(W_jj), L_ij = W_ij / L_jj, W = W - l l^T on the rows and columns after j;
 *   Y L^T = X:  Y_j = (X_j - sum_(k < j) Y_k L_jk) / L_jj, and then X L = Y likewise, from the
 *   end.
 *
 * Sums are products of the arithmetic at hand, rounded once, and then one subtraction.
 * Source: Golub and Van Loan 2013, 3.1 and 4.2.
 */
#ifndef CHOLESKY_H
#define CHOLESKY_H

#include "muoncheck/arithmetic.h"

/* X is m x n, W n x n.  Errors: MC_NOT_DECIDED when a pivot is not positive, or not known to
 * be; X is then as it was. */
MC_MUST_CHECK enum mc_status cholesky_divide(arb_mat_t X, const arb_mat_t W,
                                             const struct mc_arithmetic *in);

#endif
