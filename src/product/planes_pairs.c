// SPDX-License-Identifier: Apache-2.0
/* Planes and pairs of doubles. */
#include <math.h>

#include "product/kernels.h"
#include "product/moduli.h"
#include "product/planes.h"

/* (hi, lo) <- hi + lo + x, x of any size: Knuth's two-sum, then a fast one. */
static inline void pair_add(double *hi, double *lo, double x)
{
    double sum = *hi + x, part = sum - *hi;
    double error = (*hi - (sum - part)) + (x - part) + *lo;

    *hi = sum + error;
    *lo = error - (*hi - sum);
}

void planes_to_pairs(double *hi, double *lo, const struct mc_planes *P)
{
    slong size = P->rows * P->cols, k, i;

    for (i = 0; i < size; i++)
        hi[i] = lo[i] = 0;
    for (k = P->count - 1; k >= 0; k--) {
        const double *digit = P->digits + k * size;
        double unit = ldexp(1, (int)(P->exponent + DIGIT_BITS * k));
        for (i = 0; i < size; i++)
            pair_add(hi + i, lo + i, digit[i] * unit);
    }
}

/* digit += round(x 2^-exponent), x <- what is left. */
static void take_digit(double *digit, double *x, slong size, slong exponent)
{
    double unit = ldexp(1, (int)exponent), inverse = ldexp(1, (int)-exponent);
    slong i;

    for (i = 0; i < size; i++) {
        double d = nearbyint(x[i] * inverse);
        digit[i] += d;
        x[i] -= d * unit;
    }
}

static slong bits_above(const double *hi, slong size, slong exponent)
{
    double largest = 0;
    int e;
    slong i;

    for (i = 0; i < size; i++)
        largest = fabs(hi[i]) > largest || isnan(hi[i]) ? fabs(hi[i]) : largest;
    if (!isfinite(largest))
        return -1;
    frexp(largest, &e);
    return largest > 0 && e + 1 > exponent ? e + 1 - exponent : 0;
}

enum mc_status planes_from_pairs(struct mc_planes *P, double *hi, double *lo, slong rows,
                                 slong cols, slong exponent)
{
    slong size = rows * cols, bits = bits_above(hi, size, exponent), k;
    double *carry;
    enum mc_status status;

    if (bits < 0 || bits > DIGIT_BITS * MODULI_AT_MOST)
        return MC_BAD_INPUT;
    status = planes_shape(P, rows, cols, (bits + 1) / DIGIT_BITS + 1);
    if (status)
        return status;
    P->bits = bits;
    P->exponent = exponent;
    carry = flint_calloc((size_t)size + 1, sizeof(double));
    for (k = 0; k < P->count * size; k++)
        P->digits[k] = 0;
    for (k = P->count - 1; k >= 0; k--) {
        take_digit(P->digits + k * size, hi, size, exponent + DIGIT_BITS * k);
        take_digit(P->digits + k * size, lo, size, exponent + DIGIT_BITS * k);
    }
    for (k = 0; k < P->count; k++)
        kernel_carry(P->digits + k * size, carry, (size_t)size);
    flint_free(carry);
    return MC_OK;
}
