// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Within this room, and for tests: inputs on which an iteration may round badly, as points that
 * a search can move.
 *
 * Singular values, before they are scaled: the first is `top`, the next share (r - 1) are 10^-
 * level, and the rest fall from there by 10^-tail.  Directions:
 *
 *   frames     U S V^T, U and V products of three random reflections
 *   dense      the same times the cosine bases, so that no entry is large
 *   cosines    in the cosine bases, whose first vector is constant: sums of one sign
 *   diagonal   the values themselves: sums of one term
 *   signs      equal entries with the signs of Walsh functions, times 10^-level, and `top` in
 *              the corner: a large number first, which swallows what is added to it, or equal
 *              ones
 *
 * The Frobenius norm is `norm`; its mantissa decides where sums round.
 */
#ifndef RECIPE_H
#define RECIPE_H

#include <stddef.h>
#include "muoncheck/arb.h"

enum directions { FRAMES = 0, DENSE, COSINES, DIAGONAL, SIGNS, DIRECTIONS };

struct recipe {
    enum directions directions;
    double top, share, level, tail, norm;
    unsigned long seed;
};

/* M (m x n) with every relative singular value at least `least` (SIGNS: no such bound), up to
 * the rounding of doubles.  false when memory is out. */
bool recipe_make(arb_mat_t M, const struct recipe *recipe, double least);

/* "cosines:top=1,share=0.5,level=2,tail=3,norm=1.5,seed=7" */
void recipe_text(char *out, size_t size, const struct recipe *recipe);

#endif
