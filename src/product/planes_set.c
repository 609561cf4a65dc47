// SPDX-License-Identifier: Apache-2.0
/*
 * Numbers to digits.  t = round(|a| 2^-exponent) <= 2^bits has the signed digits
 *
 *   digit_k = (bits 24 k .. 24 k + 23 of t + h) - 2^23,   h = sum_k 2^23 2^(24 k)
 *
 * in [-2^23, 2^23), without carries; t + h < 2^(24 count) because 24 count >= bits + 2.  TILE
 * entries of a row go together, so that planes are written by whole cache lines.
 */
#include <stdint.h>

#include "product/kernels.h"
#include "product/moduli.h"
#include "product/planes.h"

__extension__ typedef unsigned __int128 unsigned_wide;

enum { LIMBS = PLANES_AT_MOST / 8 * 3 + 1 };

/* What all entries share. */
struct digits {
    const struct scales *scales;
    slong count, exponent;
    mp_size_t size;        /* limbs of t and h                                          */
    mp_limb_t half[LIMBS]; /* h                                                         */
};

static void digits_init(struct digits *d, slong count, slong exponent,
                        const struct scales *scales)
{
    *d = (struct digits){.scales = scales, .count = count, .exponent = exponent};
    d->size = (DIGIT_BITS * count + 63) / 64;
    for (slong k = 0; k < count; k++) {
        slong bit = DIGIT_BITS * k + DIGIT_BITS - 1;
        d->half[bit >> 6] |= UWORD(1) << (bit & 63);
    }
}

/* Bit `at` of the n limbs x. */
static mp_limb_t bit_of(mp_srcptr x, slong n, slong at)
{
    return at < 0 || at >= 64 * n ? 0 : x[at >> 6] >> (at & 63) & 1;
}

/* t[0], t[TILE], ... = the limbs of t + h, t = round(|a| 2^-unit), ties away from zero; a is
 * finite and not zero.  Limb i of t is what limbs i - words and i - words - 1 of a leave there,
 * moved up by `up` bits. */
static void integer_plus_half(mp_ptr t, const struct digits *d, const arf_t a, slong unit)
{
    mp_srcptr x;
    mp_size_t n, i, first;
    slong low, words;
    unsigned up;
    mp_limb_t below, carry;

    ARF_GET_MPN_READONLY(x, n, a);
    low = ARF_EXP(a) - unit - 64 * (slong)n;
    words = low >> 6;
    up = low & 63;
    for (i = 0; i < d->size; i++)
        t[i * TILE] = 0;
    carry = bit_of(x, n, -low - 1);
    first = words < 0 ? FLINT_MIN(-words, n) : 0;
    below = first > 0 ? x[first - 1] : 0;
    for (i = first; i < n; below = x[i++])
        t[(i + words) * TILE] = x[i] << up | below >> 1 >> (63 - up);
    if (n + words >= 0 && n + words < d->size)
        t[(n + words) * TILE] = below >> 1 >> (63 - up);
    for (i = 0; i < d->size; i++) {
        unsigned_wide sum = (unsigned_wide)t[i * TILE] + d->half[i] + carry;
        t[i * TILE] = (mp_limb_t)sum;
        carry = (mp_limb_t)(sum >> 64);
    }
}

static void zero_plus_half(mp_ptr t, const struct digits *d)
{
    for (mp_size_t i = 0; i < d->size; i++)
        t[i * TILE] = d->half[i];
}

/* The largest binary exponent among the entries, relative to `exponent`.  0 returned when one
 * is not finite or far too large. */
static int bits_of(slong *bits, const arb_mat_t A, slong exponent, const struct scales *scales)
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
            *bits = FLINT_MAX(*bits, ARF_EXP(a) - exponent - entry_scale(scales, i, j));
        }
    return *bits <= DIGIT_BITS * MODULI_AT_MOST;
}

/* n entries of row i, from column j on. */
static void set_tile(struct mc_planes *P, const struct digits *d, const arb_mat_t A, slong i,
                     slong j, slong n)
{
    mp_limb_t t[TILE * LIMBS];
    double sign[TILE];

    for (slong k = 0; k < n; k++) {
        arf_srcptr a = arb_midref(arb_mat_entry(A, i, j + k));
        sign[k] = ARF_SGNBIT(a) ? -1 : 1;
        if (arf_is_special(a))
            zero_plus_half(t + k, d);
        else
            integer_plus_half(t + k, d, a, d->exponent + entry_scale(d->scales, i, j + k));
    }
    kernel_split(P->digits + i * P->cols + j, (size_t)(P->rows * P->cols), t, TILE, sign,
                 (size_t)n, (size_t)d->count);
}

enum mc_status planes_set_scaled(struct mc_planes *P, const arb_mat_t A, slong exponent,
                                 const struct scales *scales)
{
    slong m = arb_mat_nrows(A), n = arb_mat_ncols(A), i, j, bits;
    struct digits digits;
    enum mc_status status;

    if (!bits_of(&bits, A, exponent, scales))
        return MC_BAD_INPUT;
    status = planes_shape(P, m, n, (bits + 1) / DIGIT_BITS + 1);
    if (status)
        return status;
    P->exponent = exponent;
    P->bits = bits;
    digits_init(&digits, P->count, exponent, scales);
    for (i = 0; i < m; i++)
        for (j = 0; j < n; j += TILE)
            set_tile(P, &digits, A, i, j, FLINT_MIN(TILE, n - j));
    return MC_OK;
}

enum mc_status mc_planes_set(struct mc_planes *P, const arb_mat_t A, slong exponent)
{
    const struct scales none = {0};

    return planes_set_scaled(P, A, exponent, &none);
}
