// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A witness that no bound holds for every rounding which the model of tolerance.h allows: an
 * input, and rounding errors within the model (adversary.h), that push a singular value beyond
 * `radius`, from which the exact iteration runs away.
 */
#ifndef WORST_ESCAPE_H
#define WORST_ESCAPE_H

#include "iteration/tolerance.h"
#include "worst/recipe.h"

struct escape {
    slong step;                  /* after it, counted from 1; 0: none was found               */
    double sigma;                /* the largest one there: no more than it, up to 2^-40       */
    struct recipe recipe;
};

/* Inputs are the search's (search.h), `runs` of them.  Errors: MC_NOT_DECIDED where adversary.h
 * has no opponent; MC_NO_RESOURCE. */
MC_MUST_CHECK enum mc_status escape_find(struct escape *out,
                                         const struct tolerance_question *question,
                                         double radius, slong runs, unsigned long seed);

#endif
