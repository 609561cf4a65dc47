// SPDX-License-Identifier: Apache-2.0
/*
 * The inner loops: integers in doubles, every operation exact, so the results do not depend on the
 * instruction set, nor on contraction (the build allows it here).  round(y) is (y + 3 2^51) - 3 2^51, the nearest integer for |y| <= 2^51.
 */
#ifndef KERNELS_H
#define KERNELS_H

#include <stddef.h>
#include <stdint.h>

/* out = x - p round(x / p), x = sum_k in[k stride + i] coefficient[k], an integer |x| <= 2^53: then
 * |out| <= p/2 + 1, because x / p, formed with two roundings, is off by less than 2^-51 |x| / p <=
 * 1/p for p >= 4. */
void kernel_residues(double *restrict out, const double *restrict in, size_t n, size_t count,
                     size_t stride, const double *coefficient, double p, double inverse);

/* x = carry + sum_k in[k stride + i] coefficient[k]; carry <- round(x 2^-24);
 * out = x - 2^24 carry. */
void kernel_digits(double *restrict out, double *restrict carry, const double *restrict in,
                   size_t n, size_t count, size_t stride, const double *coefficient);

/* v = (c mod p) w mod p, likewise; |w| <= p/2. */
void kernel_weigh(double *restrict v, const double *restrict c, size_t n, double p,
                  double inverse, double w);

/* q = round(sum_i v_i inverse_i), v_i = v + i stride; 0 returned if one of the sums is farther than
 * `limit` from its q. */
int kernel_quotient(double *restrict q, const double *restrict v, size_t n, size_t count,
                    size_t stride, const double *inverse, double limit);

/* x <- x + carry; carry <- round(x 2^-24); x <- x - 2^24 carry. */
void kernel_carry(double *restrict x, double *restrict carry, size_t n);

/* column[k stride + i] = tile[k width + i] for k < count, i < rows. */
void kernel_spread(double *restrict column, size_t stride, const int32_t *restrict tile,
                   size_t width, size_t count, size_t rows);

#endif
