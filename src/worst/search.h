// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Within this room: the recipe that something judges worst.  A third of the runs look at
 * starts: in each kind of direction first one large singular value over tiny ones, then many
 * large ones over tiny ones, whose error the steps after it enlarge most, then random recipes.
 * From the worst of these on, the simplex method of Nelder and Mead moves spectrum and norm.
 * Deterministic for a seed.
 */
#ifndef SEARCH_H
#define SEARCH_H

#include "worst/recipe.h"

struct search {
    slong m, n;
    double least, largest;       /* relative singular value; norm                             */
    double (*judge)(const arb_mat_t M, void *of);    /* not finite: beyond the format         */
    void *of;
    struct recipe worst;
    double record;               /* 0: no run was finite                                      */
    slong runs, left_range;
};

/* `runs` calls of judge, which add to those before.  false when memory is out. */
bool search_run(struct search *search, slong runs, unsigned long seed);

#endif
