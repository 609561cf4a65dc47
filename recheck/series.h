// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * c_0 + c_1 x + ... with rational intervals for coefficients, on GMP alone.  Two kinds are met:
 * polynomials, exact, every interval a point; and jets, c_0 the values and c_1 the slopes of a
 * function on an interval, all further terms cut off, coefficients rounded outward.
 */
#ifndef RECHECK_SERIES_H
#define RECHECK_SERIES_H

#include <gmp.h>
#include <stdbool.h>
#include <stddef.h>

enum { JET_BITS = 192 };

struct bounds {
    mpq_t lo, hi;
};

struct series {
    struct bounds *c;
    size_t count; /* of coefficients; the last is not 0; none: 0                          */
};

static inline __mpq_struct rational_zero(void)
{
    mpq_t zero;

    mpq_init(zero);
    return *zero;
}

static inline void rational_clear(mpq_t *x)
{
    mpq_clear(*x);
}

/* Variables, zero at first, that are cleared where their scope ends: a check may return as soon
 * as it knows. */
#define RATIONAL(x) __attribute__((cleanup(rational_clear))) mpq_t x = {rational_zero()}
#define SERIES(p)   __attribute__((cleanup(series_clear))) struct series p = {0}

/* Without memory the program ends: it has proved nothing.  Set: c x^power. */
void series_clear(struct series *p);
void series_set(struct series *out, const struct series *p);
void series_set_interval(struct series *out, const mpq_t lo, const mpq_t hi, size_t power);
void series_set_natural(struct series *out, unsigned long c, size_t power);

/* out may be an operand.  multiply: what is cut off and rounded is so where `jets`. */
void series_add(struct series *out, const struct series *p, const struct series *q);
void series_negate(struct series *p);
void series_multiply(struct series *out, const struct series *p, const struct series *q,
                     bool jets);
void series_compose(struct series *out, const struct series *p, const struct series *q);
void series_derive(struct series *p);
size_t series_bits(const struct series *p); /* of its longest coefficient */

/* p = 1/p: of polynomials only constants.  Errors: false where c_0 may vanish. */
bool series_invert(struct series *p, bool jets);

#endif
