// SPDX-License-Identifier: GPL-3.0-or-later
#include <stdlib.h>

#include "polynomial.h"

void polynomial_init(struct polynomial *p)
{
    *p = (struct polynomial){0};
}

void polynomial_clear(struct polynomial *p)
{
    size_t i;

    for (i = 0; i < p->count; i++)
        mpq_clear(p->c[i]);
    free(p->c);
    polynomial_init(p);
}

/* `count` zeros.  Without memory the program ends: it has proved nothing. */
static void zeros(struct polynomial *p, size_t count)
{
    p->c = count ? malloc(count * sizeof *p->c) : NULL;
    if (count && !p->c)
        exit(4);
    for (p->count = 0; p->count < count; p->count++)
        mpq_init(p->c[p->count]);
}

static void trim(struct polynomial *p)
{
    while (p->count && !mpq_sgn(p->c[p->count - 1]))
        mpq_clear(p->c[--p->count]);
}

static void replace(struct polynomial *out, struct polynomial *by)
{
    trim(by);
    polynomial_clear(out);
    *out = *by;
}

void polynomial_set(struct polynomial *out, const struct polynomial *p)
{
    struct polynomial copy;
    size_t i;

    zeros(&copy, p->count);
    for (i = 0; i < p->count; i++)
        mpq_set(copy.c[i], p->c[i]);
    replace(out, &copy);
}

void polynomial_set_term(struct polynomial *out, const mpq_t c, size_t power)
{
    struct polynomial term;

    zeros(&term, power + 1);
    mpq_set(term.c[power], c);
    replace(out, &term);
}

void polynomial_add(struct polynomial *out, const struct polynomial *p,
                    const struct polynomial *q, int sign)
{
    struct polynomial sum;
    size_t i;

    zeros(&sum, p->count > q->count ? p->count : q->count);
    for (i = 0; i < p->count; i++)
        mpq_set(sum.c[i], p->c[i]);
    for (i = 0; i < q->count; i++) {
        if (sign > 0)
            mpq_add(sum.c[i], sum.c[i], q->c[i]);
        else
            mpq_sub(sum.c[i], sum.c[i], q->c[i]);
    }
    replace(out, &sum);
}

void polynomial_multiply(struct polynomial *out, const struct polynomial *p,
                         const struct polynomial *q)
{
    struct polynomial product;
    size_t i, j;
    mpq_t term;

    mpq_init(term);
    zeros(&product, p->count && q->count ? p->count + q->count - 1 : 0);
    for (i = 0; i < p->count; i++) {
        for (j = 0; j < q->count; j++) {
            mpq_mul(term, p->c[i], q->c[j]);
            mpq_add(product.c[i + j], product.c[i + j], term);
        }
    }
    mpq_clear(term);
    replace(out, &product);
}

void polynomial_compose(struct polynomial *out, const struct polynomial *p,
                        const struct polynomial *q)
{
    struct polynomial sum, term;
    size_t i;

    polynomial_init(&sum);
    polynomial_init(&term);
    for (i = p->count; i-- > 0;) {
        polynomial_multiply(&sum, &sum, q);
        polynomial_set_term(&term, p->c[i], 0);
        polynomial_add(&sum, &sum, &term, 1);
    }
    polynomial_clear(&term);
    replace(out, &sum);
}

void polynomial_derive(struct polynomial *p)
{
    struct polynomial slope;
    mpq_t factor;
    size_t i;

    mpq_init(factor);
    zeros(&slope, p->count ? p->count - 1 : 0);
    for (i = 1; i < p->count; i++) {
        mpq_set_ui(factor, i, 1);
        mpq_mul(slope.c[i - 1], p->c[i], factor);
    }
    mpq_clear(factor);
    replace(p, &slope);
}

void polynomial_value(mpq_t out, const struct polynomial *p, const mpq_t x)
{
    mpq_t sum;
    size_t i;

    mpq_init(sum);
    for (i = p->count; i-- > 0;) {
        mpq_mul(sum, sum, x);
        mpq_add(sum, sum, p->c[i]);
    }
    mpq_swap(out, sum);
    mpq_clear(sum);
}

bool polynomial_equal(const struct polynomial *p, const struct polynomial *q)
{
    size_t i;

    if (p->count != q->count)
        return false;
    for (i = 0; i < p->count; i++)
        if (!mpq_equal(p->c[i], q->c[i]))
            return false;
    return true;
}

size_t polynomial_bits(const struct polynomial *p)
{
    size_t i, most = 0, bits;

    for (i = 0; i < p->count; i++) {
        bits = mpz_sizeinbase(mpq_numref(p->c[i]), 2) + mpz_sizeinbase(mpq_denref(p->c[i]), 2);
        most = bits > most ? bits : most;
    }
    return most;
}

/* out(t) = p(lo + width t) */
static void on_unit(struct polynomial *out, const struct polynomial *p, const mpq_t lo,
                    const mpq_t width)
{
    struct polynomial line, constant;

    polynomial_init(&line);
    polynomial_init(&constant);
    polynomial_set_term(&line, width, 1);
    polynomial_set_term(&constant, lo, 0);
    polynomial_add(&line, &line, &constant, 1);
    polynomial_compose(out, p, &line);
    polynomial_clear(&constant);
    polynomial_clear(&line);
}

/* b_j = sum over i <= j of C(j, i) / C(n, i) q_i */
static int bernstein_sign(const struct polynomial *q, unsigned long n, unsigned long j)
{
    mpq_t sum, term, weight;
    unsigned long i;
    int sign;

    mpq_inits(sum, term, weight, NULL);
    for (i = 0; i <= j && i < q->count; i++) {
        mpz_bin_uiui(mpq_numref(weight), j, i);
        mpz_bin_uiui(mpq_denref(weight), n, i);
        mpq_canonicalize(weight);
        mpq_mul(term, q->c[i], weight);
        mpq_add(sum, sum, term);
    }
    sign = mpq_sgn(sum);
    mpq_clears(sum, term, weight, NULL);
    return sign;
}

bool polynomial_bernstein(const struct polynomial *p, const mpq_t lo, const mpq_t hi,
                          bool strict)
{
    struct polynomial q;
    unsigned long j, n = p->count ? p->count - 1 : 0;
    bool fine = mpq_cmp(lo, hi) <= 0;
    mpq_t width;

    mpq_init(width);
    polynomial_init(&q);
    mpq_sub(width, hi, lo);
    on_unit(&q, p, lo, width);
    for (j = 0; j <= n && fine; j++)
        fine = bernstein_sign(&q, n, j) >= (strict ? 1 : 0);
    polynomial_clear(&q);
    mpq_clear(width);
    return fine;
}

bool polynomial_on_ray(const struct polynomial *p, const mpq_t lo, bool strict)
{
    struct polynomial q;
    bool fine;
    mpq_t one;
    size_t i;

    mpq_init(one);
    mpq_set_ui(one, 1, 1);
    polynomial_init(&q);
    on_unit(&q, p, lo, one);
    fine = !strict || (q.count && mpq_sgn(q.c[0]) > 0);
    for (i = 0; i < q.count; i++)
        fine = fine && mpq_sgn(q.c[i]) >= 0;
    polynomial_clear(&q);
    mpq_clear(one);
    return fine;
}
