// SPDX-License-Identifier: GPL-3.0-or-later
/* (5) to (7) of truth.h. */
#include "truth.h"

/* p = a / b, and J */
struct power {
    unsigned long a, b, bits;
};

/* out = floor(2^J x^p), x > 0: the floor of a b-th root is that of the root of the floor.
 * Returns whether it is less than 2^J x^p. */
static bool power_floor(mpz_t out, const mpq_t x, const struct power *p)
{
    mpz_t under;
    bool less;

    mpz_init(under);
    mpz_pow_ui(out, mpq_numref(x), p->a);
    mpz_pow_ui(under, mpq_denref(x), p->a);
    mpz_mul_2exp(out, out, p->b * p->bits);
    less = !mpz_divisible_p(out, under);
    mpz_fdiv_q(out, out, under);
    less = !mpz_root(out, out, p->b) || less;
    mpz_clear(under);
    return less;
}

/* out = ceil(2^J x^p) / 2^J */
static void power_up(mpq_t out, const mpq_t x, const struct power *p)
{
    bool less = power_floor(mpq_numref(out), x, p);

    mpz_add_ui(mpq_numref(out), mpq_numref(out), less);
    mpz_set_ui(mpq_denref(out), 1);
    mpq_div_2exp(out, out, p->bits);
}

/* J: 64 bits more than U~ has, below the first bit of s_min^p. */
static unsigned long bits_for(const struct decomposition *X, unsigned long a, unsigned long b)
{
    size_t above = mpz_sizeinbase(mpq_numref(X->least), 2);
    size_t under = mpz_sizeinbase(mpq_denref(X->least), 2);

    return mpz_sizeinbase(X->u.under, 2) + 64 + (under > above ? (under - above) * a / b : 0);
}

/* L; lo^(p-1) = lo^p / lo <= s_min^p / lo, and hi^(p-1) = hi^p / hi. */
static void lipschitz(mpq_t out, const struct decomposition *X, const struct power *p)
{
    mpq_t end;

    mpq_init(end);
    if (p->a <= p->b) {
        mpq_sub(end, X->least, X->d);
        power_up(out, X->least, p);
    } else {
        mpq_add(end, X->largest, X->d);
        power_up(out, end, p);
        mpq_div(out, out, end);
        mpq_set_ui(end, p->b, p->a);
        mpq_canonicalize(end);
    }
    mpq_div(out, out, end);
    mpq_clear(end);
}

/* out = s_max^p turn + L d */
static void bound_exact(mpq_t out, const struct decomposition *X, const struct power *p)
{
    mpq_t part;

    mpq_init(part);
    lipschitz(out, X, p);
    mpq_mul(out, out, X->d);
    power_up(part, X->largest, p);
    mpq_mul(part, part, X->turn);
    mpq_add(out, out, part);
    mpq_clear(part);
}

/* product (initialised here) = U~ G V~^T, rounding = 4 r 2^-J for the r floors that are no
 * equalities */
static bool floors(struct table *product, mpq_t rounding, const struct decomposition *X,
                   const struct power *p)
{
    unsigned long less = 0;
    struct table g;
    size_t i;
    mpq_t s;
    bool fine = table_init(&g, 1, X->s.cols);

    mpq_init(s);
    for (i = 0; fine && i < X->s.cols; i++) {
        mpq_set_num(s, X->s.entry[i]);
        mpq_set_den(s, X->s.under);
        less += power_floor(g.entry[i], s, p);
    }
    mpz_mul_2exp(g.under, g.under, p->bits);
    mpq_set_ui(rounding, 4 * less, 1);
    mpq_div_2exp(rounding, rounding, p->bits);
    fine = spectral_product(product, X, &g) && fine;
    table_clear(&g);
    mpq_clear(s);
    return fine;
}

const char *transform_check(const struct table *F, const struct decomposition *X,
                            unsigned long a, unsigned long b, const mpq_t radius)
{
    struct power p = {a, b, bits_for(X, a, b)};
    struct table product;
    mpq_t total, part;
    bool holds;

    mpq_init(total);
    mpq_init(part);
    holds = floors(&product, part, X, &p);
    if (holds) {
        table_distance(total, F, &product);
        mpq_add(total, total, part);
        if (X->s.cols)
            bound_exact(part, X, &p);
        mpq_add(total, total, part);
        holds = mpq_cmp(total, radius) <= 0;
    }
    table_clear(&product);
    mpq_clear(total);
    mpq_clear(part);
    return holds ? NULL : "the radius is not established";
}
