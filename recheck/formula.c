// SPDX-License-Identifier: GPL-3.0-or-later
#include <ctype.h>
#include <string.h>

#include "formula.h"
#include "number.h"

enum {
    LARGEST_POWER = 64,
    LARGEST_DEGREE = 2000,
    LARGEST_BITS = 1 << 20,
    LARGEST_WORK = 1 << 16, /* factors of one formula, those of names each time they are met */
    DEEPEST = 64
};

struct reader {
    const char *at;
    const struct names *names;
    size_t visible; /* names before this one */
    struct reading how;
    int depth;
    long work;
    bool failed;
};

static void read_sum(struct series *out, struct reader *r);

static bool take(struct reader *r, char c)
{
    r->at += strspn(r->at, " ");
    if (*r->at != c)
        return false;
    r->at++;
    return true;
}

static void expect(struct reader *r, char c)
{
    r->failed = !take(r, c) || r->failed;
}

static void multiply(struct series *out, const struct series *p, struct reader *r)
{
    r->failed =
        r->failed || out->count + p->count > LARGEST_DEGREE || series_bits(out) > LARGEST_BITS;
    if (!r->failed)
        series_multiply(out, out, p, r->how.jets);
}

/* out = what the name `which` was let, with x for x */
static void read_let(struct series *out, struct reader *r, size_t which, const struct series *x)
{
    struct reader outer = *r;

    r->at = r->names->text[which];
    r->visible = which;
    r->how.x = x;
    read_sum(out, r);
    r->at += strspn(r->at, " ");
    r->failed = r->failed || *r->at;
    r->at = outer.at;
    r->visible = outer.visible;
    r->how.x = outer.how.x;
}

/* "f", "f(1 - x)", "f'(1 - x)" behind the name */
static void read_application(struct series *out, struct reader *r, size_t which)
{
    size_t derivatives = strspn(r->at, "'"), i;
    SERIES(argument);
    SERIES(x);

    r->failed = r->failed || (derivatives && (r->how.jets || r->how.variables));
    r->at += derivatives;
    series_set(&argument, r->how.x);
    if (*r->at == '(') {
        r->at++;
        read_sum(&argument, r);
        expect(r, ')');
    }
    series_set_natural(&x, 1, 1);
    if (!r->failed)
        read_let(out, r, which, derivatives ? &x : &argument);
    for (i = 0; i < derivatives; i++)
        series_derive(out);
    r->failed = r->failed || (derivatives && out->count * argument.count > LARGEST_DEGREE);
    if (!r->failed && derivatives)
        series_compose(out, out, &argument);
}

/* The index of the name of that length at `at` among `count`; count where there is none. */
static size_t find(const char *const *names, size_t count, const char *at, size_t length)
{
    size_t i;

    for (i = 0; i < count; i++)
        if (strlen(names[i]) == length && !strncmp(names[i], at, length))
            break;
    return i;
}

static void read_name(struct series *out, struct reader *r)
{
    const char *start = r->at;
    size_t length, variable, let;

    while (isalnum((unsigned char)*r->at) || *r->at == '_')
        r->at++;
    length = (size_t)(r->at - start);
    variable = find(r->names->variable, r->names->variables, start, length);
    let = find(r->names->name, r->visible, start, length);
    if (length == 1 && *start == 'x')
        series_set(out, r->how.x);
    else if (variable < r->names->variables && r->how.variables)
        series_set(out, r->how.variables + variable);
    else if (variable == r->names->variables && let < r->visible)
        read_application(out, r, let);
    else
        r->failed = true;
}

static void read_power(struct series *out, struct reader *r)
{
    unsigned long power = 0;
    SERIES(base);

    r->at += strspn(r->at, " ");
    r->failed = r->failed || !isdigit((unsigned char)*r->at);
    for (; isdigit((unsigned char)*r->at) && power <= LARGEST_POWER; r->at++)
        power = 10 * power + (unsigned long)(*r->at - '0');
    r->failed = r->failed || power > LARGEST_POWER;
    series_set(&base, out);
    series_set_natural(out, 1, 0);
    for (; power && !r->failed; power--)
        multiply(out, &base, r);
}

static void read_unsigned(struct series *out, struct reader *r)
{
    RATIONAL(value);

    if (take(r, '(')) {
        read_sum(out, r);
        expect(r, ')');
    } else if (isalpha((unsigned char)*r->at)) {
        read_name(out, r);
    } else {
        r->failed = r->failed || !decimal_read(value, &r->at);
        series_set_interval(out, value, value, 0);
    }
    if (!r->failed && take(r, '^'))
        read_power(out, r);
}

static void read_factor(struct series *out, struct reader *r)
{
    r->failed = r->failed || ++r->depth > DEEPEST || --r->work < 0;
    if (r->failed)
        return;
    if (take(r, '-')) {
        read_factor(out, r);
        if (!r->how.degrees)
            series_negate(out);
    } else {
        read_unsigned(out, r);
    }
    r->depth--;
}

static void read_product(struct series *out, struct reader *r)
{
    SERIES(factor);
    bool divide;

    read_factor(out, r);
    while (!r->failed && ((divide = take(r, '/')) || take(r, '*'))) {
        read_factor(&factor, r);
        r->failed = r->failed || (divide && !series_invert(&factor, r->how.jets));
        multiply(out, &factor, r);
    }
}

static void read_sum(struct series *out, struct reader *r)
{
    SERIES(term);
    bool minus;

    read_product(out, r);
    while (!r->failed && ((minus = take(r, '-')) || take(r, '+'))) {
        read_product(&term, r);
        if (minus && !r->how.degrees)
            series_negate(&term);
        series_add(out, out, &term);
    }
}

bool series_read(struct series *out, const struct names *names, const char *text,
                 struct reading how)
{
    struct reader r = {
        .at = text, .names = names, .visible = names->count, .how = how, .work = LARGEST_WORK};

    read_sum(out, &r);
    r.at += strspn(r.at, " ");
    return !r.failed && !*r.at;
}

bool polynomial_read(struct series *out, const struct names *names, const char *text)
{
    SERIES(x);

    series_set_natural(&x, 1, 1);
    return series_read(out, names, text, (struct reading){.x = &x});
}
