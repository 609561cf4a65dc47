// SPDX-License-Identifier: GPL-3.0-or-later
/* One look, and what follows from it: records, a violation decided in balls, the budget. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "falsify/search.h"

enum { TELL_EVERY = 64 };

double search_clock(void)
{
    struct timespec t;

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static bool spent(struct search *s)
{
    const struct hunt_options *o = s->options;

    if (o->tell && s->out->looks % TELL_EVERY == 0)
        s->told = o->tell(o->context, s->out->looks, s->best) || s->told;
    return s->told || (o->looks && (double)s->out->looks >= s->share * (double)o->looks) ||
           (o->seconds > 0 && search_clock() - s->started >= s->share * o->seconds);
}

bool search_claim_stands(const struct search *s, const char *text)
{
    char *what = NULL;
    slong bits;

    if (s->twist && s->claim->expected != MC_REFUTED)
        what = look_violates(s->claim, 0, text, s->options->digits,
                             FLINT_MIN(s->options->max_bits, 2 * LOOK_BITS), &bits);
    free(what);
    return !what;
}

/* Decided again at rising precision: what the search saw proves nothing. */
static void certify(struct search *s, const char *text, const struct point *p)
{
    char *what = look_violates(s->claim, s->twist, text, s->options->digits,
                               s->options->max_bits, &s->out->bits);

    if (!what || !search_claim_stands(s, text)) {
        free(what);
        return;
    }
    s->out->verdict = MC_REFUTED;
    s->out->what = what;
    s->out->first = strdup(text);
    s->out->helped = s->kind == HELPED;
    s->lost = s->lost || !s->out->first || (p && !point_copy(&s->found, p));
    s->over = true;
}

double search_look_at(struct search *s, const char *text, const struct point *p)
{
    double excess = -HUGE_VAL, most = -HUGE_VAL;
    struct look look = {0};
    size_t i;

    s->out->looks++;
    if (look_at(&look, s->claim, s->twist, text, s->options->digits, LOOK_BITS) == MC_NO_RESOURCE)
        s->lost = s->over = true;
    for (i = 0; i < look.count; i++) {
        const struct sight *sight = &look.items[i];

        s->lost = !search_keep(s, sight, text, p) || s->lost;
        most = fmax(most, sight->excess);
        if (s->target && !strcmp(sight->what, s->target))
            excess = fmax(excess, sight->excess);
    }
    look_clear(&look);
    /* Of a control's own instance an identity may be open at this precision. */
    if (most > 0 || (!p && s->twist))
        certify(s, text, p);
    s->over = s->over || spent(s);
    return excess;
}

double search_look(struct search *s, const struct point *p)
{
    char *text = point_text(p);
    double excess = text ? search_look_at(s, text, p) : -HUGE_VAL;

    if (!text)
        s->lost = s->over = true;
    free(text);
    return excess;
}
