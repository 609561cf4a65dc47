// SPDX-License-Identifier: Apache-2.0
/*
 * How far K steps X+ = a X + (b G + c G^2) X, G = X X^T on the smaller side, may end from the
 * polar factor U V^T when they run in a stored format: approximation + rounding, both proved.
 *
 * Shapes: M is m x n, r = min, N = max; X_0 = M / ||M||_F, with singular values in [S, 1]
 * beside those that are zero because m != n.  ^ marks what is computed; norms are Frobenius's
 * unless marked 2.  p_k(x) = a x + b x^3 + c x^5.
 *
 * Approximation.  X_k = U F_k(S) V^T, and F_k([S, 1]) = p_k(F_(k-1)([S, 1])), an interval
 * that is followed step by step as [lo_k, hi_k]; ||X_K - U V^T||_2 <= max(|1 - lo_K|, |hi_K -
 * 1|).
 *
 * Growth of an error.  Let ||X^_k - X_k|| <= E_k.  By Weyl the singular values of X^_k, and
 * of every matrix between it and X_k, lie in J = [max(0, lo_k - E_k), hi_k + E_k] but for the
 * zeros.  The derivative of X -> p(X) multiplies, in the singular frame, the symmetric part
 * of a direction by (p(x) - p(y))/(x - y), the antisymmetric part by (p(x) + p(y))/(x + y), a
 * mean of p(x)/x and p(y)/y, and what maps to the zeros by p(x)/x (Noferini 2017), hence
 *
 *   ||p(X^) - p(X)|| <= L ||X^ - X||,   L = max over J of |p'(x)| and |p(x)/x|.
 *
 * Error of a step.  With u, e the unit roundoff and the quantum of the format (u = 2^-p to
 * nearest, else 2^(1-p)), one product of A (. x k) and B is off by at most
 *
 *   g ||A|| ||B|| (1 + u) + u ||AB|| + sqrt(entries) ((1 + u) t + e)
 *
 * where g = d v / (1 - d v) for d v <= 1/2, v the unit roundoff of the accumulation and d the
 * roundings that one term may pass: k sequentially, 1 + ceil(log2 k) pairwise, length +
 * number of parts for blocks, lanes and split.  Aligned: d = ceil(k/width), v = z + 2^(1-p)
 * (1 + z), z = (width + 1) 2^(1-p-guard), p of the type: each block cuts width + 1 terms,
 * then the sum. t bounds what underflow takes, with e' the type's quantum: 2 k e'; aligned 2
 * d (width + 2) e'; where it flushes 2 k 2^emin (3 + ||A||_2 + ||B||_2).  (Higham 2002, 2.8
 * and 3.1; ||  |A||B|  || <= ||A|| ||B||, and a partial sum of an entry is at most ||A||_2
 * ||B||_2.)  Rounding each operation of the step in turn gives delta, and
 *
 *   E_(k+1) = L E_k + delta.
 *
 * E_0: M, its squares, their sum, its root and the quotient are rounded.  Hypothesis on the
 * input: 1 <= ||M|| <= sqrt(largest) / 2, so that the sum of squares does not overflow.
 *
 * Bounds are computed in doubles: sums and products of nonnegative numbers, fewer than 2^11
 * deep, each off by a factor of at most 1 + 2^-52; each step's result is multiplied by 1 +
 * 2^-40.  Suprema over J come from balls.  Where a bound does not exist (an accumulation that
 * loses all, an overflow, an interval that runs away) it is infinite.
 */
#ifndef TOLERANCE_H
#define TOLERANCE_H

#include <flint/fmpq_poly.h>
#include "muoncheck/iteration.h"

struct tolerance {
    arb_t approximation;    /* encloses the largest |1 - F_K(w)| for w in [S, 1]              */
    double rounding;        /* ||X^_K - X_K||_F is at most this; maybe infinite               */
};

void tolerance_init(struct tolerance *tolerance);
void tolerance_clear(struct tolerance *tolerance);

/* `steps` odd polynomials of degree at most 5; `in` emulated, with 0 <= sigma_min <= 1.
 * Errors: MC_BAD_INPUT for other polynomials or another arithmetic. */
MC_MUST_CHECK enum mc_status tolerance_bound(struct tolerance *out,
                                             const fmpq_poly_struct *polynomials, slong steps,
                                             const struct mc_arithmetic *in, slong m, slong n,
                                             const fmpq_t sigma_min, struct mc_complaint *why);

/* out contains ||X^_K - X_K||_2 for one matrix, at `prec` bits; not finite where X^_K is
 * not. */
void tolerance_observe(arb_t out, const fmpq_poly_struct *polynomials, slong steps,
                       const struct mc_arithmetic *in, const arb_mat_t M, slong prec);

#endif
