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
    double started, best, share;   /* share: of the budget that may be spent by now           */
    int kind;                  /* ALONE or HELPED                                             */
    struct point at, found;    /* where the climb is; what violates; empty: no point         */
    const char *target;        /* the entry whose excess is maximised                         */
    size_t turn;               /* climbs begun                                                */
    bool over, lost;           /* found, out of its share or told to end; out of memory       */
    bool told;                 /* to end                                                      */
};

/* Seconds of processor time of this thread. */
double search_clock(void);

/* Looks at a text, keeps what is better than before, and ends the search where it violates; p is
 * the point of that text, or NULL.  The excess of the target; -HUGE_VAL where it is not met. */
double search_look_at(struct search *s, const char *text, const struct point *p);
double search_look(struct search *s, const struct point *p);

/* Maximises the excess of s->target from s->at on, about `looks` times: by the simplex method;
 * by moves that are taken downhill too, ever less. */
void search_climb(struct search *s, slong looks);
void search_anneal(struct search *s, slong looks);

/* Climbs and anneals from random starts until the share is spent, where small matrices say
 * anything. */
void search_starts(struct search *s);

/* Looks at the claim's own instances, and goes on from those that are points of the search. */
MC_MUST_CHECK enum mc_status search_own(struct search *s, struct mc_complaint *why);

/* Climbs from `start` for one inequality, another at each turn, and anneals where it is best. */
void search_from(struct search *s, const struct point *start);

/* Does the claim itself hold there, or say nothing?  A control that fails only where its claim
 * does is outside of the hypotheses of both. */
bool search_claim_stands(const struct search *s, const char *text);

/* The point that violates, made small and round while it does: fewer rows and columns, zeros,
 * ones, fewer bits. */
void search_shrink(struct search *s, struct point *p);

/* Takes what was seen at `text` (p: its point, or NULL) into the record of its inequality, made
 * where there is none, if it is higher; false: memory is out. */
bool search_keep(struct search *s, const struct sight *sight, const char *text,
                 const struct point *p);

/* Encloses every ratio that was kept anew, so tightly that it can be told. */
void search_sharpen(struct search *s);

#endif
