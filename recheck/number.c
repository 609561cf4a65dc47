// SPDX-License-Identifier: GPL-3.0-or-later
#include <ctype.h>
#include <stdlib.h>

#include "number.h"

enum { LONGEST_NUMBER = 4000, LARGEST_EXPONENT = 10000 };

bool decimal_read(mpq_t out, const char **at)
{
    size_t count = 0;
    bool point = false;

    mpq_set_ui(out, 0, 1);
    for (; isdigit((unsigned char)**at) || (**at == '.' && !point); ++*at) {
        if (**at == '.') {
            point = true;
            continue;
        }
        if (++count == LONGEST_NUMBER)
            return false;
        mpz_mul_ui(mpq_numref(out), mpq_numref(out), 10);
        mpz_add_ui(mpq_numref(out), mpq_numref(out), (unsigned long)(**at - '0'));
        if (point)
            mpz_mul_ui(mpq_denref(out), mpq_denref(out), 10);
    }
    mpq_canonicalize(out);
    return count > 0;
}

/* e+-N behind a decimal */
static bool read_exponent(mpq_t out, const char **at)
{
    char *end;
    long exponent;
    mpz_t power;

    if (**at != 'e')
        return true;
    exponent = strtol(*at + 1, &end, 10);
    if (end == *at + 1 || labs(exponent) > LARGEST_EXPONENT)
        return false;
    *at = end;
    mpz_init(power);
    mpz_ui_pow_ui(power, 10, (unsigned long)labs(exponent));
    if (exponent >= 0)
        mpz_mul(mpq_numref(out), mpq_numref(out), power);
    else
        mpz_mul(mpq_denref(out), mpq_denref(out), power);
    mpq_canonicalize(out);
    mpz_clear(power);
    return true;
}

bool rational_read(mpq_t out, const char *text)
{
    bool negative = *text == '-', fine;
    mpq_t below;

    mpq_init(below);
    text += negative;
    fine = decimal_read(out, &text) && read_exponent(out, &text);
    if (fine && *text == '/') {
        text++;
        fine = decimal_read(below, &text) && read_exponent(below, &text) && mpq_sgn(below) > 0;
        if (fine)
            mpq_div(out, out, below);
    }
    mpq_clear(below);
    if (negative)
        mpq_neg(out, out);
    return fine && !*text;
}
