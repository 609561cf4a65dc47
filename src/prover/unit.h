// SPDX-License-Identifier: Apache-2.0
/*
 * Within this room: q(t) = c p(lo + (hi - lo) t) with integer coefficients and some c > 0, so
 * that [lo, hi] becomes [0, 1]; and what Descartes' rule says there.
 */
#ifndef UNIT_H
#define UNIT_H

#include "muoncheck/prover.h"
#include <flint/fmpz_poly.h>

void unit_polynomial(fmpz_poly_t q, const fmpq_poly_t p, const fmpq_t lo, const fmpq_t hi);

/* left(t) = c q(t/2), right(t) = c q((t + 1)/2), c = 2^deg > 0. */
void unit_halves(fmpz_poly_t left, fmpz_poly_t right, const fmpz_poly_t q);

/* (1 + t)^n q(1/(1 + t)): its coefficients have the signs of q's Bernstein coefficients on
 * [0, 1]: coefficient n - i is C(n, i) b_i. */
void unit_bernstein(fmpz_poly_t b, const fmpz_poly_t q);

/* x = lo + (hi - lo) k 2^-depth */
void unit_point(fmpq_t x, const fmpq_t lo, const fmpq_t hi, const fmpz_t k, ulong depth);

#endif
