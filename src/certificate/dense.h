// SPDX-License-Identifier: Apache-2.0
/* Arrays of doubles, column-major without gaps, and rigorous bounds of their Frobenius norms.
 */
#ifndef DENSE_H
#define DENSE_H

#include "muoncheck/arb.h"
#include "muoncheck/matrix.h"
#include <stdbool.h>

/*
 * e with max |a_i| in [2^(e-1), 2^e); 0 for zeros.  false if an entry is not finite.
 */
bool dense_exponent(int *e, const double *a, slong count);
bool dense_is_zero(const double *a, slong count);

/*
 * b (m x n) = 2^-e A, or (2^-e A)^T as n x m: exact but where an entry becomes subnormal, and
 * then off by at most ETA / 2, so that ||b - 2^-e A||_F <= m n ETA.
 */
void dense_scaled(double *b, const double *a, slong m, slong n, int e, bool transposed);

/*
 * ||A||_F, A m x n, rounded up or down, for |a_ij| <= 2^500 (beyond: inf, and 0).
 * The ddot s^ of a piece of 128 obeys |s^ - s| <= gamma_128 s + 128 ETA in any order, with or without
 * fused operations (Higham 2002, 3.1; each product that underflows is off by ETA / 2).
 */
double dense_norm_up(const double *a, slong m, slong n);
double dense_norm_down(const double *a, slong m, slong n);

/* rule(context, at, mirror) for all i <= j: at = i + j n, mirror = j + i n, in cache-sized
 * tiles. */
typedef void pair_rule(void *context, slong at, slong mirror);

static inline void each_pair(slong n, pair_rule *rule, void *context)
{
    enum { TILE = 8 }; /* a cache line each way: strides of 2^k share few sets */
    slong i, j, p, q;

    for (p = 0; p < n; p += TILE)
        for (q = p; q < n; q += TILE)
            for (i = p; i < n && i < p + TILE; i++)
                for (j = q > i ? q : i; j < n && j < q + TILE; j++)
                    rule(context, i + j * n, j + i * n);
}

/* out = [lo, hi] 2^e, indeterminate unless lo <= hi < inf. */
void dense_enclosure(arb_t out, double lo, double hi, int e);

/* A's entries if each is a double, column-major, or row-major where `turned`; heap.  NULL: they are
 * not, or memory is out. */
double *dense_of_matrix(const struct mc_matrix *A, bool turned);

#endif
