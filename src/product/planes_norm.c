// SPDX-License-Identifier: Apache-2.0
/*
 * Sizes of rows and columns.  In units of the second leading plane an entry is at most
 * |d_1| 2^24 + |d_0| + 1, as 2^23 (1 + 2^-24 + ...) < 2^24.  A sum of K squares of doubles, formed
 * with relative errors below (K + 3) 2^-53, is enlarged by 2^-20 of itself: K < 2^31.
 */
#include <math.h>
#include <stdlib.h>

#include "product/moduli.h"
#include "product/planes.h"

/* An upper bound of |P_e| in that unit; that of the only plane where there is one. */
static inline double entry_size(const struct mc_planes *P, slong e)
{
    slong size = P->rows * P->cols;
    const float *lead = P->digits + (P->count - 1) * size;

    return P->count > 1 ? fabs(lead[e]) * 0x1p24 + fabs(lead[e - size]) + 1 : fabs(lead[e]);
}

static double largest_of(const double *squares, slong n)
{
    double largest = 0;

    for (slong i = 0; i < n; i++)
        largest = squares[i] > largest ? squares[i] : largest;
    return largest;
}

/* The largest sum of squares of a row, or of a column. */
static double largest_square(const struct mc_planes *P, int of_rows, double *squares)
{
    slong n = of_rows ? P->rows : P->cols, i, j;

    for (i = 0; i < n; i++)
        squares[i] = 0;
    for (i = 0; i < P->rows; i++)
        for (j = 0; j < P->cols; j++) {
            double x = entry_size(P, i * P->cols + j);
            squares[of_rows ? i : j] += x * x;
        }
    return largest_of(squares, n);
}

static slong lower_planes(const struct mc_planes *P)
{
    return P->count > 1 ? P->count - 2 : 0;
}

enum mc_status planes_product_bits(slong *bits, const struct mc_planes *A, enum mc_side a,
                                   const struct mc_planes *B, enum mc_side b)
{
    slong longest = FLINT_MAX(FLINT_MAX(A->rows, A->cols), FLINT_MAX(B->rows, B->cols));
    double *squares = malloc(sizeof(double) * (size_t)(longest + 1)), left, right;
    int exponent = 0;

    if (!squares)
        return MC_NO_RESOURCE;
    left = largest_square(A, !a, squares);
    right = A == B && a != b ? left : largest_square(B, b != MC_PLAIN, squares);
    free(squares);
    if (left > 0 && right > 0)
        frexp(left * right * (1 + 0x1p-18), &exponent);
    *bits = exponent <= 0 ? 0 : (exponent + 1) / 2;
    if (left > 0 && right > 0)
        *bits += DIGIT_BITS * (lower_planes(A) + lower_planes(B));
    return MC_OK;
}
