// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Within this room: the recipe that something judges worst.  A third of the runs look at
 * starts: in each kind of direction first one large singular value over tiny ones, then many
 * large ones over tiny ones, whose error the steps after it enlarge most, then random recipes.
 * From the worst of these on, the simplex method of Nelder and Mead moves spectrum and norm.
 * Deterministic for a seed.
 */
#ifndef WORST_SEARCH_H
#define WORST_SEARCH_H

#include "iteration/tolerance.h"
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

/* Of the inputs that a question speaks of: of its shape, of relative singular values and norm as
 * tolerance.h bounds them; no judge yet. */
struct search search_over(const struct tolerance_question *question);

/* `runs` calls of judge, which add to those before.  false when memory is out. */
bool search_run(struct search *search, slong runs, unsigned long seed);

#endif
