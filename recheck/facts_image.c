// SPDX-License-Identifier: GPL-3.0-or-later
/* The facts on compositions and on quotients. */
#include "parts.h"

/* ["lo", "hi"] with lo <= hi */
static bool read_interval(mpq_t lo, mpq_t hi, const struct json *pair)
{
    return pair && pair->kind == JSON_LIST && pair->count == 2 &&
           pair->items[0].kind == JSON_TEXT && pair->items[1].kind == JSON_TEXT &&
           rational_read(lo, pair->items[0].text) && rational_read(hi, pair->items[1].text) &&
           mpq_cmp(lo, hi) <= 0;
}

/* side (p - bound q) >= 0 on [lo, hi] */
static bool bounded(const struct polynomial *p, const struct polynomial *q, const mpq_t bound,
                    int side, const struct json *breaks, const mpq_t lo, const mpq_t hi)
{
    struct polynomial line, zero;
    bool fine;

    polynomial_init(&line);
    polynomial_init(&zero);
    polynomial_set_term(&line, bound, 0);
    polynomial_multiply(&line, &line, q);
    polynomial_add(&line, p, &line, -1);
    if (side < 0)
        polynomial_add(&line, &zero, &line, -1);
    fine = breaks->kind == JSON_LIST && boxes_hold(&line, breaks, lo, hi, false);
    polynomial_clear(&zero);
    polynomial_clear(&line);
    return fine;
}

/* "p", with q = 1, or ["p", "q"] */
static bool read_map(struct polynomial *p, struct polynomial *q, const struct json *map,
                     bool rational, const struct names *names)
{
    if (!rational)
        return map->kind == JSON_TEXT && polynomial_read(p, names, map->text) &&
               polynomial_read(q, names, "1");
    return map->kind == JSON_LIST && map->count == 2 && map->items[0].kind == JSON_TEXT &&
           map->items[1].kind == JSON_TEXT && polynomial_read(p, names, map->items[0].text) &&
           polynomial_read(q, names, map->items[1].text);
}

/* Both kinds of image: `positive` is there for quotients. */
static bool chain_holds(const struct json *fact, const struct names *names, bool rational)
{
    const struct json *maps = json_get(fact, "maps", JSON_LIST);
    const struct json *chain = json_get(fact, "chain", JSON_LIST);
    const struct json *below = json_get(fact, "below", JSON_LIST);
    const struct json *above = json_get(fact, "above", JSON_LIST);
    const struct json *positive = rational ? json_get(fact, "positive", JSON_LIST) : below;
    struct polynomial p, q;
    mpq_t lo, hi, next_lo, next_hi;
    bool fine = fact->count == (rational ? 8 : 7) && maps && chain && below && above &&
                positive && maps->count && chain->count == maps->count + 1 &&
                below->count == maps->count && above->count == maps->count &&
                positive->count == maps->count;
    size_t k;

    mpq_inits(lo, hi, next_lo, next_hi, NULL);
    polynomial_init(&p);
    polynomial_init(&q);
    fine = fine && read_interval(lo, hi, chain->items);
    for (k = 0; fine && k < maps->count; k++) {
        fine = read_map(&p, &q, maps->items + k, rational, names) &&
               read_interval(next_lo, next_hi, chain->items + k + 1) &&
               bounded(&p, &q, next_lo, 1, below->items + k, lo, hi) &&
               bounded(&p, &q, next_hi, -1, above->items + k, lo, hi) &&
               (!rational || (positive->items[k].kind == JSON_LIST &&
                              boxes_hold(&q, positive->items + k, lo, hi, true)));
        mpq_swap(lo, next_lo);
        mpq_swap(hi, next_hi);
    }
    fine = fine && read_interval(next_lo, next_hi, json_get(fact, "within", JSON_LIST)) &&
           mpq_cmp(next_lo, lo) <= 0 && mpq_cmp(hi, next_hi) <= 0;
    polynomial_clear(&q);
    polynomial_clear(&p);
    mpq_clears(lo, hi, next_lo, next_hi, NULL);
    return fine;
}

bool image_holds(const struct json *fact, const struct names *names)
{
    return chain_holds(fact, names, false);
}

bool rational_holds(const struct json *fact, const struct names *names)
{
    return chain_holds(fact, names, true);
}

/* Are the coefficients of x^first, x^(first + 2), ... zero? */
static bool lacks(const struct polynomial *p, size_t first)
{
    size_t i;

    for (i = first; i < p->count; i += 2)
        if (mpq_sgn(p->c[i]))
            return false;
    return true;
}

/* At each point in turn: inside, to the right of the last one, the other sign, large enough; q
 * > 0 there. */
static bool alternates(const struct polynomial *p, const struct polynomial *q,
                       const struct json *points, const mpq_t lo, const mpq_t hi,
                       const mpq_t least)
{
    mpq_t x, before, error, below;
    bool fine = mpq_sgn(least) > 0;
    int last = 0, now;
    size_t i;

    mpq_inits(x, before, error, below, NULL);
    for (i = 0; fine && i < points->count; i++) {
        fine = points->items[i].kind == JSON_TEXT && rational_read(x, points->items[i].text) &&
               mpq_cmp(lo, x) <= 0 && mpq_cmp(x, hi) <= 0 && (i == 0 || mpq_cmp(before, x) < 0);
        polynomial_value(below, q, x);
        fine = fine && mpq_sgn(below) > 0;
        polynomial_value(error, p, x);
        mpq_sub(error, below, error); /* q |1 - p/q| >= q least */
        now = mpq_sgn(error);
        mpq_abs(error, error);
        mpq_mul(below, below, least);
        fine = fine && now && now != last && mpq_cmp(error, below) >= 0;
        last = now;
        mpq_swap(before, x);
    }
    mpq_clears(x, before, error, below, NULL);
    return fine;
}

bool optimal_holds(const struct json *fact, const struct names *names)
{
    const struct json *points = json_get(fact, "points", JSON_LIST);
    const struct json *positive = json_get(fact, "positive", JSON_LIST);
    struct polynomial p, q;
    mpq_t lo, hi, least;
    bool fine;

    mpq_inits(lo, hi, least, NULL);
    polynomial_init(&p);
    polynomial_init(&q);
    fine = fact->count == 9 && points && positive &&
           text_to_polynomial(&p, fact, "of", names) &&
           text_to_polynomial(&q, fact, "over", names) && lacks(&p, 0) && lacks(&q, 1) &&
           p.count && q.count && text_to_rational(lo, fact, "from") &&
           text_to_rational(hi, fact, "to") && text_to_rational(least, fact, "least") &&
           mpq_sgn(lo) > 0 && points->count > 1 &&
           2 * (points->count - 1) > p.count - 1 + q.count - 1 &&
           boxes_hold(&q, positive, lo, hi, true) && alternates(&p, &q, points, lo, hi, least);
    polynomial_clear(&q);
    polynomial_clear(&p);
    mpq_clears(lo, hi, least, NULL);
    return fine;
}
