// SPDX-License-Identifier: Apache-2.0
/* Exact reading of decimals and fractions, by hand: strtod would round. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "muoncheck/number.h"

/* What is left to read, and the integer that the digits read so far make up. */
struct digits {
    const char *at;
    char *text;      /* the digits alone, without the point */
    size_t count;
    slong after_point;
};

static void read_digits(struct digits *d)
{
    int point = 0;

    for (;; d->at++) {
        if (isdigit((unsigned char)*d->at)) {
            d->text[d->count++] = *d->at;
            d->after_point += point;
        } else if (*d->at == '.' && !point) {
            point = 1;
        } else {
            break;
        }
    }
    d->text[d->count] = '\0';
}

/* The decimal exponent after 'e', or 0 where there is none; 0 returned when it is malformed. */
static int read_exponent(slong *exponent, const char **at)
{
    char *end;
    long value;

    *exponent = 0;
    if (**at != 'e' && **at != 'E')
        return 1;
    if (!isdigit((unsigned char)(*at)[1]) &&
        !(((*at)[1] == '-' || (*at)[1] == '+') && isdigit((unsigned char)(*at)[2])))
        return 0;
    value = strtol(*at + 1, &end, 10);
    *at = end;
    *exponent = value;
    return value >= -1000000 && value <= 1000000;
}

/* One unsigned decimal from *at on; 0 returned when there is none. */
static int read_decimal(fmpq_t q, const char **at)
{
    struct digits d = {.at = *at};
    slong exponent = 0;
    fmpz_t power;
    int fine;

    d.text = malloc(strlen(*at) + 1);
    if (!d.text)
        return 0;
    read_digits(&d);
    fine = d.count > 0 && read_exponent(&exponent, &d.at);
    if (fine) {
        fmpz_init(power);
        fmpz_set_str(fmpq_numref(q), d.text, 10);
        fmpz_one(fmpq_denref(q));
        exponent -= d.after_point;
        fmpz_ui_pow_ui(power, 10, (ulong)labs(exponent));
        if (exponent >= 0)
            fmpq_mul_fmpz(q, q, power);
        else
            fmpq_div_fmpz(q, q, power);
        fmpz_clear(power);
        *at = d.at;
    }
    free(d.text);
    return fine;
}

enum mc_status mc_rational_parse(fmpq_t q, const char *text, struct mc_complaint *why)
{
    const char *at = text;
    int negative = *at == '-', fine;
    fmpq_t denominator;

    fmpq_init(denominator);
    at += *at == '-' || *at == '+';
    fine = read_decimal(q, &at);
    if (fine && *at == '/') {
        at++;
        fine = read_decimal(denominator, &at) && !fmpq_is_zero(denominator);
        if (fine)
            fmpq_div(q, q, denominator);
    }
    fmpq_clear(denominator);
    if (!fine || *at) {
        fmpq_zero(q);
        return mc_complain(why, MC_BAD_INPUT, "'%.80s' is not a decimal or a fraction", text);
    }
    if (negative)
        fmpq_neg(q, q);
    return MC_OK;
}

void mc_rational_enclose(arb_t ball, const fmpq_t q, slong prec)
{
    arb_set_fmpq(ball, q, prec);
}

char *mc_rational_text(const fmpq_t q)
{
    char *flint_text = fmpq_get_str(NULL, 10, q), *copy = strdup(flint_text);

    flint_free(flint_text);
    return copy;
}
