// SPDX-License-Identifier: Apache-2.0
/* Within this room: products of matrices of format values, as struct mc_accumulation says. */
#ifndef ACCUMULATE_H
#define ACCUMULATE_H

#include <stddef.h>
#include "arithmetic/format.h"

/*
 * C (m x n) = A (m x k) B (k x n), row-major, each entry the sum in `in->sum`, not yet
 * rounded to the format.  The entries must be values of the format; C is neither factor.
 * Rounding: bit-exact for the model, entry by entry; the draws of stochastic rounding are
 * those of the caller's stream from in->stream->drawn on, which moves.
 * Errors: false when memory is out; C is then unspecified.
 */
bool accumulate_product(double *C, const double *A, const double *B, size_t m, size_t k,
                        size_t n, const struct mc_arithmetic *in);

#endif
