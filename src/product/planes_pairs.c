// SPDX-License-Identifier: Apache-2.0
/* Planes and pairs of doubles. */
#include <math.h>

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

/* Entries taken through all planes at a time. */
enum { RUN = 256 };

void planes_to_pairs(double *hi, double *lo, const struct mc_planes *P)
{
    slong size = P->rows * P->cols, at, k, i;

    for (i = 0; i < size; i++)
        hi[i] = lo[i] = 0;
    for (at = 0; at < size; at += RUN)
        for (k = P->count - 1; k >= 0; k--) {
            const float *digit = P->digits + k * size;
            double unit = ldexp(1, (int)(P->exponent + DIGIT_BITS * k));
            for (i = at; i < FLINT_MIN(at + RUN, size); i++)
                pair_add(hi + i, lo + i, (double)digit[i] * unit);
        }
}

/* digit += round(x 2^-exponent), x <- what is left; both roundings together at most 2^24. */
static void take_digit(float *digit, double *x, slong n, slong exponent)
{
    double unit = ldexp(1, (int)exponent), inverse = ldexp(1, (int)-exponent);
    slong i;

    for (i = 0; i < n; i++) {
        double d = nearbyint(x[i] * inverse);
        digit[i] += (float)d;
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

/* n entries of row i, from column j on. */
static void run_from_pairs(struct mc_planes *P, const double *hi, const double *lo, slong i,
                           slong j, slong n)
{
    slong size = P->rows * P->cols, k, c;
    double x[RUN], y[RUN];

    for (c = 0; c < n; c++) {
        x[c] = hi[i + (j + c) * P->rows];
        y[c] = lo[i + (j + c) * P->rows];
    }
    for (k = P->count - 1; k >= 0; k--) {
        float *digit = P->digits + k * size + i * P->cols + j;
        for (c = 0; c < n; c++)
            digit[c] = 0;
        take_digit(digit, x, n, P->exponent + DIGIT_BITS * k);
        take_digit(digit, y, n, P->exponent + DIGIT_BITS * k);
    }
}

enum mc_status planes_from_pairs(struct mc_planes *P, const double *hi, const double *lo,
                                 slong rows, slong cols, slong exponent)
{
    slong bits = bits_above(hi, rows * cols, exponent), i, j;
    enum mc_status status;

    if (bits < 0 || bits > DIGIT_BITS * MODULI_AT_MOST)
        return MC_BAD_INPUT;
    status = planes_shape(P, rows, cols, (bits + 1) / DIGIT_BITS + 1);
    if (status)
        return status;
    P->bits = bits;
    P->exponent = exponent;
    for (i = 0; i < rows; i++)
        for (j = 0; j < cols; j += RUN)
            run_from_pairs(P, hi, lo, i, j, FLINT_MIN(RUN, cols - j));
    planes_normalise(P);
    return MC_OK;
}
