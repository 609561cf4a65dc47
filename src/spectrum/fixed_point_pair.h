// SPDX-License-Identifier: Apache-2.0
/* Entries of the turn in pairs of doubles, for the files that find it. */
#ifndef FIXED_POINT_PAIR_H
#define FIXED_POINT_PAIR_H

#include <math.h>

#include "spectrum/fixed_point_state.h"

/* What pairs of doubles keep of a sum that cancels. */
enum { PAIR_BITS = 98 };

static inline struct pair times(struct pair a, double power_of_two)
{
    return (struct pair){a.hi * power_of_two, a.lo * power_of_two};
}

static inline struct pair at(const double *hi, const double *lo, slong i)
{
    return (struct pair){hi[i], lo[i]};
}

/* 2^(scale_i - scale_j); 0 where no double holds it, which no double notices. */
static inline double ratio(const struct fixed_point *f, slong i, slong j)
{
    return f->scale[i] == f->scale[j] ? 1 : ldexp(1, (int)(f->scale[i] - f->scale[j]));
}

static inline void set_entry(struct turn *t, slong k, struct pair x)
{
    t->f_hi[k] = x.hi;
    t->f_lo[k] = x.lo;
}

static inline unsigned char *kind_of(const struct turn *t, slong i, slong j)
{
    return t->kind + FLINT_MIN(i, j) + FLINT_MAX(i, j) * t->n;
}

/* G and S as pairs of doubles.  In a fine unit they are lifted to size about 1, and then the
 * diagonal of G has to be read by itself. */
void turn_read(struct turn *t, const struct fixed_point *f);

/* F_ij, F_ji and the kind of a pair, i the longer column. */
void turn_pair(struct turn *t, const struct fixed_point *f, slong i, slong j,
               const struct limits *limits);

/* F of a pair that is not turned. */
void keep_orthonormal(struct turn *t, const struct fixed_point *f, slong i, slong j);

/* The columns from the first that is not seen to the last that counts, with those before that
 * are not much longer: the turn, at most the ratio of the lengths, must stay small.  0 returned
 * where it could not be found. */
int turn_unresolved(struct turn *t, const struct fixed_point *f, slong target);

#endif
