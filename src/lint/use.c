// SPDX-License-Identifier: Apache-2.0
/* How the table is used, against how it was published. */
#include <string.h>

#include "lint/rules.h"

static void normalisation(struct examination *x)
{
    const char *own = x->table->normalisation;

    if (own && x->normalize && !strcmp(own, "aol") && strcmp(x->normalize, "aol"))
        find_fault(x, "normalisation", MC_WARNING, 0,
                   "this table was made for inputs scaled by AOL, not by their %s norm",
                   x->normalize);
}

static void extension(struct examination *x)
{
    if (x->lint->steps <= x->table->count || x->extension == x->table->extension)
        return;
    if (x->extension == MC_CYCLE)
        find_fault(x, "extension", MC_WARNING, x->table->lines[0],
                   "step %ld starts again with the first row: made for unconverged inputs; the "
                   "last row is what is to be repeated",
                   (long)x->table->count + 1);
    else if (x->table->extension == MC_STOP)
        find_fault(x, "extension", MC_NOTE, x->table->lines[x->table->count - 1],
                   "the table ends after %ld rows; its last row is repeated",
                   (long)x->table->count);
}

/* p(1) = 1 for the last row?  Otherwise no number of steps makes the error small. */
static void limit(struct examination *x)
{
    const struct mc_table *table = x->table;
    slong row = mc_table_row(table, x->lint->steps - 1, x->extension);
    char a[ABOUT], b[ABOUT];
    fmpq_t one, value;

    fmpq_init(one);
    fmpq_init(value);
    fmpq_one(one);
    if (row >= 0)
        fmpq_poly_evaluate_fmpq(value, table->rows + row, one);
    if (row >= 0 && !fmpq_is_one(value) && !x->lint->escaped)
        find_fault(x, "not-one", MC_NOTE, table->lines[row],
                   "1 is no fixed point of the last row: p(1) = %s", about(a, value));
    else if (row >= 0 && !x->lint->escaped && fmpq_sgn(x->lint->error.lo) > 0)
        find_fault(x, "not-one", MC_NOTE, table->lines[row],
                   "p(1) = 1, but the values still differ from 1 by up to %s after %ld steps",
                   about(b, x->lint->error.hi), (long)x->lint->steps);
    fmpq_clear(value);
    fmpq_clear(one);
}

/* Values outside what the publication says they are in. */
static void published_range(struct examination *x)
{
    const struct mc_table *table = x->table;
    const struct mc_lint *lint = x->lint;
    char a[ABOUT], b[ABOUT], c[ABOUT], d[ABOUT];

    if (fmpq_sgn(table->said_hi) > 0 && !lint->escaped &&
        (fmpq_cmp(lint->min.hi, table->said_lo) < 0 ||
         fmpq_cmp(lint->max.lo, table->said_hi) > 0))
        find_fault(x, "published-range", MC_WARNING, 0,
                   "published as values in [%s, %s]; on this interval they fill [%s, %s]",
                   about(a, table->said_lo), about(b, table->said_hi), about(c, lint->min.lo),
                   about(d, lint->max.hi));
}

void rules_of_use(struct examination *x)
{
    normalisation(x);
    extension(x);
    limit(x);
    published_range(x);
}
