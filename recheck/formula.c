// SPDX-License-Identifier: GPL-3.0-or-later
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "reader.h"

enum {
    LARGEST_POWER = 64,
    LARGEST_DEGREE = 2000,
    LARGEST_WORK = 1 << 16, /* factors of one formula, those of names each time they are met */
    DEEPEST = 64
};

static void read_sum(union element *out, struct reader *r);

static bool take(struct reader *r, char c)
{
    r->at += strspn(r->at, " ");
    if (*r->at != c)
        return false;
    r->at++;
    return true;
}

static void set_power_of_x(union element *out, unsigned long power)
{
    mpq_t one;

    mpq_init(one);
    mpq_set_ui(one, 1, 1);
    polynomial_set_term(&out->p, one, power);
    mpq_clear(one);
}

/* out = what the name `which` was let, with x for x */
static void read_let(union element *out, struct reader *r, size_t which, const union element *x)
{
    struct reader inner = *r;

    inner.at = r->names->text[which];
    inner.visible = which;
    inner.x = x;
    read_sum(out, &inner);
    inner.at += strspn(inner.at, " ");
    r->failed = r->failed || inner.failed || *inner.at;
}

/* "f", "f(1 - x)", "f'(1 - x)" behind the name */
static void read_application(union element *out, struct reader *r, size_t which)
{
    size_t derivatives = strspn(r->at, "'");
    union element argument, itself;

    r->failed = r->failed || (derivatives && (r->jets || r->values || r->measured));
    r->at += derivatives;
    element_init(&argument, r);
    element_set(&argument, r->x, r);
    if (*r->at == '(') {
        r->at++;
        read_sum(&argument, r);
        r->failed = r->failed || !take(r, ')');
    }
    if (!r->failed && derivatives) {
        element_init(&itself, r);
        set_power_of_x(&itself, 1);
        read_let(out, r, which, &itself);
        for (; derivatives; derivatives--)
            polynomial_derive(&out->p);
        r->failed = r->failed || out->p.count * argument.p.count > LARGEST_DEGREE;
        if (!r->failed)
            polynomial_compose(&out->p, &out->p, &argument.p);
        element_clear(&itself, r);
    } else if (!r->failed) {
        read_let(out, r, which, &argument);
    }
    element_clear(&argument, r);
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

static void read_variable(union element *out, struct reader *r, size_t which)
{
    r->failed = r->failed || (!r->values && !r->measured);
    if (r->failed)
        return;
    if (r->measured)
        set_power_of_x(out, !strcmp(r->names->variable[which], r->measured));
    else
        element_set_constant(out, r->values[which], r);
}

static void read_name(union element *out, struct reader *r)
{
    const char *start = r->at;
    size_t length, variable, let;

    while (isalnum((unsigned char)*r->at) || *r->at == '_')
        r->at++;
    length = (size_t)(r->at - start);
    variable = find(r->names->variable, r->names->variables, start, length);
    let = find(r->names->name, r->visible, start, length);
    if (length == 1 && *start == 'x')
        element_set(out, r->x, r);
    else if (variable < r->names->variables)
        read_variable(out, r, variable);
    else if (let < r->visible)
        read_application(out, r, let);
    else
        r->failed = true;
}

static void read_power(union element *out, struct reader *r)
{
    union element base;
    unsigned long power;
    mpq_t one;
    char *end;

    r->at += strspn(r->at, " ");
    r->failed = r->failed || !isdigit((unsigned char)*r->at);
    power = strtoul(r->at, &end, 10);
    r->failed = r->failed || power > LARGEST_POWER;
    if (r->failed)
        return;
    r->at = end;
    mpq_init(one);
    mpq_set_ui(one, 1, 1);
    element_init(&base, r);
    element_set(&base, out, r);
    element_set_constant(out, one, r);
    while (!r->failed && power--)
        element_multiply(out, out, &base, r);
    element_clear(&base, r);
    mpq_clear(one);
}

static void read_unsigned(union element *out, struct reader *r)
{
    mpq_t value;

    mpq_init(value);
    if (take(r, '(')) {
        read_sum(out, r);
        r->failed = r->failed || !take(r, ')');
    } else if (isalpha((unsigned char)*r->at)) {
        read_name(out, r);
    } else {
        r->failed = r->failed || !decimal_read(value, &r->at);
        element_set_constant(out, value, r);
    }
    if (!r->failed && take(r, '^'))
        read_power(out, r);
    mpq_clear(value);
}

static void read_factor(union element *out, struct reader *r)
{
    union element zero;

    r->failed = r->failed || ++r->depth > DEEPEST || --*r->work < 0;
    if (r->failed)
        return;
    if (take(r, '-')) {
        element_init(&zero, r);
        read_factor(out, r);
        element_add(out, &zero, out, -1, r);
        element_clear(&zero, r);
    } else {
        read_unsigned(out, r);
    }
    r->depth--;
}

static void read_product(union element *out, struct reader *r)
{
    union element factor;
    bool divide;

    element_init(&factor, r);
    read_factor(out, r);
    while (!r->failed && ((divide = take(r, '/')) || take(r, '*'))) {
        read_factor(&factor, r);
        if (divide)
            element_divide(out, out, &factor, r);
        else
            element_multiply(out, out, &factor, r);
    }
    element_clear(&factor, r);
}

static void read_sum(union element *out, struct reader *r)
{
    union element term;
    bool minus;

    element_init(&term, r);
    read_product(out, r);
    while (!r->failed && ((minus = take(r, '-')) || take(r, '+'))) {
        read_product(&term, r);
        element_add(out, out, &term, minus ? -1 : 1, r);
    }
    element_clear(&term, r);
}

/* The whole text, x being x, or 1 while the degree of another variable is measured. */
bool element_read(union element *out, struct reader r, const char *text)
{
    union element x;
    long work = LARGEST_WORK;

    r.work = &work;
    r.at = text;
    r.visible = r.names->count;
    r.x = &x;
    element_init(&x, &r);
    set_power_of_x(&x, !r.measured);
    read_sum(out, &r);
    r.at += strspn(r.at, " ");
    element_clear(&x, &r);
    return !r.failed && !*r.at;
}

bool polynomial_read(struct polynomial *out, const struct names *names, const char *text)
{
    union element value = {.p = *out};
    bool fine = element_read(&value, (struct reader){.names = names}, text);

    *out = value.p;
    return fine;
}

bool jet_read(struct jet *out, const struct names *names, const char *text, const mpq_t lo,
              const mpq_t hi)
{
    long work = LARGEST_WORK;
    union element x, value;
    struct reader r = {.at = text,
                       .names = names,
                       .visible = names->count,
                       .x = &x,
                       .jets = true,
                       .work = &work};

    element_init(&x, &r);
    element_init(&value, &r);
    jet_set_interval(&x.jet, lo, hi, 1);
    read_sum(&value, &r);
    r.at += strspn(r.at, " ");
    jet_set(out, &value.jet);
    element_clear(&value, &r);
    element_clear(&x, &r);
    return !r.failed && !*r.at;
}
