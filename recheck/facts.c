// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * identity   left = right
 * point      the sign of `of` at x
 * sign       `of` >= 0, or > 0, on [from, to]: Bernstein coefficients between the breaks; to =
 *            inf: the coefficients at from
 * root       a change of sign at the ends, a derivative without zero between the breaks
 * image      l_k <= p_k <= u_k on [l_(k-1), u_(k-1)], step by step, and [l_n, u_n] within the
 * claim rational   the same for p_k/q_k, q_k > 0 pointwise  `of` > 0 on [from, to], by the mean
 * value theorem between the breaks optimal    |1 - of/over| >= least with alternating signs at
 * n points of [from, to], from > 0, `of` odd, `over` even and positive, 2 (n - 1) > deg of +
 * deg over
 */
#include <string.h>

#include "parts.h"

bool boxes_hold(const struct polynomial *p, const struct json *breaks, const mpq_t lo,
                const mpq_t hi, bool strict)
{
    mpq_t left, right;
    bool fine = breaks && breaks->count >= 2;
    size_t i;

    mpq_inits(left, right, NULL);
    for (i = 0; fine && i < breaks->count; i++) {
        fine =
            breaks->items[i].kind == JSON_TEXT && rational_read(right, breaks->items[i].text);
        if (i == 0)
            fine = fine && mpq_equal(right, lo);
        else
            fine = fine && mpq_cmp(left, right) <= 0 &&
                   polynomial_bernstein(p, left, right, strict);
        mpq_swap(left, right);
    }
    fine = fine && mpq_equal(left, hi);
    mpq_clears(left, right, NULL);
    return fine;
}

bool text_to_polynomial(struct polynomial *out, const struct json *fact, const char *key,
                        const struct names *names)
{
    const char *text = json_get_text(fact, key);

    return text && polynomial_read(out, names, text);
}

bool text_to_rational(mpq_t out, const struct json *fact, const char *key)
{
    const char *text = json_get_text(fact, key);

    return text && rational_read(out, text);
}

static bool identity(const struct json *fact, const struct names *names)
{
    const char *left = json_get_text(fact, "left"), *right = json_get_text(fact, "right");

    return fact->count == 4 && left && right && identity_holds(names, left, right);
}

static bool point(const struct json *fact, const struct names *names)
{
    const char *relation = json_get_text(fact, "relation");
    struct polynomial p;
    bool fine;
    int sign;
    mpq_t x;

    mpq_init(x);
    polynomial_init(&p);
    fine = fact->count == 5 && relation && text_to_polynomial(&p, fact, "of", names) &&
           text_to_rational(x, fact, "x");
    polynomial_value(x, &p, x);
    sign = mpq_sgn(x);
    fine = fine &&
           ((!strcmp(relation, ">") && sign > 0) || (!strcmp(relation, ">=") && sign >= 0) ||
            (!strcmp(relation, "=") && sign == 0) || (!strcmp(relation, "<=") && sign <= 0) ||
            (!strcmp(relation, "<") && sign < 0));
    polynomial_clear(&p);
    mpq_clear(x);
    return fine;
}

static bool sign(const struct json *fact, const struct names *names)
{
    const char *relation = json_get_text(fact, "relation"), *to = json_get_text(fact, "to");
    const struct json *breaks = json_get(fact, "breaks", JSON_LIST);
    struct polynomial p;
    mpq_t lo, hi;
    bool fine, strict;

    mpq_inits(lo, hi, NULL);
    polynomial_init(&p);
    fine = fact->count == 7 && relation && to && breaks &&
           text_to_polynomial(&p, fact, "of", names) && text_to_rational(lo, fact, "from");
    strict = fine && !strcmp(relation, ">");
    fine = fine && (strict || !strcmp(relation, ">="));
    if (fine && !strcmp(to, "inf"))
        fine = breaks->count == 0 && polynomial_on_ray(&p, lo, strict);
    else
        fine = fine && rational_read(hi, to) && boxes_hold(&p, breaks, lo, hi, strict);
    polynomial_clear(&p);
    mpq_clears(lo, hi, NULL);
    return fine;
}

static bool root(const struct json *fact, const struct names *names)
{
    struct polynomial p, zero;
    mpq_t lo, hi, left, right;
    bool fine;

    mpq_inits(lo, hi, left, right, NULL);
    polynomial_init(&p);
    polynomial_init(&zero);
    fine = fact->count == 6 && text_to_polynomial(&p, fact, "of", names) &&
           text_to_rational(lo, fact, "from") && text_to_rational(hi, fact, "to");
    polynomial_value(left, &p, lo);
    polynomial_value(right, &p, hi);
    fine = fine && mpq_sgn(left) * mpq_sgn(right) < 0;
    polynomial_derive(&p);
    if (mpq_sgn(right) < 0)
        polynomial_add(&p, &zero, &p, -1);
    fine = fine && boxes_hold(&p, json_get(fact, "breaks", JSON_LIST), lo, hi, true);
    polynomial_clear(&zero);
    polynomial_clear(&p);
    mpq_clears(lo, hi, left, right, NULL);
    return fine;
}

/* f(m) - max |f'| r > 0 on [lo, hi] with middle m and radius r, by the mean value theorem */
static bool box_is_positive(const char *of, const struct names *names, const mpq_t lo,
                            const mpq_t hi)
{
    struct jet middle, whole;
    mpq_t m, radius, least, slope;
    bool fine;

    jet_init(&middle);
    jet_init(&whole);
    mpq_inits(m, radius, least, slope, NULL);
    mpq_add(m, lo, hi);
    mpq_div_2exp(m, m, 1);
    mpq_sub(radius, hi, m);
    fine = mpq_cmp(lo, hi) <= 0 && jet_read(&middle, names, of, m, m) &&
           jet_read(&whole, names, of, lo, hi);
    mpz_neg(whole.slope.lo, whole.slope.lo);
    if (mpz_cmp(whole.slope.lo, whole.slope.hi) > 0)
        mpz_swap(whole.slope.lo, whole.slope.hi);
    mpq_set_z(slope, whole.slope.hi);
    mpq_mul(slope, slope, radius);
    mpq_set_z(least, middle.value.lo);
    fine = fine && mpq_cmp(least, slope) > 0;
    mpq_clears(m, radius, least, slope, NULL);
    jet_clear(&whole);
    jet_clear(&middle);
    return fine;
}

static bool pointwise(const struct json *fact, const struct names *names)
{
    const struct json *breaks = json_get(fact, "breaks", JSON_LIST);
    const char *of = json_get_text(fact, "of");
    bool fine = fact->count == 6 && of && breaks;
    mpq_t left, right, hi;
    size_t i;

    mpq_inits(left, right, hi, NULL);
    fine = fine && breaks->count >= 2 && text_to_rational(left, fact, "from") &&
           text_to_rational(hi, fact, "to");
    for (i = 0; fine && i < breaks->count; i++) {
        fine = breaks->items[i].kind == JSON_TEXT &&
               rational_read(right, breaks->items[i].text) &&
               (i > 0 ? box_is_positive(of, names, left, right) : mpq_equal(left, right));
        mpq_swap(left, right);
    }
    fine = fine && mpq_equal(left, hi);
    mpq_clears(left, right, hi, NULL);
    return fine;
}

bool fact_holds(const struct json *fact, const struct names *names)
{
    static const struct {
        const char *kind;
        bool (*holds)(const struct json *, const struct names *);
    } kinds[] = {{"identity", identity},   {"point", point},
                 {"sign", sign},           {"root", root},
                 {"image", image_holds},   {"optimal", optimal_holds},
                 {"pointwise", pointwise}, {"rational", rational_holds}};
    const char *kind = json_get_text(fact, "kind");
    size_t i;

    for (i = 0; kind && json_get_text(fact, "what") && i < sizeof kinds / sizeof kinds[0]; i++)
        if (!strcmp(kind, kinds[i].kind))
            return kinds[i].holds(fact, names);
    return false;
}
