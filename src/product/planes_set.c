// SPDX-License-Identifier: Apache-2.0
/*
 * Numbers to digits.  t = round(|a| 2^-exponent) <= 2^bits has the signed digits
 *
 *   digit_k = (bits 24 k .. 24 k + 23 of t + h) - 2^23,   h = sum_k 2^23 2^(24 k)
 *
 * in [-2^23, 2^23), without carries; t + h < 2^(24 count) because 24 count >= bits + 2.  Entries go
 * through a tile of rows, since balls lie row by row and planes column by column.
 */
#include <stdint.h>

#include "product/kernels.h"
#include "product/moduli.h"
#include "product/planes.h"

enum { LIMBS = PLANES_AT_MOST / 8 * 3 };

/* What all entries share. */
struct digits {
    slong count, exponent;
    mp_size_t size;                /* limbs of t and h: three for eight digits                  */
    mp_limb_t half[LIMBS];         /* h                                                         */
};

static void digits_init(struct digits *d, slong count, slong exponent)
{
    *d = (struct digits){.count = count, .exponent = exponent};
    d->size = (count + 7) / 8 * 3;
    for (slong k = 0; k < count; k++) {
        slong bit = DIGIT_BITS * k + DIGIT_BITS - 1;
        d->half[bit >> 6] |= UWORD(1) << (bit & 63);
    }
}

/* t = round(|a| 2^-exponent), ties away from zero; a is finite and not zero. */
static void nearest_integer(mp_ptr t, mp_size_t size, const arf_t a, slong exponent)
{
    mp_srcptr limbs;
    mp_size_t n;
    slong drop, words, bits;

    ARF_GET_MPN_READONLY(limbs, n, a);
    drop = 64 * (slong)n - (ARF_EXP(a) - exponent);
    flint_mpn_zero(t, size);
    if (drop > 64 * (slong)n)
        return;
    words = (drop > 0 ? drop : -drop) >> 6;
    bits = (drop > 0 ? drop : -drop) & 63;
    if (drop <= 0 && bits)
        t[n + words] = mpn_lshift(t + words, limbs, n, (unsigned)bits);
    else if (drop <= 0)
        flint_mpn_copyi(t + words, limbs, n);
    else if (words < n && bits)
        mpn_rshift(t, limbs + words, n - words, (unsigned)bits);
    else if (words < n)
        flint_mpn_copyi(t, limbs + words, n - words);
    if (drop > 0)
        mpn_add_1(t, t, size, (limbs[(drop - 1) >> 6] >> ((drop - 1) & 63)) & 1);
}

/* digit[0], digit[TILE], ... = the digits of a; eight of them are three limbs. */
static void write_digits(int32_t *digit, const struct digits *d, const arf_t a)
{
    int32_t minus = ARF_SGNBIT(a) ? -1 : 0;
    mp_limb_t t[LIMBS];
    slong k, i;

    if (arf_is_special(a)) {
        for (k = 0; k < d->count; k++)
            digit[k * TILE] = 0;
        return;
    }
    nearest_integer(t, d->size, a, d->exponent);
    mpn_add_n(t, t, d->half, d->size);
    for (k = 0; k < d->count; k += 8, digit += 8 * TILE) {
        mp_srcptr x = t + k / 8 * 3;
        const mp_limb_t part[8] = {x[0],       x[0] >> 24, x[0] >> 48 | x[1] << 16, x[1] >> 8,
                                   x[1] >> 32, x[1] >> 56 | x[2] << 8, x[2] >> 16, x[2] >> 40};
        for (i = 0; i < 8; i++)
            digit[i * TILE] = (((int32_t)(part[i] & 0xffffff) - 0x800000) ^ minus) - minus;
    }
}

/* The largest binary exponent among the entries, relative to `exponent`.  0 returned when one is
 * not finite or far too large. */
static int bits_of(slong *bits, const arb_mat_t A, slong exponent)
{
    slong i, j;

    *bits = 0;
    for (i = 0; i < arb_mat_nrows(A); i++)
        for (j = 0; j < arb_mat_ncols(A); j++) {
            arf_srcptr a = arb_midref(arb_mat_entry(A, i, j));
            if (arf_is_zero(a))
                continue;
            if (!arf_is_finite(a) || COEFF_IS_MPZ(ARF_EXP(a)))
                return 0;
            *bits = FLINT_MAX(*bits, ARF_EXP(a) - exponent);
        }
    return *bits <= DIGIT_BITS * MODULI_AT_MOST;
}

/* Rows i .. i + rows - 1 of column j. */
static void set_tile(struct mc_planes *P, const struct digits *d, const arb_mat_t A, slong i,
                     slong rows, slong j)
{
    int32_t tile[TILE * (PLANES_AT_MOST + 8)];
    size_t size = (size_t)(P->rows * P->cols);
    slong r;

    for (r = 0; r < rows; r++)
        write_digits(tile + r, d, arb_midref(arb_mat_entry(A, i + r, j)));
    kernel_spread(P->digits + j * P->rows + i, size, tile, TILE, (size_t)P->count, (size_t)rows);
}

enum mc_status mc_planes_set(struct mc_planes *P, const arb_mat_t A, slong exponent)
{
    slong m = arb_mat_nrows(A), n = arb_mat_ncols(A), i, j, bits;
    struct digits digits;
    enum mc_status status;

    if (!bits_of(&bits, A, exponent))
        return MC_BAD_INPUT;
    status = planes_shape(P, m, n, (bits + 1) / DIGIT_BITS + 1);
    if (status)
        return status;
    P->exponent = exponent;
    P->bits = bits;
    digits_init(&digits, P->count, exponent);
    for (i = 0; i < m; i += TILE)
        for (j = 0; j < n; j++)
            set_tile(P, &digits, A, i, FLINT_MIN(TILE, m - i), j);
    return MC_OK;
}
