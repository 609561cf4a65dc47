// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Exactly orthonormal columns with rational entries:  Q = columns / denominator, Q^T Q = I.
 */
#ifndef FRAME_H
#define FRAME_H

#include <flint/fmpz_mat.h>
#include <gsl/gsl_rng.h>
#include "muoncheck/arb.h"

struct frame {
    fmpz_mat_t columns;   /* m x k, k <= m */
    fmpz_t denominator;   /* not zero      */
};

/*
 * The first k columns of an m x m product of rotations by Pythagorean angles
 * (16/65, 63/65), (33/65, 56/65), (25/65, 60/65), (39/65, 52/65), in 2 ceil(log2 m) stages of a
 * butterfly: dense, with a denominator of about 12 log2 m bits, at any m.
 * Source: the butterflies of Parker 1995 (UCLA CSD-950023), with exact rotations.
 */
void frame_init_butterfly(struct frame *q, slong m, slong k, gsl_rng *rng);

/*
 * The first k columns of (dI - K)(dI + K)^-1 times random signs, K an integer skew-symmetric
 * matrix with entries to +-2 and d = 1 + floor(sqrt(m)), which spreads the eigenvalues over the
 * circle.  Denominators grow to about m log2(2d) bits: for m <= FRAME_CAYLEY_LIMIT.
 * Source: Cayley 1846.
 */
#define FRAME_CAYLEY_LIMIT 128
void frame_init_cayley(struct frame *q, slong m, slong k, gsl_rng *rng);

void frame_clear(struct frame *q);

/* Q (m x k, initialised), exact. */
void frame_get_rational(fmpq_mat_t out, const struct frame *q);

/* A (m x n, initialised) = U diag(sigma) V^T, U m x k, V n x k, `sigma` k rationals: exact. */
void frame_product(fmpq_mat_t A, const struct frame *u, const fmpq *sigma,
                   const struct frame *v);

/* The same with sigma enclosed: A = an enclosure, at about `prec` bits of its largest entry. */
void frame_product_enclosed(arb_mat_t A, const struct frame *u, arb_srcptr sigma,
                            const struct frame *v, slong prec);

#endif
