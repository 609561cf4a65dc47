// SPDX-License-Identifier: Apache-2.0
/* Within this room: candidates for best odd polynomials.  Nothing rests on them: what they are
 * worth is what their image and their alternation say. */
#ifndef EXCHANGE_H
#define EXCHANGE_H

#include "muoncheck/prover.h"

/*
 * p = c_0 x + ... + c_(q-1) x^(2q-1), coefficients of `bits` bits, whose error 1 - p takes
 * nearly one size with alternating signs at q + 1 points of [lo, hi], and its alternation.
 * `points` (q + 1, first and last the ends) are where the exchange starts, and then where it
 * ended.
 *
 * One point at a time is not exchanged, all are (Remez' second algorithm): first for the
 * extremal points of the last candidate, isolated; then, when the errors are level to 24 bits,
 * by Newton's method on p' in floating point of `working` bits, which squares their distance
 * from the limit. Level means to 2^(16 - bits) at the end.  Errors: MC_NOT_DECIDED when that
 * does not come.
 */
MC_MUST_CHECK enum mc_status exchange(fmpq_poly_t p, struct mc_alternation *alternation,
                                      fmpq *points, slong q, const struct mc_interval *on,
                                      slong bits);

#endif
