// SPDX-License-Identifier: GPL-3.0-or-later
/* Within this room: a search under way. */
#ifndef SEARCH_H
#define SEARCH_H

#include <gsl/gsl_rng.h>
#include "falsify/hunt.h"

struct search {
    const struct claim *claim;
    int twist;
    const struct hunt_options *options;
    struct hunt_result *out;
    gsl_rng *rng;
    double started, best;
    struct point at, found;    /* where the climb is; what violates                            */
    const char *target;        /* the entry whose excess is maximised                         */
    bool over, lost;           /* found, out of budget or told to end; out of memory          */
};

/* Looks at a point, keeps what is better than before, and ends the search where it violates.
 * The excess of the target; -HUGE_VAL where it is not met. */
double search_look(struct search *s, const struct point *p);

/* Maximises the excess of s->target from s->at on, about `looks` times. */
void search_climb(struct search *s, slong looks);

/* The point that violates, made small and round while it does: fewer rows and columns, zeros,
 * ones, fewer bits. */
void search_shrink(struct search *s, struct point *p);

#endif
