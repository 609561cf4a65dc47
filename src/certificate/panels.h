// SPDX-License-Identifier: Apache-2.0
/*
 * A source scaled by a power of two, B = 2^-exponent A with max |b_ij| in [1/2, 1), that is read
 * in panels of its longer side: `inner` rows or columns of length `outer`.
 */
#ifndef PANELS_H
#define PANELS_H

#include <stdbool.h>
#include "certificate/packed.h"
#include "certificate/source.h"

struct scaled {
    const struct matrix_source *A;
    slong m, n, inner, outer;
    slong panel;              /* rows or columns at a time                                   */
    int exponent;
    bool tall, zero;          /* m > n?                                                      */
};

/* false: an entry is not finite. */
bool panels_open(struct scaled *B, const struct matrix_source *A);

/* Doubles in a panel: P below has room for them. */
size_t panels_room(slong m, slong n);

/* G = fl(B^T B), or B B^T, of the smaller side. */
void panels_gram(struct packed *G, double *P, const struct scaled *B);

/* y = fl(B x), or of B^T x where B is wide. */
void panels_apply(double *y, double *P, const struct scaled *B, const double *x);

#endif
