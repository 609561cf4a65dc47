// SPDX-License-Identifier: Apache-2.0
/*
 * Scalar bounds in doubles, rounding to nearest.  A result rounded to nearest lies within one
 * step of the exact one, so that its neighbour bounds it; an overflow gives inf, which decides
 * nothing.
 *
 *   gamma_up(k) >= k u / (1 - k u),  u = 2^-53,  inf from k u = 1/4 on   (Higham 2002, 3.1)
 */
#ifndef UPWARD_H
#define UPWARD_H

#include <math.h>

#define UNIT 0x1p-53   /* u, half the distance from 1 to the next double */
#define ETA  0x1p-1074 /* the smallest positive double: underflow costs at most half of it */

static inline double up(double x)
{
    return nextafter(x, INFINITY);
}

static inline double down(double x)
{
    return nextafter(x, -INFINITY);
}

static inline double add_up(double a, double b)
{
    return up(a + b);
}

static inline double sub_down(double a, double b)
{
    return down(a - b);
}

static inline double mul_up(double a, double b)
{
    return up(a * b);
}

static inline double mul_down(double a, double b)
{
    return down(a * b);
}

static inline double div_up(double a, double b)
{
    return up(a / b);
}

static inline double div_down(double a, double b)
{
    return down(a / b);
}

static inline double sqrt_up(double a)
{
    return up(sqrt(a));
}

/* A lower bound of the root of anything that is at least a; 0 where a is not known positive. */
static inline double sqrt_down(double a)
{
    return a > 0 ? down(sqrt(a)) : 0;
}

static inline double gamma_up(double k)
{
    double ku = mul_up(k, UNIT);

    return ku < 0.25 ? div_up(ku, sub_down(1, ku)) : INFINITY;
}

/* sqrt(a^2 + b^2) rounded up, a, b >= 0 of any size; inf for anything else. */
static inline double hypot_up(double a, double b)
{
    double large = a > b ? a : b, small = a > b ? b : a, ratio;

    if (!(small >= 0 && large < INFINITY))
        return INFINITY;
    if (large == 0)
        return 0;
    ratio = div_up(small, large);
    return mul_up(large, sqrt_up(add_up(1, mul_up(ratio, ratio))));
}

#endif
