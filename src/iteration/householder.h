// SPDX-License-Identifier: Apache-2.0
/*
 * Within this room: A = Q R with Q^T Q = I, by reflections.  For j = 0, 1, ... with x column j
 * of what is left of A,
 *
 *   v = x + sign(x_0) ||x|| e_0,  v = v / ||v||,  A = A - 2 v (v^T A)   (rows and columns >=
 *   j),
 *
 * and Q = H_0 H_1 ... of the first n unit vectors, last reflection first.  Every product, norm,
 * sum and quotient is one operation of the arithmetic at hand.  In balls sign is that of the
 * midpoint: any sign is a QR factorisation, and the columns of Q differ by signs.
 * Source: Golub and Van Loan 2013, 5.1 and 5.2.
 */
#ifndef HOUSEHOLDER_H
#define HOUSEHOLDER_H

#include "muoncheck/arithmetic.h"

/* Q (m x n) of A (m x n), m >= n, of full rank. */
void householder_q(arb_mat_t Q, const arb_mat_t A, const struct mc_arithmetic *in);

#endif
