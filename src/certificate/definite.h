// SPDX-License-Identifier: Apache-2.0
/*
 * Eigenvalue bounds of a symmetric matrix of doubles by Cholesky in doubles.
 *
 * If dpotrf runs to its end on A with finite R, then
 *
 *   lambda_min(A) >= -( gamma/(1 - gamma) tr A + 2 n (n + 1 + tr A) ETA ),   gamma =
 * gamma_(n+1)
 *
 * Proof.  Entry (i,j), i <= j, solves r_ii r_ij = a_ij - sum_(k<i) r_ki r_kj, the sum taken in
 * some order, in blocks or not, and r_ij divided or multiplied by a rounded reciprocal of r_ii.
 * Divide by the roundings that a_ij passes: each product keeps at most i of them, r_ii r_ij at
 * most i - 1 and its own two (Higham 2002, 8.4 and 10.3), and the same holds for r_jj =
 * sqrt(...).  Hence R^T R = A + E, |E| <= gamma |R|^T |R|.  On the diagonal ||r_j||^2 <= a_jj /
 * (1 - gamma), so |e_ij| <= gamma/(1 - gamma) sqrt(a_ii a_jj), a matrix of 2-norm tr A (Demmel
 * 1989; Rump 2006, "Verification of positive definiteness", with the index-dependent constants
 * made uniform). Underflow adds at most ETA to each of n products, and ETA r_ii to the
 * quotient, with r_ii <= 1 + a_ii; two ETA cover the roundings of these.  An entry of R that is
 * no number makes the diagonal of its column none, which is looked at.
 */
#ifndef DEFINITE_H
#define DEFINITE_H

#include <stdbool.h>
#include "certificate/packed.h"

/* The bound above for A = shift I + (a symmetric matrix), tr A <= trace, its diagonal at most
 * `largest`; the rounding of that diagonal costs u max_j a_jj more.  -inf where it is none. */
double cholesky_floor(double trace, double largest, slong n);

/* A lower bound of lambda_min(G + shift I), rounded down, or -inf.  G is n x n, its strict lower
 * triangle is read, its diagonal is `diagonal`; the rest is overwritten with R. */
double shifted_floor(double *G, const double *diagonal, slong n, double shift);

/* lambda_min(G) rounded down, or -inf when it is not certainly positive. */
bool least_eigenvalue(double *lower, double *G, slong n);

/* Not rigorous: the least eigenvalue of G (its lower triangle) by floats, or of R^T R; 0 where
 * there is none to be had, or no memory. */
double least_in_floats(const double *G, slong n);
double least_in_doubles(const double *R, slong n);

/* Not rigorous: the largest eigenvalue of G, and a vector x for it, by Lanczos steps from a fixed
 * start until it moves by less than `accuracy`; -1: memory is out. */
double lanczos(double *x, const struct packed *G, double accuracy);

#endif
