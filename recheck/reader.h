// SPDX-License-Identifier: GPL-3.0-or-later
/* Among the files of formulas: one reader for polynomials and for jets. */
#ifndef RECHECK_READER_H
#define RECHECK_READER_H

#include "formula.h"

/* What formulas are read into: polynomials, or jets. */
union element {
    struct polynomial p;
    struct jet jet;
};

struct reader {
    const char *at;
    const struct names *names;
    size_t visible; /* names before this one: nothing is let by itself         */
    const union element *x;
    const mpq_t *values;  /* of the variables; NULL: there are none                  */
    const char *measured; /* the variable that is read as x to learn its degree      */
    bool jets, failed;
    int depth;
    long *work;
};

/* out may be an operand.  What is too large, or no quotient, sets `failed`. */
void element_init(union element *e, const struct reader *r);
void element_clear(union element *e, const struct reader *r);
void element_set(union element *out, const union element *a, const struct reader *r);
void element_set_constant(union element *out, const mpq_t c, const struct reader *r);
void element_add(union element *out, const union element *a, const union element *b, int sign,
                 const struct reader *r);
void element_multiply(union element *out, const union element *a, const union element *b,
                      struct reader *r);
void element_divide(union element *out, const union element *a, union element *b,
                    struct reader *r);

/* out = the whole text, read as `r` says.  x is x, or 1 while the degree of another variable is
 * measured.  Errors: false. */
bool element_read(union element *out, struct reader r, const char *text);

#endif
