// SPDX-License-Identifier: Apache-2.0
/*
 * Within this room: one operation on values of formats of at most 24 bits, held in doubles.
 *
 * Two steps, each proved.  (1) The exact result becomes a double: a product of two values has
 * at most 48 bits and fits; a sum, quotient or root is rounded to odd (the last bit is set when
 * something was cut off), which keeps every later rounding to 51 bits or fewer correct, in
 * every mode (Boldo and Melquiond 2008, theorem 1; ties and the exact case included).  (2)
 * The double is rounded to a multiple of the quantum q = 2^(max(e, emin) + 1 - p) of its
 * binade.
 */
#ifndef FORMAT_H
#define FORMAT_H

#include "muoncheck/arithmetic.h"

/* What step (2) needs to know, once for many operations. */
struct rounder {
    enum mc_rounding mode;
    int precision;
    uint64_t least;         /* 2^emin as a bit pattern; where tiny results are flushed, less  */
    double tiny;            /* what is smaller in magnitude becomes zero: 2^emin, or 0        */
    double largest, over;   /* and what stands beyond: infinity, NaN or the largest           */
};

struct rounder rounder_of(const struct mc_format *format, enum mc_rounding mode, bool flush);

/* Draw i of the stream: splitmix64 (Steele, Lea and Flood 2014), its upper 32 bits. */
uint32_t stream_draw(uint64_t seed, uint64_t i);

/* fl(x), fl(a + b), fl(a b), fl(a b + c), fl(a / b), fl(sqrt(a)); `draw` is for stochastic
 * rounding.  `x` is a double that stands for itself or was rounded to odd. */
double rounded(double x, const struct rounder *r, uint32_t draw);
double rounded_sum(double a, double b, const struct rounder *r, uint32_t draw);
double rounded_product(double a, double b, const struct rounder *r, uint32_t draw);
double rounded_fused(double a, double b, double c, const struct rounder *r, uint32_t draw);
double rounded_quotient(double a, double b, const struct rounder *r, uint32_t draw);
double rounded_root(double a, const struct rounder *r, uint32_t draw);

/* x rounded to odd at 53 bits; magnitudes beyond 2^500 and below 2^-500 become that, which is
 * on the right side of every number that a format of at most 24 bits rounds at. */
double odd_double(const arf_t x);

#endif
