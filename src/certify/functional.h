// SPDX-License-Identifier: Apache-2.0
/*
 * Numbers of a matrix that is enclosed in balls.  Up to FUNCTIONAL_BITS by doubles: for a
 * Lipschitz f (in the Frobenius norm) and d = M rounded,  |f(M) - f(d)| <= L ||M - d||_F, with
 * f(d) from muoncheck/certificate.h; else, or where doubles fail, by balls at `prec`.
 */
#ifndef CERTIFY_FUNCTIONAL_H
#define CERTIFY_FUNCTIONAL_H

#include <stdbool.h>
#include "muoncheck/arb.h"

enum { FUNCTIONAL_BITS = 64 };

/* ||M||_2 (L = 1), ||M||_* (L = sqrt(min(m, n))). */
void spectral_of(arb_t out, const arb_mat_t M, slong prec);
void nuclear_of(arb_t out, const arb_mat_t M, slong prec);

/*
 * ||H_-||_F and ||H_+||_F of the symmetric n x n matrices in the balls: from the singular
 * values of H + t I, t >= ||H||_F, which are the eigenvalues plus t; or, up to FUNCTIONAL_BITS, by
 * doubles.
 */
void parts_of(arb_t negative, arb_t positive, const arb_mat_t H, slong prec);

/* By dsyevd; false where doubles fail: both are undefined then. */
bool parts_in_doubles(arb_t negative, arb_t positive, const arb_mat_t H);

/* The same of any H with ||H - D||_F <= error, D n x n of doubles. */
bool parts_of_doubles(arb_t negative, arb_t positive, const double *D, slong n, double error);

/* x may be known not to be negative: the part of the ball below zero is cut off. */
void cut_below_zero(arb_t x);

/* 2^-e mid(M), max |entry| about 1, rounded to doubles, column-major: heap, NULL where that
 * fails.  error >= ||2^-e M - d||_F. */
double *in_doubles(int *e, mag_t error, const arb_mat_t M);

#endif
