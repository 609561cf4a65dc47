// SPDX-License-Identifier: GPL-3.0-or-later
#include "boxes.h"
#include "facts.h"
#include "number.h"

/* ["lo", "hi"] with lo <= hi */
static bool read_interval(mpq_t lo, mpq_t hi, const struct json *pair)
{
    return pair && pair->count == 2 && rational_read(lo, item_text(pair, 0)) &&
           rational_read(hi, item_text(pair, 1)) && mpq_cmp(lo, hi) <= 0;
}

/* side (p - bound q) >= 0 on [lo, hi] */
static bool bounded(const struct series *p, const struct series *q, const mpq_t bound, int side,
                    const struct json *breaks, const mpq_t lo, const mpq_t hi)
{
    SERIES(line);

    series_set_interval(&line, bound, bound, 0);
    series_multiply(&line, &line, q, false);
    series_negate(&line);
    series_add(&line, p, &line);
    if (side < 0)
        series_negate(&line);
    return boxes_hold(&(struct positive){.p = &line}, breaks, lo, hi);
}

/* [p, q], or p, with q = 1 */
static bool read_map(struct series *p, struct series *q, const struct json *maps, size_t k,
                     bool rational, const struct names *names)
{
    const struct json *pair = maps->items + k;
    const char *above = rational ? item_text(pair, 0) : item_text(maps, k);
    const char *below = rational ? item_text(pair, 1) : "1";

    return (!rational || pair->count == 2) && polynomial_read(p, names, above) &&
           polynomial_read(q, names, below);
}

static const struct json *list(const struct json *fact, const char *key, size_t count)
{
    const struct json *found = json_get(fact, key, JSON_LIST);

    return found && found->count == count ? found : NULL;
}

/* Both kinds of image: `positive` is there for quotients. */
bool image_holds(const struct json *fact, const struct names *names)
{
    bool rational = json_get(fact, "positive", JSON_LIST);
    const struct json *maps = json_get(fact, "maps", JSON_LIST);
    size_t k, n = maps ? maps->count : 0;
    const struct json *chain = list(fact, "chain", n + 1), *below = list(fact, "below", n),
                      *above = list(fact, "above", n),
                      *positive = rational ? list(fact, "positive", n) : below;
    SERIES(p);
    SERIES(q);
    RATIONAL(lo);
    RATIONAL(hi);
    RATIONAL(next_lo);
    RATIONAL(next_hi);

    if (!n || !chain || !below || !above || !positive || !read_interval(lo, hi, chain->items))
        return false;
    for (k = 0; k < n; k++) {
        if (!read_map(&p, &q, maps, k, rational, names) ||
            !read_interval(next_lo, next_hi, chain->items + k + 1) ||
            !bounded(&p, &q, next_lo, 1, below->items + k, lo, hi) ||
            !bounded(&p, &q, next_hi, -1, above->items + k, lo, hi) ||
            (rational && !boxes_hold(&(struct positive){.p = &q, .strict = true},
                                     positive->items + k, lo, hi)))
            return false;
        mpq_swap(lo, next_lo);
        mpq_swap(hi, next_hi);
    }
    return read_interval(next_lo, next_hi, json_get(fact, "within", JSON_LIST)) &&
           mpq_cmp(next_lo, lo) <= 0 && mpq_cmp(hi, next_hi) <= 0;
}

/* Are the coefficients of x^first, x^(first + 2), ... zero, and one of the others not? */
static bool lacks(const struct series *p, size_t first)
{
    size_t i;

    for (i = first; i < p->count; i += 2)
        if (mpq_sgn(p->c[i].lo))
            return false;
    return p->count > 0;
}

/* At each point in turn: inside, to the right of the last one, the other sign, large enough:
 * |q - p| >= q least, where q > 0. */
static bool alternates(const struct series *p, const struct series *q,
                       const struct json *points, const mpq_t lo, const mpq_t hi,
                       const mpq_t least)
{
    RATIONAL(x);
    RATIONAL(before);
    RATIONAL(error);
    RATIONAL(below);
    int last = 0;
    size_t i;

    for (i = 0; i < points->count; i++) {
        if (!rational_read(x, item_text(points, i)) || mpq_cmp(lo, x) > 0 ||
            mpq_cmp(x, hi) > 0 || (i > 0 && mpq_cmp(before, x) >= 0))
            return false;
        polynomial_value(below, q, x);
        polynomial_value(error, p, x);
        mpq_sub(error, below, error);
        if (mpq_sgn(below) <= 0 || !mpq_sgn(error) || mpq_sgn(error) == last)
            return false;
        last = mpq_sgn(error);
        mpq_abs(error, error);
        mpq_mul(below, below, least);
        if (mpq_cmp(error, below) < 0)
            return false;
        mpq_swap(before, x);
    }
    return mpq_sgn(least) > 0;
}

bool optimal_holds(const struct json *fact, const struct names *names)
{
    const struct json *points = json_get(fact, "points", JSON_LIST);
    SERIES(p);
    SERIES(q);
    RATIONAL(lo);
    RATIONAL(hi);
    RATIONAL(least);

    return points && polynomial_read(&p, names, text_of(fact, "of")) &&
           polynomial_read(&q, names, text_of(fact, "over")) && lacks(&p, 0) && lacks(&q, 1) &&
           read_ends(lo, hi, fact) && rational_read(least, text_of(fact, "least")) &&
           mpq_sgn(lo) > 0 && points->count > 1 &&
           2 * (points->count - 1) > p.count - 1 + q.count - 1 &&
           boxes_hold(&(struct positive){.p = &q, .strict = true},
                      json_get(fact, "positive", JSON_LIST), lo, hi) &&
           alternates(&p, &q, points, lo, hi, least);
}
