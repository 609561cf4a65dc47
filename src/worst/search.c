// SPDX-License-Identifier: GPL-3.0-or-later
#include <gsl/gsl_multimin.h>
#include <math.h>
#include <stdlib.h>

#include "generator/random.h"
#include "worst/search.h"

enum { DIMENSION = 5, A_DESCENT = 24, SHARE_OF_STARTS = 3, BITS = 192 };

struct start {
    double x[DIMENSION], found;
    enum directions directions;
    unsigned long seed;
};

struct descent {
    struct search *search;
    struct start *from;
    arb_mat_t M;
    slong left;
    bool lost;
};

/* From the whole line to (lo, hi). */
static double between(double x, double lo, double hi)
{
    return lo + (hi - lo) / (1 + exp(-x));
}

static double judge(struct descent *d, const double *x)
{
    struct search *s = d->search;
    struct recipe at = {.directions = d->from->directions, .top = between(x[0], 0, 1),
                        .share = between(x[1], 0, 1), .level = between(x[2], 0, 4),
                        .tail = between(x[3], 0, 6),
                        .norm = between(x[4], 1, fmin(4, s->largest)), .seed = d->from->seed};
    double seen;

    if (!recipe_make(d->M, &at, s->least)) {
        d->lost = true;
        return 0;
    }
    d->left--;
    s->runs++;
    seen = s->judge(d->M, s->of);
    s->left_range += !isfinite(seen);
    if (!isfinite(seen))
        return 0;
    if (seen > s->record) {
        s->record = seen;
        s->worst = at;
    }
    return seen;
}

static double objective(const gsl_vector *x, void *of)
{
    struct descent *d = of;
    double seen = d->left > 0 && !d->lost ? judge(d, gsl_vector_const_ptr(x, 0)) : 0;

    return seen > 0 ? -log(seen) : 0;
}

static bool descend(struct descent *d)
{
    gsl_multimin_function f = {objective, DIMENSION, d};
    gsl_multimin_fminimizer *simplex = gsl_multimin_fminimizer_alloc(
        gsl_multimin_fminimizer_nmsimplex2, DIMENSION);
    gsl_vector *x = gsl_vector_alloc(DIMENSION), *size = gsl_vector_alloc(DIMENSION);
    bool fine = simplex && x && size;
    size_t i;

    for (i = 0; fine && i < DIMENSION; i++) {
        gsl_vector_set(x, i, d->from->x[i]);
        gsl_vector_set(size, i, 1.5);
    }
    fine = fine && gsl_multimin_fminimizer_set(simplex, &f, x, size) == 0;
    for (i = 0; fine && i < A_DESCENT && d->left > 0 && !d->lost; i++)
        if (gsl_multimin_fminimizer_iterate(simplex))
            break;
    gsl_multimin_fminimizer_free(simplex);
    gsl_vector_free(x);
    gsl_vector_free(size);
    return fine && !d->lost;
}

/* As search.h says; a number of -5 or 5 is near the end of its range. */
static void set_start(struct start *out, slong i, slong kinds, gsl_rng *rng, unsigned long seed)
{
    static const double planned[][DIMENSION] = {{5, -5, 3, 1, 0}, {5, 0, -5, 5, 0},
                                                {5, 1, -5, 1, 1}};
    enum { PLANNED = sizeof planned / sizeof *planned };

    *out = (struct start){.directions = (enum directions)(i % kinds),
                          .seed = seed + (unsigned long)i};
    for (size_t k = 0; k < DIMENSION; k++)
        out->x[k] = i / kinds < PLANNED ? planned[i / kinds][k] : 3 * random_gaussian(rng);
}

static int by_found(const void *a, const void *b)
{
    double x = ((const struct start *)a)->found, y = ((const struct start *)b)->found;

    return (x < y) - (x > y);
}

/* S, and a little more for the rounding of doubles. */
static double least_of(const struct tolerance_question *question)
{
    double r = (double)FLINT_MIN(question->m, question->n), S;
    arb_t x;

    arb_init(x);
    arb_set_fmpq(x, question->sigma_min, BITS);
    S = arf_get_d(arb_midref(x), ARF_RND_UP);
    arb_clear(x);
    return fmin(S * (1 + 0x1p-30), 1 / sqrt(r));
}

struct search search_over(const struct tolerance_question *question)
{
    return (struct search){.m = question->m, .n = question->n, .least = least_of(question),
                           .largest = sqrt(question->in->format->largest) / 2};
}

bool search_run(struct search *search, slong runs, unsigned long seed)
{
    slong kinds = search->least > 0 ? SIGNS : DIRECTIONS, i;
    slong count = FLINT_MIN(runs, FLINT_MAX(3 * kinds, runs / SHARE_OF_STARTS));
    struct descent d = {.search = search, .left = runs};
    struct start *starts = calloc((size_t)count + 1, sizeof *starts);
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    bool fine = starts && rng;

    arb_mat_init(d.M, search->m, search->n);
    if (rng)
        gsl_rng_set(rng, seed);
    for (i = 0; fine && i < count && !d.lost; i++) {
        d.from = starts + i;
        set_start(starts + i, i, kinds, rng, seed);
        starts[i].found = judge(&d, starts[i].x);
    }
    if (fine)
        qsort(starts, (size_t)count, sizeof *starts, by_found);
    for (i = 0; fine && d.left > 0 && !d.lost; i++) {
        d.from = starts + i % count;
        fine = descend(&d);
    }
    arb_mat_clear(d.M);
    gsl_rng_free(rng);
    free(starts);
    return fine && !d.lost;
}
