// SPDX-License-Identifier: GPL-3.0-or-later
#include <gsl/gsl_errno.h>
#include <gsl/gsl_multimin.h>
#include <math.h>

#include "falsify/search.h"

/* The values that x moves the point to. */
static void place(struct search *s, const gsl_vector *x)
{
    size_t b, i;

    for (b = 0; b < s->at.count; b++) {
        const struct block *block = &s->at.blocks[b];

        for (i = 0; i < (size_t)(block->rows * block->cols); i++)
            s->at.values[block->first + i] =
                point_value(block, gsl_vector_get(x, block->first + i));
    }
}

/* GSL minimises. */
static double objective(const gsl_vector *x, void *of)
{
    struct search *s = of;
    double excess;

    if (s->over)
        return 0;
    place(s, x);
    excess = search_look(s, &s->at);
    return isfinite(excess) ? -excess : excess > 0 ? -1e300 : 1e300;
}

void search_climb(struct search *s, slong looks)
{
    size_t n = s->at.size, i;
    gsl_multimin_function f = {objective, n, s};
    gsl_multimin_fminimizer *simplex =
        n ? gsl_multimin_fminimizer_alloc(gsl_multimin_fminimizer_nmsimplex2rand, n) : NULL;
    gsl_vector *x = n ? gsl_vector_alloc(n) : NULL, *size = n ? gsl_vector_alloc(n) : NULL;
    slong last = s->out->looks + looks;

    s->lost = s->lost || (n && (!simplex || !x || !size));
    for (i = 0; i < n && !s->lost; i++) {
        double value = ldexp((double)s->at.values[i], -POINT_GRID);

        gsl_vector_set(x, i, value);
        gsl_vector_set(size, i, fmax(0.125, 0.25 * fabs(value)));
    }
    if (n && !s->lost && gsl_multimin_fminimizer_set(simplex, &f, x, size) == GSL_SUCCESS)
        while (!s->over && s->out->looks < last)
            if (gsl_multimin_fminimizer_iterate(simplex) != GSL_SUCCESS ||
                gsl_multimin_fminimizer_size(simplex) < ldexp(1, -POINT_GRID))
                break;
    gsl_multimin_fminimizer_free(simplex);
    gsl_vector_free(x);
    gsl_vector_free(size);
}
