// SPDX-License-Identifier: Apache-2.0
/* Digits to numbers: pairs of digits, 48 bits and a sign, four of them a sum in two's
 * complement of three limbs, written where the number keeps its limbs. */
#include <stdint.h>
#include <string.h>

#include "product/kernels.h"
#include "product/moduli.h"
#include "product/planes.h"

__extension__ typedef __int128 wide;

/* Four pairs are 192 bits, and the sign takes one more limb. */
enum { PAIRS_AT_MOST = PLANES_AT_MOST / 2 + 3, LIMBS = PAIRS_AT_MOST / 4 * 3 + 4 };

/* limbs = the absolute value of sum_k pair[k TILE] 2^(48 k), |pair| < 2^49, count divisible by
 * 4; how many there are, none of the leading ones zero. */
static mp_size_t sum_pairs(mp_ptr limbs, int *negative, const int64_t *pair, slong count)
{
    mp_size_t n = 0;
    wide sum = 0;

    for (; count > 0; count -= 4, pair += 4 * TILE) {
        sum += pair[0] + (wide)pair[TILE] * ((wide)1 << 48);
        limbs[n++] = (mp_limb_t)sum;
        sum = (sum >> 64) + (wide)pair[2 * TILE] * ((wide)1 << 32);
        limbs[n++] = (mp_limb_t)sum;
        sum = (sum >> 64) + (wide)pair[3 * TILE] * ((wide)1 << 16);
        limbs[n++] = (mp_limb_t)sum;
        sum >>= 64;
    }
    limbs[n++] = (mp_limb_t)sum;
    *negative = sum < 0;
    if (*negative)
        mpn_neg(limbs, limbs, n);
    while (n > 0 && limbs[n - 1] == 0)
        n--;
    return n;
}

/* Limb i of x 2^up, up < 64. */
static inline mp_limb_t moved_up(mp_srcptr x, mp_size_t i, unsigned up)
{
    return x[i] << up | (i > 0 ? x[i - 1] >> 1 >> (63 - up) : 0);
}

/* a = +-2^exponent x, x of n > 0 limbs, the leading one not zero: as Arb keeps it, with the
 * leading bit on top and no zero limb at the end. */
static void write_number(arf_t a, mp_srcptr x, mp_size_t n, int negative, slong exponent)
{
    unsigned up = (unsigned)__builtin_clzl(x[n - 1]);
    mp_size_t low = 0, i;
    mp_ptr y;

    while (!moved_up(x, low, up))
        low++;
    ARF_GET_MPN_WRITE(y, n - low, a);
    for (i = low; i < n; i++)
        y[i - low] = moved_up(x, i, up);
    ARF_XSIZE(a) = ARF_MAKE_XSIZE(n - low, negative);
    fmpz_set_si(ARF_EXPREF(a), 64 * (slong)n - (slong)up + exponent);
}

/* n entries of row i, from column j on. */
static void get_tile(arb_mat_t A, const struct mc_planes *P, const struct scales *scales,
                     slong i, slong j, slong n)
{
    static const float zeros[TILE];
    int64_t tile[TILE * PAIRS_AT_MOST];
    slong size = P->rows * P->cols, pairs = (P->count + 7) / 8 * 4, k;
    const float *digit = P->digits + i * P->cols + j;
    mp_limb_t limbs[LIMBS];
    int negative;

    for (k = 0; k < pairs; k++)
        kernel_join(tile + k * TILE, 2 * k < P->count ? digit + 2 * k * size : zeros,
                    2 * k + 1 < P->count ? digit + (2 * k + 1) * size : zeros, (size_t)n);
    for (k = 0; k < n; k++) {
        arb_ptr a = arb_mat_entry(A, i, j + k);
        mp_size_t count = sum_pairs(limbs, &negative, tile + k, pairs);
        mag_zero(arb_radref(a));
        if (count)
            write_number(arb_midref(a), limbs, count, negative,
                         P->exponent + entry_scale(scales, i, j + k));
        else
            arf_zero(arb_midref(a));
    }
}

void planes_get_scaled(arb_mat_t A, const struct mc_planes *P, const struct scales *scales)
{
    slong i, j;

    for (i = 0; i < P->rows; i++)
        for (j = 0; j < P->cols; j += TILE)
            get_tile(A, P, scales, i, j, FLINT_MIN(TILE, P->cols - j));
}

void mc_planes_get(arb_mat_t A, const struct mc_planes *P)
{
    const struct scales none = {0};

    planes_get_scaled(A, P, &none);
}
