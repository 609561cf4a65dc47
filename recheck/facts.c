// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * identity   left = right
 * point      the sign of `of` at x
 * sign       `of` >= 0, or > 0, on [from, to]: Bernstein coefficients between the breaks; to =
 *            inf: the coefficients at from
 * root       a change of sign at the ends, a derivative without zero between the breaks
 * image      l_k <= p_k <= u_k on [l_(k-1), u_(k-1)], step by step, and [l_n, u_n] within the
 *            claim
 * rational   the same for p_k/q_k, q_k > 0
 * pointwise  `of` > 0 on [from, to], by the mean value theorem between the breaks
 * optimal    |1 - of/over| >= least with alternating signs at n points of [from, to], from > 0,
 *            `of` odd, `over` even and positive, 2 (n - 1) > deg of + deg over
 */
#include <string.h>

#include "boxes.h"
#include "facts.h"
#include "number.h"

static bool identity(const struct json *fact, const struct names *names)
{
    return identity_holds(names, text_of(fact, "left"), text_of(fact, "right"));
}

/* Has x the sign that "<", "<=", "=", ">=" or ">" asks for? */
static bool relates(const mpq_t x, const char *relation)
{
    bool known = *relation && strchr("<=>", *relation) &&
                 (!relation[1] || (*relation != '=' && !strcmp(relation + 1, "=")));

    return known && strchr(relation, "<=>"[1 + mpq_sgn(x)]);
}

static bool point(const struct json *fact, const struct names *names)
{
    SERIES(p);
    RATIONAL(x);

    if (!polynomial_read(&p, names, text_of(fact, "of")) ||
        !rational_read(x, text_of(fact, "x")))
        return false;
    polynomial_value(x, &p, x);
    return relates(x, text_of(fact, "relation"));
}

static bool sign(const struct json *fact, const struct names *names)
{
    const char *relation = text_of(fact, "relation"), *to = text_of(fact, "to");
    const struct json *breaks = json_get(fact, "breaks", JSON_LIST);
    bool strict = !strcmp(relation, ">");
    SERIES(p);
    RATIONAL(lo);
    RATIONAL(hi);

    if ((!strict && strcmp(relation, ">=")) || !breaks ||
        !polynomial_read(&p, names, text_of(fact, "of")) ||
        !rational_read(lo, text_of(fact, "from")))
        return false;
    if (!strcmp(to, "inf"))
        return breaks->count == 0 && ray_holds(&p, lo, strict);
    return rational_read(hi, to) &&
           boxes_hold(&(struct positive){.p = &p, .strict = strict}, breaks, lo, hi);
}

static bool root(const struct json *fact, const struct names *names)
{
    SERIES(p);
    RATIONAL(lo);
    RATIONAL(hi);
    RATIONAL(left);
    RATIONAL(right);

    if (!polynomial_read(&p, names, text_of(fact, "of")) || !read_ends(lo, hi, fact))
        return false;
    polynomial_value(left, &p, lo);
    polynomial_value(right, &p, hi);
    series_derive(&p);
    if (mpq_sgn(right) < 0)
        series_negate(&p);
    return mpq_sgn(left) * mpq_sgn(right) < 0 &&
           boxes_hold(&(struct positive){.p = &p, .strict = true},
                      json_get(fact, "breaks", JSON_LIST), lo, hi);
}

static bool pointwise(const struct json *fact, const struct names *names)
{
    struct positive what = {.formula = text_of(fact, "of"), .names = names};
    RATIONAL(lo);
    RATIONAL(hi);

    return read_ends(lo, hi, fact) &&
           boxes_hold(&what, json_get(fact, "breaks", JSON_LIST), lo, hi);
}

/* A fact has the keys that its kind reads, its kind and what it says, and no other. */
bool fact_holds(const struct json *fact, const struct names *names)
{
    static const struct {
        const char *kind;
        size_t keys;
        bool (*holds)(const struct json *, const struct names *);
    } kinds[] = {{"identity", 4, identity},
                 {"image", 7, image_holds},
                 {"optimal", 9, optimal_holds},
                 {"point", 5, point},
                 {"pointwise", 6, pointwise},
                 {"rational", 8, image_holds},
                 {"root", 6, root},
                 {"sign", 7, sign}};
    const char *kind = json_get_text(fact, "kind");
    size_t i;

    for (i = 0; kind && json_get_text(fact, "what") && i < sizeof kinds / sizeof kinds[0]; i++)
        if (!strcmp(kind, kinds[i].kind))
            return fact->count == kinds[i].keys && kinds[i].holds(fact, names);
    return false;
}
