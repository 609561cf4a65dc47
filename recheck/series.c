// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdlib.h>

#include "series.h"

void series_clear(struct series *p)
{
    for (; p->count; p->count--)
        mpq_clears(p->c[p->count - 1].lo, p->c[p->count - 1].hi, NULL);
    free(p->c);
    p->c = NULL;
}

static struct series zeros(size_t count)
{
    struct series p = {.c = malloc((count + 1) * sizeof *p.c)};

    if (!p.c)
        exit(4);
    for (; p.count < count; p.count++)
        mpq_inits(p.c[p.count].lo, p.c[p.count].hi, NULL);
    return p;
}

/* out = by, which is spent, without zeros at the end */
static void replace(struct series *out, struct series *by)
{
    while (by->count && !mpq_sgn(by->c[by->count - 1].lo) &&
           !mpq_sgn(by->c[by->count - 1].hi)) {
        by->count--;
        mpq_clears(by->c[by->count].lo, by->c[by->count].hi, NULL);
    }
    series_clear(out);
    *out = *by;
}

void series_set_interval(struct series *out, const mpq_t lo, const mpq_t hi, size_t power)
{
    struct series term = zeros(power + 1);

    mpq_set(term.c[power].lo, lo);
    mpq_set(term.c[power].hi, hi);
    replace(out, &term);
}

void series_set_natural(struct series *out, unsigned long c, size_t power)
{
    RATIONAL(value);

    mpq_set_ui(value, c, 1);
    series_set_interval(out, value, value, power);
}

static void add_to(struct series *sum, const struct series *p)
{
    size_t i;

    for (i = 0; i < p->count; i++) {
        mpq_add(sum->c[i].lo, sum->c[i].lo, p->c[i].lo);
        mpq_add(sum->c[i].hi, sum->c[i].hi, p->c[i].hi);
    }
}

void series_add(struct series *out, const struct series *p, const struct series *q)
{
    struct series sum = zeros(p->count > q->count ? p->count : q->count);

    add_to(&sum, p);
    add_to(&sum, q);
    replace(out, &sum);
}

void series_set(struct series *out, const struct series *p)
{
    series_add(out, p, &(struct series){0});
}

void series_negate(struct series *p)
{
    size_t i;

    for (i = 0; i < p->count; i++) {
        mpq_swap(p->c[i].lo, p->c[i].hi);
        mpq_neg(p->c[i].lo, p->c[i].lo);
        mpq_neg(p->c[i].hi, p->c[i].hi);
    }
}

/* The least and the greatest of the four products of ends, which are one for points. */
static void add_product(struct bounds *sum, const struct bounds *a, const struct bounds *b)
{
    int i, products = mpq_equal(a->lo, a->hi) && mpq_equal(b->lo, b->hi) ? 1 : 4;
    RATIONAL(one);
    RATIONAL(least);
    RATIONAL(most);

    for (i = 0; i < products; i++) {
        mpq_mul(one, i / 2 ? a->hi : a->lo, i % 2 ? b->hi : b->lo);
        if (i == 0 || mpq_cmp(one, least) < 0)
            mpq_set(least, one);
        if (i == 0 || mpq_cmp(one, most) > 0)
            mpq_set(most, one);
    }
    mpq_add(sum->lo, sum->lo, least);
    mpq_add(sum->hi, sum->hi, most);
}

/* c to an integer times 2^-JET_BITS, downward or upward */
static void widen(mpq_t c, void (*divide)(mpz_t, const mpz_t, const mpz_t))
{
    mpq_mul_2exp(c, c, JET_BITS);
    divide(mpq_numref(c), mpq_numref(c), mpq_denref(c));
    mpz_set_ui(mpq_denref(c), 1);
    mpq_div_2exp(c, c, JET_BITS);
}

void series_multiply(struct series *out, const struct series *p, const struct series *q,
                     bool jets)
{
    size_t all = p->count && q->count ? p->count + q->count - 1 : 0, i, j;
    struct series product = zeros(jets && all > 2 ? 2 : all);

    for (i = 0; i < p->count; i++)
        for (j = 0; j < q->count && i + j < product.count; j++)
            add_product(product.c + i + j, p->c + i, q->c + j);
    for (i = 0; jets && i < product.count; i++) {
        widen(product.c[i].lo, mpz_fdiv_q);
        widen(product.c[i].hi, mpz_cdiv_q);
    }
    replace(out, &product);
}

/* 1/(b_0 + b_1 x + ...) = 1/b_0 - b_1/b_0^2 x + ...,  1/[lo, hi] = [1/hi, 1/lo] beside 0 */
bool series_invert(struct series *p, bool jets)
{
    SERIES(inverse);
    SERIES(slope);

    if (!p->count || (p->count > 1 && !jets) ||
        (mpq_sgn(p->c[0].lo) <= 0 && mpq_sgn(p->c[0].hi) >= 0))
        return false;
    if (p->count > 1)
        series_set_interval(&slope, p->c[1].lo, p->c[1].hi, 1);
    series_set_interval(&inverse, p->c[0].hi, p->c[0].lo, 0);
    mpq_inv(inverse.c[0].lo, inverse.c[0].lo);
    mpq_inv(inverse.c[0].hi, inverse.c[0].hi);
    series_negate(&slope);
    series_multiply(&slope, &slope, &inverse, jets);
    series_multiply(&slope, &slope, &inverse, jets);
    series_add(p, &inverse, &slope);
    return true;
}

void series_compose(struct series *out, const struct series *p, const struct series *q)
{
    struct series sum = {0};
    SERIES(term);
    size_t i;

    for (i = p->count; i-- > 0;) {
        series_multiply(&sum, &sum, q, false);
        series_set_interval(&term, p->c[i].lo, p->c[i].hi, 0);
        series_add(&sum, &sum, &term);
    }
    replace(out, &sum);
}

void series_derive(struct series *p)
{
    struct series slope = zeros(p->count ? p->count - 1 : 0);
    SERIES(factor);
    size_t i;

    for (i = 1; i < p->count; i++) {
        series_set_natural(&factor, i, 0);
        add_product(slope.c + i - 1, p->c + i, factor.c);
    }
    replace(p, &slope);
}

size_t series_bits(const struct series *p)
{
    size_t i, most = 0, bits;

    for (i = 0; i < p->count; i++) {
        bits = mpz_sizeinbase(mpq_numref(p->c[i].hi), 2) +
               mpz_sizeinbase(mpq_denref(p->c[i].hi), 2);
        most = bits > most ? bits : most;
    }
    return most;
}
