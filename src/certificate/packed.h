// SPDX-License-Identifier: Apache-2.0
/*
 * A symmetric n x n matrix G of doubles in half the memory, n^2 / 2 + n / 2 of them, in pieces
 * that BLAS takes: with h = ceil(n / 2), k = n - h,
 *
 *   G = [ G11  G21^T ]    G11 (h x h): the lower triangle of w + 1,  both with columns of h + 1
 *       [ G21  G22   ]    G22 (k x k): the upper triangle of w,
 *                         G21 (k x h): all of s
 *
 * The triangles share w without touching: entry (i, j) of G11 lies at row i + 1 > j, of G22 at
 * row i <= j.  The idea is that of LAPACK's rectangular full packed format (Gustavson,
 * Wasniewski, Dongarra, Langou 2010).
 */
#ifndef PACKED_H
#define PACKED_H

#include <stdbool.h>
#include "muoncheck/arb.h"

struct packed {
    slong n, h;
    double *w, *s;
};

/* n >= 1; the entries are not set.  false: memory is out. */
bool packed_init(struct packed *G, slong n);
void packed_clear(struct packed *G);
size_t packed_bytes(slong n);

/* Where entry (i, j), i >= j, lies. */
double *packed_entry(const struct packed *G, slong i, slong j);

/* G += P^T P, P count x n (`tall`), or P P^T, P n x count; `first`: G is set.  An entry is a sum
 * of its products in some order, over all calls together. */
void packed_add_gram(struct packed *G, const double *P, slong count, bool tall, bool first);

/* y = fl(G x). */
void packed_apply(double *y, const struct packed *G, const double *x);

/* A lower bound of lambda_min(shift I - G), rounded down, or -inf, as shifted_floor of
 * definite.h; G is overwritten. */
double packed_floor(struct packed *G, double shift);

#endif
