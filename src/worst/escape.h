// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A witness that singular values cannot be proved to stay where steps are safe: an input, and
 * rounding errors that the model of tolerance.h allows (adversary.h), after which one lies
 * beyond the safe radius of the steps that follow.  A fixed number of steps may have a bound
 * all the same, if a large one.
 */
#ifndef WORST_ESCAPE_H
#define WORST_ESCAPE_H

#include "iteration/tolerance.h"
#include "worst/recipe.h"

struct escape {
    slong step;                  /* after it, counted from 1; 0: none was found               */
    double sigma;                /* the largest one there: no more than it, up to 2^-40       */
    double radius;               /* which it is beyond                                        */
    struct recipe recipe;
};

/* radii[k], k < steps: the safe radius of what follows step k + 1, from above; infinite where
 * none is known.  Inputs are the search's (search.h), `runs` of them.  Errors: MC_NOT_DECIDED
 * where adversary.h has no opponent; MC_NO_RESOURCE. */
MC_MUST_CHECK enum mc_status escape_find(struct escape *out,
                                         const struct tolerance_question *question,
                                         const double *radii, slong runs,
                                         unsigned long seed);

#endif
