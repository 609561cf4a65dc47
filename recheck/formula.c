// SPDX-License-Identifier: GPL-3.0-or-later
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "formula.h"

enum {
    LONGEST_NUMBER = 4000,
    LARGEST_POWER = 64,
    LARGEST_DEGREE = 2000,
    LARGEST_BITS = 1 << 20,
    LARGEST_GRID = 1 << 18,
    LARGEST_WORK = 1 << 16, /* factors of one formula, those of names each time they are met */
    DEEPEST = 64
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

/* What formulas are read into: polynomials, or jets. */
union element {
    struct polynomial p;
    struct jet jet;
};

struct reader {
    const char *at;
    const struct names *names;
    size_t visible; /* names before this one: nothing is let by itself         */
    const union element *x;
    const mpq_t *values;  /* of the variables; NULL: there are none                  */
    const char *measured; /* the variable that is read as x to learn its degree      */
    bool jets, failed;
    int depth;
    long *work;
};

static void element_init(union element *e, const struct reader *r)
{
    if (r->jets)
        jet_init(&e->jet);
    else
        polynomial_init(&e->p);
}

static void element_clear(union element *e, const struct reader *r)
{
    if (r->jets)
        jet_clear(&e->jet);
    else
        polynomial_clear(&e->p);
}

static void element_set(union element *out, const union element *a, const struct reader *r)
{
    if (r->jets)
        jet_set(&out->jet, &a->jet);
    else
        polynomial_set(&out->p, &a->p);
}

static void element_set_constant(union element *out, const mpq_t c, const struct reader *r)
{
    if (r->jets)
        jet_set_interval(&out->jet, c, c, 0);
    else
        polynomial_set_term(&out->p, c, 0);
}

/* Nothing may cancel while a degree is measured. */
static void element_add(union element *out, const union element *a, const union element *b,
                        int sign, const struct reader *r)
{
    if (r->jets)
        jet_add(&out->jet, &a->jet, &b->jet, sign);
    else
        polynomial_add(&out->p, &a->p, &b->p, r->measured ? 1 : sign);
}

static void element_multiply(union element *out, const union element *a, const union element *b,
                             struct reader *r)
{
    if (r->jets) {
        r->failed = r->failed || mpz_sizeinbase(a->jet.value.hi, 2) > LARGEST_BITS;
        jet_multiply(&out->jet, &a->jet, &b->jet);
        return;
    }
    r->failed = r->failed || a->p.count + b->p.count > LARGEST_DEGREE ||
                polynomial_bits(&a->p) > LARGEST_BITS;
    if (!r->failed)
        polynomial_multiply(&out->p, &a->p, &b->p);
}

/* By anything that has no zero; polynomials by constants alone. */
static void element_divide(union element *out, const union element *a, union element *b,
                           struct reader *r)
{
    if (r->jets) {
        r->failed = r->failed || !jet_divide(&out->jet, &a->jet, &b->jet);
        return;
    }
    r->failed = r->failed || b->p.count != 1;
    if (!r->failed) {
        mpq_inv(b->p.c[0], b->p.c[0]);
        element_multiply(out, a, b, r);
    }
}

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
        r->failed = r->failed || !read_decimal(value, &r->at);
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
static bool read_all(union element *out, struct reader r, const char *text)
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
    bool fine = read_all(&value, (struct reader){.names = names}, text);

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

/* The degree of the variable in the text is below *count. */
static bool measure(size_t *count, const struct names *names, size_t which, const char *text)
{
    union element value;
    bool fine;

    polynomial_init(&value.p);
    fine = read_all(&value, (struct reader){.names = names, .measured = names->variable[which]},
                    text);
    if (value.p.count > *count)
        *count = value.p.count;
    polynomial_clear(&value.p);
    return fine;
}

/* left = right as polynomials in x, at these values of the variables */
static bool equal_at(const struct names *names, const mpq_t *values, const char *left,
                     const char *right)
{
    struct reader r = {.names = names, .values = values};
    union element l, s;
    bool fine;

    polynomial_init(&l.p);
    polynomial_init(&s.p);
    fine = read_all(&l, r, left) && read_all(&s, r, right) && polynomial_equal(&l.p, &s.p);
    polynomial_clear(&s.p);
    polynomial_clear(&l.p);
    return fine;
}

bool identity_holds(const struct names *names, const char *left, const char *right)
{
    size_t count[MOST_NAMES] = {0}, points = 1, i, k, rest;
    mpq_t values[MOST_NAMES];
    bool fine = true;

    for (i = 0; i < names->variables && fine; i++) {
        fine = measure(count + i, names, i, left) && measure(count + i, names, i, right);
        count[i] += !count[i];
        points *= count[i];
        fine = fine && points <= LARGEST_GRID;
    }
    for (i = 0; i < names->variables; i++)
        mpq_init(values[i]);
    for (k = 0; k < points && fine; k++) {
        for (i = 0, rest = k; i < names->variables; rest /= count[i++])
            mpq_set_ui(values[i], rest % count[i], 1);
        fine = equal_at(names, names->variables ? (const mpq_t *)values : NULL, left, right);
    }
    for (i = 0; i < names->variables; i++)
        mpq_clear(values[i]);
    return fine;
}
