// SPDX-License-Identifier: GPL-3.0-or-later
#include "boxes.h"
#include "number.h"

const char *item_text(const struct json *list, size_t i)
{
    bool is_text =
        list && list->kind == JSON_LIST && i < list->count && list->items[i].kind == JSON_TEXT;

    return is_text ? list->items[i].text : "";
}

const char *text_of(const struct json *map, const char *key)
{
    const char *text = json_get_text(map, key);

    return text ? text : "";
}

bool read_ends(mpq_t lo, mpq_t hi, const struct json *fact)
{
    return rational_read(lo, text_of(fact, "from")) && rational_read(hi, text_of(fact, "to"));
}

void polynomial_value(mpq_t out, const struct series *p, const mpq_t x)
{
    RATIONAL(sum);
    size_t i;

    for (i = p->count; i-- > 0;) {
        mpq_mul(sum, sum, x);
        mpq_add(sum, sum, p->c[i].lo);
    }
    mpq_swap(out, sum);
}

/* out(t) = p(lo + width t) */
static void on_unit(struct series *out, const struct series *p, const mpq_t lo,
                    const mpq_t width)
{
    SERIES(line);
    SERIES(constant);

    series_set_interval(&line, width, width, 1);
    series_set_interval(&constant, lo, lo, 0);
    series_add(&line, &line, &constant);
    series_compose(out, p, &line);
}

/* b_j = sum over i <= j of C(j, i) / C(n, i) q_i */
static int bernstein_sign(const struct series *q, unsigned long n, unsigned long j)
{
    RATIONAL(sum);
    RATIONAL(term);
    unsigned long i;

    for (i = 0; i <= j && i < q->count; i++) {
        mpz_bin_uiui(mpq_numref(term), j, i);
        mpz_bin_uiui(mpq_denref(term), n, i);
        mpq_canonicalize(term);
        mpq_mul(term, term, q->c[i].lo);
        mpq_add(sum, sum, term);
    }
    return mpq_sgn(sum);
}

/* Are all Bernstein coefficients of p on [lo, hi] >= 0, or > 0?  Then so is p there. */
static bool bernstein_holds(const struct series *p, bool strict, const mpq_t lo, const mpq_t hi)
{
    unsigned long j, n = p->count ? p->count - 1 : 0;
    SERIES(q);
    RATIONAL(width);

    mpq_sub(width, hi, lo);
    on_unit(&q, p, lo, width);
    for (j = 0; j <= n; j++)
        if (bernstein_sign(&q, n, j) < (strict ? 1 : 0))
            return false;
    return true;
}

bool ray_holds(const struct series *p, const mpq_t lo, bool strict)
{
    SERIES(q);
    RATIONAL(one);
    size_t i;

    mpq_set_ui(one, 1, 1);
    on_unit(&q, p, lo, one);
    for (i = 0; i < q.count; i++)
        if (mpq_sgn(q.c[i].lo) < 0)
            return false;
    return !strict || (q.count && mpq_sgn(q.c[0].lo) > 0);
}

/* out = value and slope of the formula on [lo, hi] */
static bool read_jet(struct series *out, const struct positive *what, const mpq_t lo,
                     const mpq_t hi)
{
    SERIES(x);
    SERIES(slope);

    series_set_interval(&x, lo, hi, 0);
    series_set_natural(&slope, 1, 1);
    series_add(&x, &x, &slope);
    return series_read(out, what->names, what->formula,
                       (struct reading){.x = &x, .jets = true});
}

/* f(m) > max |f'| r with middle m and radius r */
static bool mean_value_holds(const struct positive *what, const mpq_t lo, const mpq_t hi)
{
    SERIES(middle);
    SERIES(whole);
    RATIONAL(m);
    RATIONAL(slope);

    mpq_add(m, lo, hi);
    mpq_div_2exp(m, m, 1);
    if (!read_jet(&middle, what, m, m) || !read_jet(&whole, what, lo, hi) || !middle.count)
        return false;
    if (whole.count > 1) {
        mpq_neg(slope, whole.c[1].lo);
        if (mpq_cmp(slope, whole.c[1].hi) < 0)
            mpq_set(slope, whole.c[1].hi);
    }
    mpq_sub(m, hi, m);
    mpq_mul(slope, slope, m);
    return mpq_cmp(middle.c[0].lo, slope) > 0;
}

bool boxes_hold(const struct positive *what, const struct json *breaks, const mpq_t lo,
                const mpq_t hi)
{
    RATIONAL(left);
    RATIONAL(right);
    size_t i;

    if (!breaks || breaks->count < 2 || !rational_read(left, item_text(breaks, 0)) ||
        !mpq_equal(left, lo))
        return false;
    for (i = 1; i < breaks->count; i++) {
        if (!rational_read(right, item_text(breaks, i)) || mpq_cmp(left, right) > 0 ||
            !(what->p ? bernstein_holds(what->p, what->strict, left, right)
                      : mean_value_holds(what, left, right)))
            return false;
        mpq_swap(left, right);
    }
    return mpq_equal(left, hi);
}
