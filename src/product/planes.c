// SPDX-License-Identifier: Apache-2.0
/* Planes and multiprecision numbers, back and forth, limb by limb. */
#include <stdlib.h>

#include "product/moduli.h"
#include "product/planes.h"

void mc_planes_init(struct mc_planes *P)
{
    *P = (struct mc_planes){0};
}

void mc_planes_clear(struct mc_planes *P)
{
    free(P->digits);
    *P = (struct mc_planes){0};
}

enum mc_status planes_shape(struct mc_planes *P, slong rows, slong cols, slong count)
{
    size_t wanted = (size_t)rows * (size_t)cols * (size_t)count;

    if (wanted > P->room) {
        free(P->digits);
        P->digits = malloc(wanted * sizeof(double));
        P->room = P->digits ? wanted : 0;
        if (!P->digits)
            return MC_NO_RESOURCE;
    }
    P->rows = rows;
    P->cols = cols;
    P->count = count;
    return MC_OK;
}

/* Planes lie by columns and balls by rows: tiles of both stay in cache. */
enum { TILE = 8 };

struct tile {
    slong i, i_end, j, j_end;
};

static struct tile tile_first(void)
{
    return (struct tile){0};
}

/* The next tile of an m x n matrix; 0 returned after the last. */
static int tile_next(struct tile *t, slong m, slong n)
{
    if (m == 0 || n == 0)
        return 0;
    if (t->i_end == 0 || t->i_end == m) {
        t->j = t->j_end;
        t->j_end = FLINT_MIN(t->j + TILE, n);
        t->i = 0;
    } else {
        t->i = t->i_end;
    }
    t->i_end = FLINT_MIN(t->i + TILE, m);
    return t->j < n;
}

/* Bits position .. position + 23 of the n limbs x; bits outside are zero. */
static double limb_digit(mp_srcptr x, slong n, slong position)
{
    slong limb = position >> 6, offset = position & 63;
    mp_limb_t low = limb >= 0 && limb < n ? x[limb] : 0;
    mp_limb_t high = limb + 1 >= 0 && limb + 1 < n ? x[limb + 1] : 0;
    mp_limb_t both = offset ? (low >> offset) | (high << (64 - offset)) : low;

    return (double)(slong)(both & 0xffffff);
}

/* The digits of round(a 2^-exponent), into every stride-th double of `digit`. */
static void write_digits(double *digit, size_t stride, slong count, const arf_t a, slong exponent)
{
    mp_srcptr limbs;
    mp_size_t n;
    slong k, base;
    double carry, sign = ARF_SGNBIT(a) ? -1 : 1;

    if (arf_is_special(a)) {
        for (k = 0; k < count; k++)
            digit[(size_t)k * stride] = 0;
        return;
    }
    ARF_GET_MPN_READONLY(limbs, n, a);
    base = 64 * (slong)n - (ARF_EXP(a) - exponent);
    carry = base > 0 && base - 1 < 64 * (slong)n
                ? (double)((limbs[(base - 1) >> 6] >> ((base - 1) & 63)) & 1)
                : 0;
    for (k = 0; k < count; k++) {
        double d = limb_digit(limbs, n, base + DIGIT_BITS * k) + carry;
        carry = d > 0x1p23;
        digit[(size_t)k * stride] = sign * (d - carry * 0x1p24);
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

enum mc_status mc_planes_set(struct mc_planes *P, const arb_mat_t A, slong exponent)
{
    slong m = arb_mat_nrows(A), n = arb_mat_ncols(A), i, j, bits;
    struct tile tile;
    enum mc_status status;

    if (!bits_of(&bits, A, exponent))
        return MC_BAD_INPUT;
    status = planes_shape(P, m, n, (bits + 1) / DIGIT_BITS + 1);
    if (status)
        return status;
    P->exponent = exponent;
    P->bits = bits;
    for (tile = tile_first(); tile_next(&tile, m, n);)
        for (j = tile.j; j < tile.j_end; j++)
            for (i = tile.i; i < tile.i_end; i++)
                write_digits(P->digits + j * m + i, (size_t)(m * n), P->count,
                             arb_midref(arb_mat_entry(A, i, j)), exponent);
    return MC_OK;
}

/* a = 2^exponent sum_k digit_k 2^(24 k): digits made nonnegative from the sign of the leading one,
 * then packed into limbs, 24 bits at a time. */
static void read_digits(arf_t a, const double *digit, size_t stride, slong count, slong exponent,
                        mp_ptr limbs)
{
    slong k, n = (DIGIT_BITS * count + 63) / 64;
    double sign, borrow = 0;

    while (count > 0 && digit[(size_t)(count - 1) * stride] == 0)
        count--;
    if (count == 0) {
        arf_zero(a);
        return;
    }
    sign = digit[(size_t)(count - 1) * stride] < 0 ? -1 : 1;
    flint_mpn_zero(limbs, n + 1);
    for (k = 0; k < count; k++) {
        double d = sign * digit[(size_t)k * stride] - borrow;
        slong limb = (DIGIT_BITS * k) >> 6, offset = (DIGIT_BITS * k) & 63;
        mp_limb_t value;

        borrow = d < 0;
        value = (mp_limb_t)(d + borrow * 0x1p24);
        limbs[limb] |= value << offset;
        if (offset > 64 - DIGIT_BITS)
            limbs[limb + 1] |= value >> (64 - offset);
    }
    while (n > 0 && limbs[n - 1] == 0)
        n--;
    if (n == 0)
        arf_zero(a);
    else
        arf_set_mpn(a, limbs, n, sign < 0);
    arf_mul_2exp_si(a, a, exponent);
}

void mc_planes_get(arb_mat_t A, const struct mc_planes *P)
{
    struct tile tile;
    slong i, j;
    mp_limb_t limbs[DIGIT_BITS * PLANES_AT_MOST / 64 + 2];

    for (tile = tile_first(); tile_next(&tile, P->rows, P->cols);)
        for (j = tile.j; j < tile.j_end; j++)
            for (i = tile.i; i < tile.i_end; i++) {
                arb_ptr a = arb_mat_entry(A, i, j);
                mag_zero(arb_radref(a));
                read_digits(arb_midref(a), P->digits + j * P->rows + i,
                            (size_t)(P->rows * P->cols), P->count, P->exponent, limbs);
            }
}
