// SPDX-License-Identifier: Apache-2.0
/* Binary bounds to decimal bounds: MPFR prints a binary float to n decimal digits rounded in the
 * direction asked for, correctly. */
#include <stdlib.h>
#include <string.h>
#include <mpfr.h>

#include "muoncheck/number.h"

slong mc_bits_for_digits(slong digits)
{
    return (slong)((double)digits * 3.3219280948873626) + 17;
}

static char *plain_copy(const char *text)
{
    return strdup(text);
}

/* Drops zeros that say nothing at the end of "d.ddd000e-5". */
static void trim(char *mantissa)
{
    size_t length = strlen(mantissa);

    while (length > 1 && mantissa[length - 1] == '0')
        mantissa[--length] = '\0';
    if (length && mantissa[length - 1] == '.')
        mantissa[--length] = '\0';
}

/* sign, digits without point, exponent of 0.d1d2d3... -> "d1.d2d3e<exponent-1>", or plain from
 * 0.001 to 10^20. */
static char *arrange(const char *digits, mpfr_exp_t exponent)
{
    const char *sign = *digits == '-' ? "-" : "", *d = digits + (*digits == '-');
    size_t count = strlen(d), i, at = 0;
    char *out = malloc(count + 64), *mantissa;

    if (!out)
        return NULL;
    strcpy(out, sign);
    mantissa = out + strlen(out);
    if (exponent > -3 && exponent <= 0) {
        sprintf(mantissa, "0.%.*s%s", (int)-exponent, "00", d);
        trim(mantissa);
        return out;
    }
    if (exponent > 0 && exponent <= 20) {
        for (i = 0; i < count || i < (size_t)exponent; i++) {
            if (i == (size_t)exponent)
                mantissa[at++] = '.';
            mantissa[at++] = i < count ? d[i] : '0';
        }
        mantissa[at] = '\0';
        if (count > (size_t)exponent)
            trim(mantissa);
        return out;
    }
    mantissa[at++] = d[0];
    mantissa[at++] = '.';
    strcpy(mantissa + at, d + 1);
    trim(mantissa);
    sprintf(mantissa + strlen(mantissa), "e%ld", (long)exponent - 1);
    return out;
}

static char *bound_text(const arf_t bound, slong digits, mpfr_rnd_t direction)
{
    mpfr_t value;
    mpfr_exp_t exponent;
    char *raw, *out;

    if (arf_is_nan(bound))
        return plain_copy(direction == MPFR_RNDD ? "-inf" : "inf");
    if (arf_is_inf(bound))
        return plain_copy(arf_sgn(bound) < 0 ? "-inf" : "inf");
    if (arf_is_zero(bound))
        return plain_copy("0");
    mpfr_init2(value, arf_bits(bound) < 2 ? 2 : arf_bits(bound));
    arf_get_mpfr(value, bound, direction == MPFR_RNDD ? MPFR_RNDD : MPFR_RNDU);
    if (mpfr_regular_p(value)) {
        raw = mpfr_get_str(NULL, &exponent, 10, (size_t)(digits < 2 ? 2 : digits), value,
                           direction);
        out = arrange(raw, exponent);
        mpfr_free_str(raw);
    } else { /* beyond the exponents of MPFR, rounded outward to infinity or to zero */
        out = plain_copy(mpfr_zero_p(value) ? "0" : mpfr_sgn(value) < 0 ? "-inf" : "inf");
    }
    mpfr_clear(value);
    return out;
}

enum mc_status mc_enclosure_text(char **lo, char **hi, const arb_t x, slong digits)
{
    arf_t a, b;

    arf_init(a);
    arf_init(b);
    arb_get_interval_arf(a, b, x, mc_bits_for_digits(digits) + 64);
    *lo = bound_text(a, digits, MPFR_RNDD);
    *hi = bound_text(b, digits, MPFR_RNDU);
    arf_clear(a);
    arf_clear(b);
    if (*lo && *hi)
        return MC_OK;
    free(*lo);
    free(*hi);
    *lo = *hi = NULL;
    return MC_NO_RESOURCE;
}
