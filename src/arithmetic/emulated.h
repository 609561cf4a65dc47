// SPDX-License-Identifier: Apache-2.0
/* Within this room: scalar operations of a stored format, fp64 included. */
#ifndef EMULATED_H
#define EMULATED_H

#include <stddef.h>
#include "arithmetic/format.h"

/* Each operation draws once from the stream where rounding is stochastic. */
struct scalar {
    struct rounder r;
    struct mc_stream *stream;
};

struct scalar scalar_of(const struct mc_arithmetic *in);

/* fl of an operation on values of the format; scalar_round takes any double. */
double scalar_round(struct scalar *in, double x);
double scalar_from(struct scalar *in, const arf_t x);
double scalar_add(struct scalar *in, double a, double b);
double scalar_multiply(struct scalar *in, double a, double b);
double scalar_divide(struct scalar *in, double a, double b);
double scalar_sqrt(struct scalar *in, double a);

/* x, cut off toward zero, moves by 2^-bits of itself away from zero: "and a little more". */
void arf_set_odd(arf_t x, slong bits);

/* c = a^-1 (n x n, row-major), elimination with partial pivoting, each operation rounded; the
 * pivot row is divided first.  a is destroyed.  false when a pivot column is zero or not
 * finite. */
bool scalar_gauss_jordan(struct scalar *in, double *c, double *a, size_t n);

#endif
