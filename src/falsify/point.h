// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A point of the space that a search walks in: every entry of an instance's parts and of the
 * companions that the claim asks for, as multiples of 2^-10, so that the text of the point is
 * exact and names the very instance that was looked at.  Parts may be held: what `base` names
 * then stands in their place, and only companions move.  Companions keep to what claims may
 * expect of them (instance.h): at most 4, fractions within (0, 1).
 */
#ifndef POINT_H
#define POINT_H

#include <stdbool.h>
#include <stddef.h>
#include <flint/flint.h>

enum { POINT_GRID = 10, POINT_SIZE = 160 };

struct block {
    char *purpose;         /* of a companion; NULL: a part                                    */
    bool fraction;         /* one number in (0, 1)                                            */
    slong rows, cols;
    size_t first;          /* its entries, row by row, in the point's values                  */
};

struct point {
    char *base;            /* NULL: the parts are blocks                                      */
    struct block *blocks;
    size_t count;
    slong *values;
    size_t size;
};

/* False: no memory, or more than POINT_SIZE values.  purpose is copied. */
bool point_add(struct point *p, const char *purpose, slong rows, slong cols, bool fraction);
bool point_has(const struct point *p, const char *purpose, slong rows, slong cols);
bool point_copy(struct point *out, const struct point *p);
void point_clear(struct point *p);

/* The nearest value of the grid, within the bounds of its block. */
slong point_value(const struct block *block, double x);

/* "matrix:m=..,n=..,entries=[..]|given:PURPOSE=matrix:..": heap; NULL when memory is out. */
char *point_text(const struct point *p);

/* Entries that are not zero, and bits of them: what a person would have to read. */
slong point_weight(const struct point *p);

#endif
