// SPDX-License-Identifier: GPL-3.0-or-later
/* Polynomials and rationals as the text that certificates hold. */
#ifndef RECHECK_FORMULA_H
#define RECHECK_FORMULA_H

#include "polynomial.h"

enum { MOST_NAMES = 32 };

struct names {
    const char *name[MOST_NAMES];
    struct polynomial polynomial[MOST_NAMES];
    size_t count;
};

/* "3.4445", "-1/3", "1e-3": a decimal, or a fraction of two.  Errors: false. */
bool rational_read(mpq_t out, const char *text);

/* Sums, products, quotients by constants, powers up to 64, names with ' and (...).  Errors:
 * false. */
bool polynomial_read(struct polynomial *out, const struct names *names, const char *text);

#endif
