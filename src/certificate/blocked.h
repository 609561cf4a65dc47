// SPDX-License-Identifier: Apache-2.0
/*
 * Products in doubles with bounds known before they are computed.
 *
 *   C += A^T B,   A k x p,  B k x q,  C p x q (column-major, no gaps)
 *
 * The inner dimension is cut into blocks of BLOCK; each block's product is formed by dgemm on
 * its own, then added.  An addend of an entry passes at most BLOCK roundings in dgemm, whatever
 * its order, its fused operations and its threads, and one for each block added after it.  So
 * with c = BLOCK + (blocks added into C, over all calls)
 *
 *   |fl(C) - C| <= gamma_c sum |A|^T |B| + (products) ETA          (Higham 2002, 3.1 and 3.5)
 *
 * entry by entry, hence in the Frobenius norm <= gamma_c sum ||A||_F ||B||_F + p q (products)
 * ETA. For k = 2048 that is 14 times sharper than gamma_k.  Needs a BLAS that forms entries as
 * sums of k products (no Strassen); alpha = 1 and beta = 0 round nothing.
 */
#ifndef BLOCKED_H
#define BLOCKED_H

#include "muoncheck/arb.h"
#include <stdbool.h>

/* Which entries of C: all, or (p = q) those on and below the diagonal at least. */
enum blocked_part { BLOCKED_ALL, BLOCKED_LOWER };

/* `accumulate`: add to C; else C is set.  false: memory is out. */
bool blocked_product(double *C, const double *A, const double *B, slong k, slong p, slong q,
                     enum blocked_part part, bool accumulate);

/* The bound of ||fl(C) - C||_F after `calls` products of inner dimension k whose
 * sum of ||A||_F ||B||_F is at most `norms`. */
double blocked_error_up(slong k, slong p, slong q, slong calls, double norms);

/*
 * A = high + low exactly, A k x p, column by column: with tau a power of two >= |column| and
 * grid = tau 2^-beta, high is a multiple of grid, |high| <= tau, and |low| <= grid / 2.
 * 2 beta + log2 k <= 53 (split_bits), so that high_A^T high_B is a sum of k integers of size
 * 2^(2 beta) in units of the grids: dgemm computes it exactly (Ozaki, Ogita, Oishi, Rump 2012).
 * Only where tau_A tau_B < 2^-900 can underflow disturb that, and then the product
 * and its error are below k 2^-890.
 */
void split(double *high, double *low, const double *A, slong k, slong p);

/*
 * head + tail = A^T B up to *error in the Frobenius norm: head exact, tail = high_A^T low_B +
 * low_A^T B rounded, a 2^-20 of it.  A k x p, B k x q.
 */
bool split_product(double *head, double *tail, double *error, const double *A, const double *B,
                   slong k, slong p, slong q, enum blocked_part part);

#endif
