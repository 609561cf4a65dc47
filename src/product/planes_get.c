// SPDX-License-Identifier: Apache-2.0
/* Digits to numbers: a signed sum in two's complement, 64 bits at a time, through a tile of rows as
 * in planes_set.c. */
#include <string.h>

#include "product/moduli.h"
#include "product/planes.h"

__extension__ typedef __int128 wide;
__extension__ typedef unsigned __int128 unsigned_wide;

enum { LIMBS = DIGIT_BITS * PLANES_AT_MOST / 64 + 2 };

/* a = 2^exponent sum_k digit[k TILE] 2^(24 k).  |digit| <= 2^24, so the sum in hand stays below
 * 2^90 in size. */
static void read_digits(arf_t a, const double *digit, slong count, slong exponent)
{
    mp_limb_t limbs[LIMBS];
    mp_size_t n = 0;
    wide sum = 0;
    int shift = 0, negative;
    slong k;

    for (k = 0; k < count; k++) {
        sum += (wide)((unsigned_wide)(slong)digit[k * TILE] << shift);
        shift += DIGIT_BITS;
        if (shift >= 64) {
            limbs[n++] = (mp_limb_t)sum;
            sum >>= 64;
            shift -= 64;
        }
    }
    limbs[n++] = (mp_limb_t)sum;
    limbs[n++] = (mp_limb_t)(sum >> 64);
    negative = sum < 0;
    if (negative)
        mpn_neg(limbs, limbs, n);
    while (n > 0 && limbs[n - 1] == 0)
        n--;
    if (n == 0) {
        arf_zero(a);
        return;
    }
    arf_set_mpn(a, limbs, n, negative);
    arf_mul_2exp_si(a, a, exponent);
}

/* Rows i .. i + rows - 1 of column j. */
static void get_tile(arb_mat_t A, const struct mc_planes *P, slong i, slong rows, slong j)
{
    double tile[TILE * PLANES_AT_MOST];
    size_t size = (size_t)(P->rows * P->cols);
    const double *column = P->digits + j * P->rows + i;
    slong k, r;

    for (k = 0; k < P->count; k++)
        memcpy(tile + k * TILE, column + (size_t)k * size, sizeof(double) * (size_t)rows);
    for (r = 0; r < rows; r++) {
        arb_ptr a = arb_mat_entry(A, i + r, j);
        mag_zero(arb_radref(a));
        read_digits(arb_midref(a), tile + r, P->count, P->exponent);
    }
}

void mc_planes_get(arb_mat_t A, const struct mc_planes *P)
{
    slong i, j;

    for (i = 0; i < P->rows; i += TILE)
        for (j = 0; j < P->cols; j++)
            get_tile(A, P, i, FLINT_MIN(TILE, P->rows - i), j);
}
