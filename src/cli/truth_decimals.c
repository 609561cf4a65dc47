// SPDX-License-Identifier: GPL-3.0-or-later
/* Decimal text: every entry is an integer times 10^-k. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/truth.h"

enum { RADIUS_BITS = 64 };

/* floor(log10 x) or so, of the upper end of a ball; `otherwise` at zero. */
static slong exponent_of(const arb_t x, slong otherwise)
{
    mag_t upper;
    slong exponent = otherwise;

    mag_init(upper);
    arb_get_mag(upper, x);
    if (!mag_is_zero(upper))
        exponent = (slong)floor(mag_get_d_log2_approx(upper) * 0.30102999566398120);
    mag_clear(upper);
    return exponent;
}

/* k: entries are rounded to multiples of 10^-k. */
static slong decimal_places(const arb_mat_t out, const arb_t radius, slong digits)
{
    double count = (double)arb_mat_nrows(out) * (double)arb_mat_ncols(out);
    slong exponent, places;
    arb_t norm;

    arb_init(norm);
    mc_frobenius_norm(norm, out, RADIUS_BITS);
    exponent = exponent_of(norm, 0) - digits - 2;
    places = 1 + (count > 1 ? (slong)ceil(log10(count) / 2) : 0) - exponent_of(radius, exponent);
    arb_clear(norm);
    return places < 0 ? 0 : places;
}

/* Is every entry a multiple of 10^-k already? */
static bool is_decimal(const arb_mat_t out, const fmpz_t power)
{
    bool exact = true;
    arf_t product;
    slong i, j;

    arf_init(product);
    for (i = 0; i < arb_mat_nrows(out); i++) {
        for (j = 0; j < arb_mat_ncols(out); j++) {
            arf_mul_fmpz(product, arb_midref(arb_mat_entry(out, i, j)), power, ARF_PREC_EXACT,
                         ARF_RND_DOWN);
            exact = exact && arf_is_int(product);
        }
    }
    arf_clear(product);
    return exact;
}

/* radius + sqrt(m n) 10^-k / 2, where anything is rounded at all. */
static void add_rounding(arb_t radius, const arb_mat_t out, const fmpz_t power)
{
    arb_t rounding;

    if (is_decimal(out, power))
        return;
    arb_init(rounding);
    arb_set_si(rounding, arb_mat_nrows(out));
    arb_mul_si(rounding, rounding, arb_mat_ncols(out), RADIUS_BITS);
    arb_sqrt(rounding, rounding, RADIUS_BITS);
    arb_div_fmpz(rounding, rounding, power, RADIUS_BITS);
    arb_mul_2exp_si(rounding, rounding, -1);
    arb_add(radius, radius, rounding, RADIUS_BITS);
    arb_clear(rounding);
}

/* x rounded to the nearest multiple of 10^-places, as "-1.25e-7". */
static int print_decimal(FILE *file, const arf_t x, const fmpz_t power, slong places)
{
    fmpz_t scaled;
    arf_t product;
    char *text, *digits, *end;
    int printed;

    fmpz_init(scaled);
    arf_init(product);
    arf_mul_fmpz(product, x, power, ARF_PREC_EXACT, ARF_RND_DOWN);
    arf_get_fmpz(scaled, product, ARF_RND_NEAR);
    text = fmpz_get_str(NULL, 10, scaled);
    digits = text + (*text == '-');
    places = (slong)strlen(digits) - 1 - places;
    for (end = digits + strlen(digits); end > digits + 1 && end[-1] == '0'; end--)
        end[-1] = '\0';
    printed = fprintf(file, "%.*s%c%s%s", (int)(digits - text), text, *digits,
                      digits[1] ? "." : "", digits + 1);
    if (printed > 0 && places && !fmpz_is_zero(scaled))
        printed = fprintf(file, "e%ld", places);
    flint_free(text);
    arf_clear(product);
    fmpz_clear(scaled);
    return printed;
}

struct decimals {
    arb_srcptr const *rows;
    slong count, cols, places;
    const fmpz *power;
};

static bool print_rows(FILE *file, const void *what)
{
    const struct decimals *d = what;
    slong i, j;

    for (i = 0; i < d->count; i++) {
        for (j = 0; j < d->cols; j++) {
            if (j && putc(',', file) == EOF)
                return false;
            if (print_decimal(file, arb_midref(d->rows[i] + j), d->power, d->places) < 0)
                return false;
        }
        if (putc('\n', file) == EOF)
            return false;
    }
    return true;
}

enum mc_status write_decimals(const char *path, const arb_mat_t out, arb_t radius, slong digits,
                              struct mc_complaint *why)
{
    slong places = decimal_places(out, radius, digits);
    enum mc_status status;
    fmpz_t power;

    fmpz_init(power);
    fmpz_ui_pow_ui(power, 10, (ulong)places);
    add_rounding(radius, out, power);
    status = write_text(path, print_rows,
                        &(struct decimals){(arb_srcptr const *)out->rows, arb_mat_nrows(out),
                                           arb_mat_ncols(out), places, power}, why);
    fmpz_clear(power);
    return status;
}
