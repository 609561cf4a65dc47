// SPDX-License-Identifier: GPL-3.0-or-later
/* Signs on an interval, box by box. */
#ifndef RECHECK_BOXES_H
#define RECHECK_BOXES_H

#include "formula.h"
#include "json.h"

/* What is to be >= 0 on an interval, > 0 where `strict`: */
struct positive {
    const struct series *p; /* a polynomial, by its Bernstein coefficients; or NULL: */
    const char *formula;    /* a formula, strictly, by the mean value theorem        */
    const struct names *names;
    bool strict;
};

/* Is it so on each box between `breaks`, which must run from lo to hi without falling back? */
bool boxes_hold(const struct positive *what, const struct json *breaks, const mpq_t lo,
                const mpq_t hi);

/* Are all coefficients of p(lo + y) >= 0 (strict: the constant one > 0)?  Then so is p for x
 * >= lo. */
bool ray_holds(const struct series *p, const mpq_t lo, bool strict);

/* out = p(x), of a polynomial */
void polynomial_value(mpq_t out, const struct series *p, const mpq_t x);

/* What stands in a list, or under a key: "", which is no number and no formula, for what is
 * none. */
const char *item_text(const struct json *list, size_t i);
const char *text_of(const struct json *map, const char *key);
bool read_ends(mpq_t lo, mpq_t hi, const struct json *fact); /* "from" and "to" */

#endif
