// SPDX-License-Identifier: GPL-3.0-or-later
/* Polynomials c_0 + c_1 x + ... with rational coefficients, on GMP alone. */
#ifndef RECHECK_POLYNOMIAL_H
#define RECHECK_POLYNOMIAL_H

#include <gmp.h>
#include <stdbool.h>
#include <stddef.h>

struct polynomial {
    mpq_t *c;
    size_t count; /* of coefficients; the last is not zero; 0: the zero polynomial        */
};

void polynomial_init(struct polynomial *p);
void polynomial_clear(struct polynomial *p);
void polynomial_set(struct polynomial *out, const struct polynomial *p);
void polynomial_set_term(struct polynomial *out, const mpq_t c, size_t power);

/* out may be an operand.  add: out = p + sign q */
void polynomial_add(struct polynomial *out, const struct polynomial *p,
                    const struct polynomial *q, int sign);
void polynomial_multiply(struct polynomial *out, const struct polynomial *p,
                         const struct polynomial *q);
void polynomial_compose(struct polynomial *out, const struct polynomial *p,
                        const struct polynomial *q);
void polynomial_derive(struct polynomial *p);
void polynomial_value(mpq_t out, const struct polynomial *p, const mpq_t x);
size_t polynomial_bits(const struct polynomial *p); /* of its longest coefficient */
bool polynomial_equal(const struct polynomial *p, const struct polynomial *q);

/* Are all Bernstein coefficients of p on [lo, hi] >= 0 (strict: > 0)?  Then so is p there. */
bool polynomial_bernstein(const struct polynomial *p, const mpq_t lo, const mpq_t hi,
                          bool strict);

/* Are all coefficients of p(lo + y) >= 0 (strict: the constant one > 0)?  Then so is p for x >=
 * lo. */
bool polynomial_on_ray(const struct polynomial *p, const mpq_t lo, bool strict);

#endif
