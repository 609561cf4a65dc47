// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Formulas as the text that certificates hold: sums, products, quotients, powers, decimals, x,
 * and names that were let: f is f(x), f(1 - x) has 1 - x for x, f' is the derivative.  Nothing
 * is let by itself: a name sees those before it alone.
 */
#ifndef RECHECK_FORMULA_H
#define RECHECK_FORMULA_H

#include "series.h"

enum { MOST_NAMES = 32 };

/* What was let, and the variables beside x. */
struct names {
    const char *name[MOST_NAMES], *text[MOST_NAMES], *variable[MOST_NAMES];
    size_t count, variables;
};

struct reading {
    const struct series *x, *variables; /* what they stand for; variables may be NULL: none */
    bool jets;                          /* quotients of any kind, no '                      */
    bool degrees;                       /* - is read as +, so that no term cancels          */
};

/* Errors: false: no formula, or one that is too large. */
bool series_read(struct series *out, const struct names *names, const char *text,
                 struct reading how);

/* A polynomial in x alone: quotients by constants only. */
bool polynomial_read(struct series *out, const struct names *names, const char *text);

/*
 * left = right for all x and all values of the variables?  As polynomials in x they are equal
 * when every variable runs through 0 .. d, d a bound of its degree, and so everywhere.  d is
 * the degree after each minus is made a plus, so that nothing cancels.
 */
bool identity_holds(const struct names *names, const char *left, const char *right);

#endif
