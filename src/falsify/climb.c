// SPDX-License-Identifier: GPL-3.0-or-later
/* From one start on: which inequality is climbed for, and where annealing goes on. */
#include <math.h>

#include "falsify/search.h"

/* A look has LOOK_BITS, and claims lose some of them. */
enum { PER_CLIMB = 120, PER_VALUE = 12, PER_ANNEAL = 400, TOLD_BITS = 48 };

/* s->at = p, whose looks are for that inequality. */
static bool go_to(struct search *s, const struct point *p, const char *target)
{
    point_clear(&s->at);
    s->target = target;
    if (point_copy(&s->at, p))
        return true;
    s->lost = s->over = true;
    return false;
}

/* Is it short of equality by more than the precision of a look can tell? */
static bool short_of_equality(const struct peak *peak)
{
    return peak->excess < -ldexp(1, -TOLD_BITS);
}

/* The best point of an inequality, annealed, and then climbed from. */
static void improve(struct search *s, size_t which)
{
    const struct record *r = &s->out->records[which];
    const struct peak *peak = &r->peaks[s->kind];

    if (!peak->point.count || !short_of_equality(peak) || !go_to(s, &peak->point, r->what))
        return;
    search_anneal(s, PER_ANNEAL);
    r = &s->out->records[which];
    if (!s->over && go_to(s, &r->peaks[s->kind].point, r->what))
        search_climb(s, PER_CLIMB + PER_VALUE * (slong)s->at.size);
}

void search_from(struct search *s, const struct point *start)
{
    size_t which;

    s->target = NULL;
    (void)search_look(s, start);
    if (s->over || s->lost || !s->out->count)
        return;
    which = s->turn++ % s->out->count;
    if (go_to(s, start, s->out->records[which].what))
        search_climb(s, PER_CLIMB + PER_VALUE * (slong)start->size);
    if (!s->over && !s->lost)
        improve(s, which);
    point_clear(&s->at);
}
