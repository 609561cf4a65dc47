// SPDX-License-Identifier: GPL-3.0-or-later
#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "theorem/formula.h"

enum { LARGEST_POWER = 64 };

struct reader {
    const char *at;
    const struct formulas *known;
    bool failed;
};

static void read_sum(fmpq_poly_t out, struct reader *r);

static bool take(struct reader *r, char c)
{
    bool found;

    while (*r->at == ' ')
        r->at++;
    found = *r->at == c;
    r->at += found;
    return found;
}

static void read_number(fmpq_poly_t out, struct reader *r)
{
    size_t length = strspn(r->at, "0123456789.");
    char text[256];
    fmpq_t value;

    fmpq_init(value);
    r->failed = r->failed || !length || length >= sizeof text;
    if (!r->failed) {
        memcpy(text, r->at, length);
        text[length] = '\0';
        r->failed = mc_rational_parse(value, text, NULL) != MC_OK;
        fmpq_poly_set_fmpq(out, value);
        r->at += length;
    }
    fmpq_clear(value);
}

/* "x", "f", "f'(1 - x)" */
static void read_name(fmpq_poly_t out, struct reader *r)
{
    const char *start = r->at;
    size_t length, i;
    fmpq_poly_t inner;

    while (isalnum((unsigned char)*r->at) || *r->at == '_')
        r->at++;
    length = (size_t)(r->at - start);
    if (length == 1 && *start == 'x') {
        fmpq_poly_set_coeff_si(out, 1, 1);
        return;
    }
    for (i = 0; i < r->known->count; i++)
        if (strlen(r->known->names[i]) == length && !strncmp(r->known->names[i], start, length))
            break;
    if (i == r->known->count) {
        r->failed = true;
        return;
    }
    fmpq_poly_set(out, r->known->polynomials + i);
    while (*r->at == '\'') {
        fmpq_poly_derivative(out, out);
        r->at++;
    }
    if (*r->at == '(') {
        r->at++;
        fmpq_poly_init(inner);
        read_sum(inner, r);
        fmpq_poly_compose(out, out, inner);
        fmpq_poly_clear(inner);
        r->failed = r->failed || !take(r, ')');
    }
}

static void read_factor(fmpq_poly_t out, struct reader *r)
{
    unsigned long power;
    char *end;

    fmpq_poly_zero(out);
    if (r->failed)
        return;
    if (take(r, '-')) {
        read_factor(out, r);
        fmpq_poly_neg(out, out);
        return;
    }
    if (take(r, '(')) {
        read_sum(out, r);
        r->failed = r->failed || !take(r, ')');
    } else if (isalpha((unsigned char)*r->at)) {
        read_name(out, r);
    } else {
        read_number(out, r);
    }
    if (take(r, '^')) {
        power = strtoul(r->at, &end, 10);
        r->failed = r->failed || end == r->at || power > LARGEST_POWER;
        r->at = end;
        if (!r->failed)
            fmpq_poly_pow(out, out, power);
    }
}

static void read_product(fmpq_poly_t out, struct reader *r)
{
    fmpq_poly_t factor;
    bool divide;
    fmpq_t value;

    fmpq_init(value);
    fmpq_poly_init(factor);
    read_factor(out, r);
    while (!r->failed && ((divide = take(r, '/')) || take(r, '*'))) {
        read_factor(factor, r);
        if (divide && (fmpq_poly_degree(factor) > 0 || fmpq_poly_is_zero(factor))) {
            r->failed = true;
        } else if (divide) {
            fmpq_poly_get_coeff_fmpq(value, factor, 0);
            fmpq_poly_scalar_div_fmpq(out, out, value);
        } else {
            fmpq_poly_mul(out, out, factor);
        }
    }
    fmpq_poly_clear(factor);
    fmpq_clear(value);
}

static void read_sum(fmpq_poly_t out, struct reader *r)
{
    fmpq_poly_t term;
    bool minus;

    fmpq_poly_init(term);
    read_product(out, r);
    while (!r->failed && ((minus = take(r, '-')) || take(r, '+'))) {
        read_product(term, r);
        if (minus)
            fmpq_poly_sub(out, out, term);
        else
            fmpq_poly_add(out, out, term);
    }
    fmpq_poly_clear(term);
}

enum mc_status formula_read(fmpq_poly_t out, const struct formulas *known, const char *text,
                            struct mc_complaint *why)
{
    struct reader r = {.at = text, .known = known};

    read_sum(out, &r);
    take(&r, ' ');
    if (!r.failed && !*r.at)
        return MC_OK;
    fmpq_poly_zero(out);
    return mc_complain(why, MC_BAD_INPUT, "no formula: '%.120s', at '%.40s'", text, r.at);
}
