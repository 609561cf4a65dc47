// SPDX-License-Identifier: GPL-3.0-or-later
/* Formulas as the text that certificates hold. */
#ifndef RECHECK_FORMULA_H
#define RECHECK_FORMULA_H

#include "jet.h"
#include "number.h"
#include "polynomial.h"

enum { MOST_NAMES = 32 };

/* What was let, and the variables beside x. */
struct names {
    const char *name[MOST_NAMES], *text[MOST_NAMES], *variable[MOST_NAMES];
    size_t count, variables;
};

/* Sums, products, quotients by constants, powers up to 64, names with ' and (...); of x alone.
 * Errors: false. */
bool polynomial_read(struct polynomial *out, const struct names *names, const char *text);

/*
 * left = right for all x and all values of the variables?  As polynomials in x they are equal
 * when every variable runs through 0 .. d, d a bound of its degree, and so everywhere.  d is
 * the degree after each minus is made a plus, so that nothing cancels.
 */
bool identity_holds(const struct names *names, const char *left, const char *right);

/* Value and slope of the formula for all x in [lo, hi]; quotients of any kind, no '.  Errors:
 * false. */
bool jet_read(struct jet *out, const struct names *names, const char *text, const mpq_t lo,
              const mpq_t hi);

#endif
