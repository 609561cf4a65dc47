// SPDX-License-Identifier: Apache-2.0
/* Unevaluated sums of two doubles, about 104 bits (Dekker 1971).  None of it has to be exact: what
 * comes of it is certified afterwards. */
#ifndef PAIR_H
#define PAIR_H

struct pair {
    double hi, lo;
};

static inline struct pair quick_sum(double a, double b)
{
    double s = a + b;

    return (struct pair){s, b - (s - a)};
}

static inline struct pair sum(struct pair a, struct pair b)
{
    double s = a.hi + b.hi, v = s - a.hi, e = (a.hi - (s - v)) + (b.hi - v);

    return quick_sum(s, e + a.lo + b.lo);
}

static inline struct pair negative(struct pair a)
{
    return (struct pair){-a.hi, -a.lo};
}

/* a b exactly, by Veltkamp's split of both into halves of 26 bits. */
static inline struct pair exact_product(double a, double b)
{
    double p = a * b, ta = 0x1.0000002p27 * a, tb = 0x1.0000002p27 * b;
    double ah = ta - (ta - a), al = a - ah, bh = tb - (tb - b), bl = b - bh;

    return (struct pair){p, ((ah * bh - p) + ah * bl + al * bh) + al * bl};
}

static inline struct pair product(struct pair a, struct pair b)
{
    struct pair p = exact_product(a.hi, b.hi);

    return quick_sum(p.hi, p.lo + (a.hi * b.lo + a.lo * b.hi));
}

static inline struct pair quotient(struct pair a, struct pair b)
{
    double first = a.hi / b.hi;
    struct pair rest = sum(a, negative(product(b, (struct pair){first, 0})));

    return quick_sum(first, rest.hi / b.hi);
}

#endif
