// SPDX-License-Identifier: GPL-3.0-or-later
/* One reader for every ring: a name is the text that it was let, read again with its argument
 * for x. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "theorem/formula.h"

enum { LARGEST_POWER = 64 };

struct reader {
    const char *at;
    const struct formulas *known;
    size_t visible; /* names before this one: nothing is let by itself */
    const struct ring *ring;
    const union element *x, *variable; /* x here, and x itself */
    bool failed;
};

static void read_sum(union element *out, struct reader *r);

static bool take(struct reader *r, char c)
{
    bool found;

    while (*r->at == ' ')
        r->at++;
    found = *r->at == c;
    r->at += found;
    return found;
}

static void read_number(union element *out, struct reader *r)
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
        r->ring->constant(out, value, r->ring);
        r->at += length;
    }
    fmpq_clear(value);
}

/* out = what the name `which` was let, at x. */
static void read_let(union element *out, struct reader *r, size_t which, const union element *x)
{
    struct reader inner = *r;

    inner.at = r->known->texts[which];
    inner.visible = which;
    inner.x = x;
    read_sum(out, &inner);
    take(&inner, ' ');
    r->failed = r->failed || inner.failed || *inner.at;
}

/* "f", "f(1 - x)", "f''(1 - x)" behind the name. */
static void read_application(union element *out, struct reader *r, size_t which)
{
    size_t derivatives = strspn(r->at, "'");
    union element argument, f;

    r->at += derivatives;
    r->ring->init(&argument, r->ring);
    r->ring->init(&f, r->ring);
    r->ring->set(&argument, r->x, r->ring);
    if (*r->at == '(') {
        r->at++;
        read_sum(&argument, r);
        r->failed = r->failed || !take(r, ')');
    }
    r->failed = r->failed || (derivatives && !r->ring->derive);
    read_let(&f, r, which, derivatives ? r->variable : &argument);
    for (; derivatives && !r->failed; derivatives--)
        r->ring->derive(&f, &f, derivatives > 1 ? r->variable : &argument, r->ring);
    r->ring->set(out, &f, r->ring);
    r->ring->clear(&f, r->ring);
    r->ring->clear(&argument, r->ring);
}

static bool is_name(const char *name, const char *start, size_t length)
{
    return strlen(name) == length && !strncmp(name, start, length);
}

static void read_name(union element *out, struct reader *r)
{
    const char *start = r->at;
    size_t length, i;

    while (isalnum((unsigned char)*r->at) || *r->at == '_')
        r->at++;
    length = (size_t)(r->at - start);
    if (is_name("x", start, length)) {
        r->ring->set(out, r->x, r->ring);
        return;
    }
    for (i = 0; r->ring->variable && i < r->known->variable_count; i++) {
        if (is_name(r->known->variables[i], start, length)) {
            r->ring->variable(out, i, r->ring);
            return;
        }
    }
    for (i = 0; i < r->visible; i++) {
        if (is_name(r->known->names[i], start, length)) {
            read_application(out, r, i);
            return;
        }
    }
    r->failed = true;
}

static void read_power(union element *out, struct reader *r)
{
    unsigned long power;
    union element base;
    fmpq_t one;
    char *end;

    power = strtoul(r->at, &end, 10);
    r->failed = r->failed || !isdigit((unsigned char)*r->at) || power > LARGEST_POWER;
    r->at = end;
    if (r->failed)
        return;
    fmpq_init(one);
    fmpq_one(one);
    r->ring->init(&base, r->ring);
    r->ring->set(&base, out, r->ring);
    r->ring->constant(out, one, r->ring);
    while (power--)
        r->ring->multiply(out, out, &base, r->ring);
    r->ring->clear(&base, r->ring);
    fmpq_clear(one);
}

static void read_factor(union element *out, struct reader *r)
{
    union element zero;

    if (r->failed)
        return;
    if (take(r, '-')) {
        r->ring->init(&zero, r->ring);
        read_factor(out, r);
        r->ring->add(out, &zero, out, -1, r->ring);
        r->ring->clear(&zero, r->ring);
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
    if (take(r, '^'))
        read_power(out, r);
}

static void read_product(union element *out, struct reader *r)
{
    union element factor;
    bool divide;

    r->ring->init(&factor, r->ring);
    read_factor(out, r);
    while (!r->failed && ((divide = take(r, '/')) || take(r, '*'))) {
        read_factor(&factor, r);
        if (divide)
            r->failed = r->failed || !r->ring->divide(out, out, &factor, r->ring);
        else
            r->ring->multiply(out, out, &factor, r->ring);
    }
    r->ring->clear(&factor, r->ring);
}

static void read_sum(union element *out, struct reader *r)
{
    union element term;
    bool minus;

    r->ring->init(&term, r->ring);
    read_product(out, r);
    while (!r->failed && ((minus = take(r, '-')) || take(r, '+'))) {
        read_product(&term, r);
        r->ring->add(out, out, &term, minus ? -1 : 1, r->ring);
    }
    r->ring->clear(&term, r->ring);
}

enum mc_status formula_read(union element *out, const struct ring *ring, const union element *x,
                            const struct formulas *known, const char *text,
                            struct mc_complaint *why)
{
    struct reader r = {.at = text,
                       .known = known,
                       .visible = known->count,
                       .ring = ring,
                       .x = x,
                       .variable = x};
    union element zero;

    read_sum(out, &r);
    take(&r, ' ');
    if (!r.failed && !*r.at)
        return MC_OK;
    ring->init(&zero, ring);
    ring->set(out, &zero, ring);
    ring->clear(&zero, ring);
    return mc_complain(why, MC_BAD_INPUT, "no formula: '%.120s', at '%.40s'", text, r.at);
}
