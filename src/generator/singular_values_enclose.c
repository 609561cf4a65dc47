// SPDX-License-Identifier: GPL-3.0-or-later
#include <flint/fmpq_vec.h>

#include "generator/singular_values.h"
#include "muoncheck/number.h"

#define ROUNDED_BITS 24

/* base^-t.  The exponential turns the absolute error of t log(base) into a relative one, and
 * |log(base)| is less than the height of base in bits. */
static void power(arb_t x, const fmpq_t base, const fmpq_t t, slong prec)
{
    slong working = prec + 16 + FLINT_BIT_COUNT(fmpq_height_bits(base));

    arb_set_fmpq(x, base, working);
    arb_log(x, x, working);
    arb_mul_fmpz(x, x, fmpq_numref(t), working);
    arb_div_fmpz(x, x, fmpq_denref(t), working);
    arb_neg(x, x);
    arb_exp(x, x, working);
}

/* -log(t)/2.  t is a dyadic number of 48 bits at most, read exactly. */
static void half_logarithm(arb_t x, const fmpq_t t, slong prec)
{
    arb_set_fmpq(x, t, prec + 64);
    arb_log(x, x, prec + 16);
    arb_neg(x, x);
    arb_mul_2exp_si(x, x, -1);
}

/* Value i before it is scaled; i < given. */
static void enclose_value(arb_t x, const struct singular_values *s, slong i, slong prec)
{
    switch (s->form) {
    case SIGMA_LISTED:
        arb_set_fmpq(x, s->t + i, prec);
        break;
    case SIGMA_POWER:
        power(x, s->base, s->t + i, prec);
        break;
    case SIGMA_LOGARITHM:
        half_logarithm(x, s->t + i, prec);
        break;
    }
}

void singular_values_enclose(arb_ptr sigma, const struct singular_values *s, slong prec)
{
    slong working = prec + 8, i;
    arb_t scale;

    arb_init(scale);
    arb_set_fmpq(scale, s->scale, working);
    for (i = 0; i < s->count; i++) {
        arb_zero(sigma + i);
        if (i >= s->given)
            continue;
        enclose_value(sigma + i, s, i, working);
        arb_mul(sigma + i, sigma + i, scale, working);
    }
    arb_clear(scale);
}

/* The midpoint of an enclosure to 128 bits is near enough: it rounds like the value itself,
 * but for values within 2^-104 of a tie, and the rounded value is what the truth is
 * made from. */
static void rounded_value(fmpq_t q, const struct singular_values *s, slong i)
{
    arb_t x;

    arb_init(x);
    enclose_value(x, s, i, 128);
    arf_set_round(arb_midref(x), arb_midref(x), ROUNDED_BITS, ARF_RND_NEAR);
    arf_get_fmpq(q, arb_midref(x));
    arb_clear(x);
}

fmpq *singular_values_rational(const struct singular_values *s)
{
    fmpq *sigma = _fmpq_vec_init(s->count);
    slong i;

    for (i = 0; i < s->given; i++) {
        if (s->form == SIGMA_LISTED)
            fmpq_set(sigma + i, s->t + i);
        else
            rounded_value(sigma + i, s, i);
        fmpq_mul(sigma + i, sigma + i, s->scale);
    }
    return sigma;
}
