// SPDX-License-Identifier: Apache-2.0
/*
 * The inner loops: integers in doubles, every operation exact but those of squares, so the
 * results do not depend on the instruction set, nor on contraction (the build allows it here).
 * round(y) is (y + 3 2^51) - 3 2^51, the nearest integer for |y| <= 2^51.  Results are below
 * 2^24 in size and stored as floats, exactly.
 *
 * `n` is a multiple of STEP where no bound is given, and arrays have that much room.  Four sums
 * are formed at a time: their coefficients lie side by side, coefficient[QUAD k + q].
 */
#ifndef KERNELS_H
#define KERNELS_H

#include <stddef.h>
#include <stdint.h>

enum { STEP = 16, QUAD = 4 };

/* out[q apart + i] = x - p_q round(x / p_q), x = sum_k in[k stride + i] coefficient[4 k + q],
 * an integer with |x| + p_q <= 2^53: then |out| <= p_q/2 + 1, because x / p, formed with two
 * roundings, is off by less than 2^-51 |x| / p <= 1/p for p >= 4.  inverse_q = p_q = 0 gives x.
 */
void kernel_residues(float *restrict out, size_t apart, const double *restrict in, size_t n,
                     size_t count, size_t stride, const double *coefficient, const double *p,
                     const double *inverse);

/* For q = 0, 1, 2, 3: x = carry + sum_k in[k stride + i] coefficient[4 k + q], |x| < 2^53;
 * carry <- round(x 2^-24); out[q apart + i] = x - 2^24 carry. */
void kernel_digits(float *restrict out, size_t apart, double *restrict carry,
                   const double *restrict in, size_t n, size_t count, size_t stride,
                   const double *coefficient);

/* v = (c mod p) w mod p, likewise, |c| + p <= 2^53, |w| <= p/2; any n. */
void kernel_weigh(float *restrict v, const double *restrict c, size_t n, double p,
                  double inverse, double w);

/* q = round(sum_i v_i inverse_i), v_i = v + i stride; 0 returned if one of the sums is farther
 * than `limit` from its q.  Any n. */
int kernel_quotient(double *restrict q, const double *restrict v, size_t n, size_t count,
                    size_t stride, const double *inverse, double limit);

/* square_i += (|high_i| 2^24 + |low_i| + 1)^2, not exact.  Any n. */
void kernel_squares(double *restrict square, const float *restrict high,
                    const float *restrict low, size_t n);

/* x <- x + carry; carry <- round(x 2^-24); x <- x - 2^24 carry.  Any n. */
void kernel_carry(float *restrict x, double *restrict carry, size_t n);

/* out = in, any n. */
void kernel_widen(double *restrict out, const float *restrict in, size_t n);

/* out[k apart + i] = sign_i ((bits 24 k .. 24 k + 23 of t_i) - 2^23) for k < count; limb l of
 * t_i is t[l width + i], and sign_i is 1 or -1.  Any n. */
void kernel_split(float *restrict out, size_t apart, const uint64_t *restrict t, size_t width,
                  const double *restrict sign, size_t n, size_t count);

/* out = low + 2^24 high, digits at most 2^24 in size; any n. */
void kernel_join(int64_t *restrict out, const float *restrict low, const float *restrict high,
                 size_t n);

#endif
