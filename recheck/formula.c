// SPDX-License-Identifier: GPL-3.0-or-later
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "formula.h"

enum { LONGEST_NUMBER = 4000, LARGEST_POWER = 64, LARGEST_DEGREE = 2000, DEEPEST = 64 };

struct reader {
    const char *at;
    const struct names *names;
    bool failed;
    int depth;
};

/* An unsigned decimal: digits with one point; moves *at behind it. */
static bool read_decimal(mpq_t out, const char **at)
{
    char digits[LONGEST_NUMBER + 1];
    size_t count = 0;
    unsigned long after = 0;
    bool point = false;

    for (; count < LONGEST_NUMBER && (isdigit((unsigned char)**at) || (**at == '.' && !point));
         ++*at) {
        if (**at == '.') {
            point = true;
        } else {
            digits[count++] = **at;
            after += point;
        }
    }
    digits[count] = '\0';
    if (!count || count == LONGEST_NUMBER)
        return false;
    mpz_set_str(mpq_numref(out), digits, 10);
    mpz_ui_pow_ui(mpq_denref(out), 10, after);
    mpq_canonicalize(out);
    return true;
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
    if (end == *at + 1 || labs(exponent) > 1000)
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
    fine = read_decimal(out, &text) && read_exponent(out, &text);
    if (fine && *text == '/') {
        text++;
        fine = read_decimal(below, &text) && read_exponent(below, &text) && mpq_sgn(below) > 0;
        if (fine)
            mpq_div(out, out, below);
    }
    mpq_clear(below);
    if (negative)
        mpq_neg(out, out);
    return fine && !*text;
}

static void read_sum(struct polynomial *out, struct reader *r);

static bool take(struct reader *r, char c)
{
    r->at += strspn(r->at, " ");
    if (*r->at != c)
        return false;
    r->at++;
    return true;
}

static void set_one_term(struct polynomial *out, size_t power)
{
    mpq_t one;

    mpq_init(one);
    mpq_set_ui(one, 1, 1);
    polynomial_set_term(out, one, power);
    mpq_clear(one);
}

static void read_name(struct polynomial *out, struct reader *r)
{
    size_t length = 0, i;
    struct polynomial inner;

    while (isalnum((unsigned char)r->at[length]) || r->at[length] == '_')
        length++;
    for (i = 0; i < r->names->count; i++)
        if (strlen(r->names->name[i]) == length && !strncmp(r->names->name[i], r->at, length))
            break;
    if (length == 1 && *r->at == 'x') {
        r->at++;
        set_one_term(out, 1);
        return;
    }
    r->failed = r->failed || i == r->names->count;
    if (r->failed)
        return;
    polynomial_set(out, r->names->polynomial + i);
    for (r->at += length; *r->at == '\''; r->at++)
        polynomial_derive(out);
    if (*r->at != '(')
        return;
    r->at++;
    polynomial_init(&inner);
    read_sum(&inner, r);
    r->failed = r->failed || !take(r, ')') || out->count * inner.count > LARGEST_DEGREE;
    if (!r->failed)
        polynomial_compose(out, out, &inner);
    polynomial_clear(&inner);
}

static void read_power(struct polynomial *out, struct reader *r)
{
    struct polynomial base;
    unsigned long power;
    char *end;

    r->at += strspn(r->at, " ");
    r->failed = r->failed || !isdigit((unsigned char)*r->at);
    if (r->failed)
        return;
    power = strtoul(r->at, &end, 10);
    r->at = end;
    r->failed = power > LARGEST_POWER || out->count * power > LARGEST_DEGREE;
    polynomial_init(&base);
    polynomial_set(&base, out);
    set_one_term(out, 0);
    while (!r->failed && power--)
        polynomial_multiply(out, out, &base);
    polynomial_clear(&base);
}

static void read_factor(struct polynomial *out, struct reader *r)
{
    struct polynomial zero;
    mpq_t value;

    r->failed = r->failed || ++r->depth > DEEPEST;
    if (r->failed)
        return;
    mpq_init(value);
    polynomial_init(&zero);
    if (take(r, '-')) {
        read_factor(out, r);
        polynomial_add(out, &zero, out, -1);
    } else {
        if (take(r, '(')) {
            read_sum(out, r);
            r->failed = r->failed || !take(r, ')');
        } else if (isalpha((unsigned char)*r->at)) {
            read_name(out, r);
        } else {
            r->failed = !read_decimal(value, &r->at);
            if (!r->failed)
                polynomial_set_term(out, value, 0);
        }
        if (!r->failed && take(r, '^'))
            read_power(out, r);
    }
    r->depth--;
    polynomial_clear(&zero);
    mpq_clear(value);
}

static void read_product(struct polynomial *out, struct reader *r)
{
    struct polynomial factor;
    bool divide;

    polynomial_init(&factor);
    read_factor(out, r);
    while (!r->failed && ((divide = take(r, '/')) || take(r, '*'))) {
        read_factor(&factor, r);
        if (divide && !r->failed && factor.count == 1)
            mpq_inv(factor.c[0], factor.c[0]);
        else if (divide)
            r->failed = true;
        r->failed = r->failed || out->count + factor.count > LARGEST_DEGREE;
        if (!r->failed)
            polynomial_multiply(out, out, &factor);
    }
    polynomial_clear(&factor);
}

static void read_sum(struct polynomial *out, struct reader *r)
{
    struct polynomial term;
    bool minus;

    polynomial_init(&term);
    read_product(out, r);
    while (!r->failed && ((minus = take(r, '-')) || take(r, '+'))) {
        read_product(&term, r);
        polynomial_add(out, out, &term, minus ? -1 : 1);
    }
    polynomial_clear(&term);
}

bool polynomial_read(struct polynomial *out, const struct names *names, const char *text)
{
    struct reader r = {.at = text, .names = names};

    read_sum(out, &r);
    r.at += strspn(r.at, " ");
    return !r.failed && !*r.at;
}
