// SPDX-License-Identifier: Apache-2.0
/* Within this room: step (1) and (2) of format.h without branches, for the vectoriser. */
#ifndef ROUNDING_H
#define ROUNDING_H

#include <math.h>
#include <string.h>
#include "arithmetic/format.h"

#define IN_PLACE static inline __attribute__((always_inline))

IN_PLACE uint64_t bits_of(double x)
{
    uint64_t bits;

    memcpy(&bits, &x, sizeof bits);
    return bits;
}

IN_PLACE double double_of(uint64_t bits)
{
    double x;

    memcpy(&x, &bits, sizeof x);
    return x;
}

#define EXPONENT_FIELD (UINT64_C(0x7ff) << 52)
#define HALF_BIT (UINT64_C(1) << 51)

/* The exponent field of max(|x|, 2^emin). */
IN_PLACE uint64_t binade(double x, const struct rounder *r)
{
    uint64_t exponent = bits_of(x) & EXPONENT_FIELD;

    return exponent > r->least ? exponent : r->least;
}

/* What adding and subtracting rounds to a multiple of the quantum: 1.5 2^52 quanta. */
IN_PLACE double shifter(uint64_t exponent, int precision)
{
    return double_of(((exponent + ((uint64_t)(53 - precision) << 52)) | HALF_BIT));
}

/* Infinite operands stay so, whatever the mode. */
IN_PLACE double limited(double y, double x, double beyond, const struct rounder *r)
{
    double size = fabs(y);

    beyond = isinf(x) ? r->over : beyond;
    y = size > r->largest ? copysign(beyond, x) : y;
    return size < r->tiny ? 0 : y;
}

IN_PLACE double to_nearest(double x, const struct rounder *r)
{
    double c = shifter(binade(x, r), r->precision);

    return limited((x + c) - c, x, r->over, r);
}

/* `lift` in [0, 1): a magnitude whose discarded fraction exceeds it goes up, any other down.
 * Exact: size is less than 2^53 quanta, unless it is infinite, which stays. */
IN_PLACE double lifted(double x, double lift, double beyond, const struct rounder *r)
{
    double quantum = double_of(binade(x, r) - ((uint64_t)(r->precision - 1) << 52));
    double count = fabs(x) / quantum, whole = trunc(count);
    double up = count - whole > lift ? 1 : 0;

    return limited(copysign((whole + up) * quantum, x), x, beyond, r);
}

IN_PLACE double round_to(double x, const struct rounder *r, uint32_t draw)
{
    bool up;

    switch (r->mode) {
    case MC_NEAREST:
        break;
    case MC_TOWARD_ZERO:
        return lifted(x, 1, r->largest, r);
    case MC_UPWARD:
    case MC_DOWNWARD:
        up = (x > 0) == (r->mode == MC_UPWARD);
        return lifted(x, up ? 0 : 1, up ? r->over : r->largest, r);
    case MC_AWAY:
        return lifted(x, 0, r->over, r);
    case MC_STOCHASTIC:
        return lifted(x, (double)draw * 0x1p-32, r->over, r);
    }
    return to_nearest(x, r);
}

/* s = the nearest double of a number, `rest` of the sign of what is missing: to odd. */
IN_PLACE double to_odd(double s, double rest)
{
    uint64_t bits = bits_of(s), cut = (rest > 0) | (rest < 0), even = ~bits & 1;
    uint64_t toward_larger = (rest > 0) == (s > 0);

    return double_of(bits + (cut & even) * (2 * toward_larger - 1));
}

IN_PLACE double odd_sum(double a, double b)
{
    double s = a + b, bb = s - a;

    return to_odd(s, (a - (s - bb)) + (b - bb));
}

#endif
