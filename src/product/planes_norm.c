// SPDX-License-Identifier: Apache-2.0
/*
 * Sizes of rows and columns.  In units of the second leading plane an entry is at most
 * |d_1| 2^24 + |d_0| + 1, as 2^23 (1 + 2^-24 + ...) < 2^24.  A sum of K < 2^31 squares of
 * doubles has a relative error below (K + 3) 2^-53; the product of two such sums is enlarged by
 * 2^-18 of itself.
 */
#include <math.h>

#include "product/kernels.h"
#include "product/moduli.h"
#include "product/planes.h"

enum { RUN = 256 };

static const float nothing[RUN];

/* square[j] += the square of an upper bound of entry (i, first + j), in units of the second
 * leading plane, where there is but one in units of 2^-24 of it. */
static void add_squares(double *square, const struct mc_planes *P, slong i, slong first,
                        slong n)
{
    slong size = P->rows * P->cols;
    const float *lead = P->digits + (P->count - 1) * size + i * P->cols + first;

    kernel_squares(square, lead, P->count > 1 ? lead - size : nothing, (size_t)n);
}

static double sum_of_row(const struct mc_planes *P, slong i)
{
    double square[RUN] = {0}, sum = 0;
    slong j;

    for (j = 0; j < P->cols; j += RUN)
        add_squares(square, P, i, j, FLINT_MIN(RUN, P->cols - j));
    for (j = 0; j < RUN; j++)
        sum += square[j];
    return sum;
}

static double largest_row(const struct mc_planes *P)
{
    double largest = 0;

    for (slong i = 0; i < P->rows; i++)
        largest = fmax(largest, sum_of_row(P, i));
    return largest;
}

static double largest_column(const struct mc_planes *P)
{
    double largest = 0;
    slong first, i, j;

    for (first = 0; first < P->cols; first += RUN) {
        double square[RUN] = {0};
        for (i = 0; i < P->rows; i++)
            add_squares(square, P, i, first, FLINT_MIN(RUN, P->cols - first));
        for (j = 0; j < RUN; j++)
            largest = fmax(largest, square[j]);
    }
    return largest;
}

/* The plane whose unit that is. */
static slong second_plane(const struct mc_planes *P)
{
    return P->count - 2;
}

slong planes_product_bits(const struct mc_planes *A, enum mc_side a, const struct mc_planes *B,
                          enum mc_side b)
{
    double left = a ? largest_column(A) : largest_row(A), right = left;
    int exponent;

    if (A != B || !a == !b)
        right = b ? largest_row(B) : largest_column(B);
    frexp(left * right * (1 + 0x1p-18), &exponent);
    return FLINT_MAX(0, (exponent + 1) / 2 + DIGIT_BITS * (second_plane(A) + second_plane(B)));
}
