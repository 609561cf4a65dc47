// SPDX-License-Identifier: Apache-2.0
/*
 * Numbers in and out: decimals and rationals are read exactly, enclosures are printed rounded
 * outward.
 */
#ifndef MUONCHECK_NUMBER_H
#define MUONCHECK_NUMBER_H

#include "arb.h"
#include "status.h"

/*
 * q = the exact value of `text`: "3.4445" is 34445/10000, "1/3", "-2", "1.5e-8".
 * Errors: MC_BAD_INPUT for anything else (also "1/0", "inf", "nan", exponents beyond 10^6);
 * q is then 0.
 */
MC_MUST_CHECK enum mc_status mc_rational_parse(fmpq_t q, const char *text,
                                               struct mc_complaint *why);

/* The ball around the rational q at `prec` bits; exact where q is dyadic and fits. */
void mc_rational_enclose(arb_t ball, const fmpq_t q, slong prec);

/* "1/3", "-2": heap, the caller frees. NULL when memory is out. */
char *mc_rational_text(const fmpq_t q);

/*
 * Decimal strings lo <= x <= hi, rounded outward, with at most `digits` significant digits
 * each ("1.2345e-17", "0", "-3.5"); exact where the bound is a short decimal.
 * An infinite or NaN ball gives "-inf", "inf".  Heap, the caller frees both.
 */
MC_MUST_CHECK enum mc_status mc_enclosure_text(char **lo, char **hi, const arb_t x,
                                               slong digits);

/*
 * out contains x^p for every x >= 0 in the ball, p > 0 rational; the part of the ball below zero
 * is taken for zero (a singular value that is only known not to be negative).
 * Exact where x and x^p are.  Monotone end points, so no digits are lost near zero.
 */
void mc_power(arb_t out, const arb_t x, const fmpq_t p, slong prec);

/* Decimal digits d -> bits that carry them, with 16 to spare: ceil(d log2 10) + 16. */
slong mc_bits_for_digits(slong digits);

#endif
