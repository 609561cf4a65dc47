// SPDX-License-Identifier: GPL-3.0-or-later
#include <gsl/gsl_multimin.h>
#include <math.h>

#include "generator/random.h"
#include "worst/rounding.h"

enum { DIMENSION = 5, A_START = 24, PREC = 192 };

struct search {
    const struct tolerance_question *question;
    struct worst_rounding *worst;
    struct recipe at;
    double least, largest;      /* S, and the largest norm                                    */
    double record;
    slong left;
    arb_mat_t M;
    bool lost;                  /* memory                                                     */
};

void worst_rounding_init(struct worst_rounding *worst)
{
    *worst = (struct worst_rounding){.runs = 0};
    arb_init(worst->frobenius);
    arb_init(worst->spectral);
    arb_indeterminate(worst->frobenius);
    arb_indeterminate(worst->spectral);
}

void worst_rounding_clear(struct worst_rounding *worst)
{
    arb_clear(worst->frobenius);
    arb_clear(worst->spectral);
}

static double distance(const arb_mat_t A, const arb_mat_t B)
{
    slong i, j;
    double sum = 0, d;

    for (i = 0; i < arb_mat_nrows(A); i++)
        for (j = 0; j < arb_mat_ncols(A); j++) {
            d = arf_get_d(arb_midref(arb_mat_entry(A, i, j)), ARF_RND_NEAR) -
                arf_get_d(arb_midref(arb_mat_entry(B, i, j)), ARF_RND_NEAR);
            sum += d * d;
        }
    return sqrt(sum);
}

/* The draws start anew, so that a run can be repeated. */
static void rewind_draws(const struct tolerance_question *question)
{
    if (question->in->stream)
        question->in->stream->drawn = 0;
}

double rounding_estimate(const struct tolerance_question *question, const arb_mat_t M)
{
    struct mc_arithmetic truth = mc_arithmetic_ball(PREC);
    struct mc_state computed, exact;
    double out = HUGE_VAL;

    if (question->in->format->precision <= 24)
        truth = (struct mc_arithmetic){.rules = &mc_rules_fp64, .bits = 53, .name = "fp64"};
    rewind_draws(question);
    tolerance_run(&computed, question, M, question->in);
    tolerance_run(&exact, question, M, &truth);
    if (arb_mat_is_finite(computed.x))
        out = distance(computed.x, exact.x);
    mc_state_clear(&computed);
    mc_state_clear(&exact);
    return out;
}

/* From the whole line to (lo, hi). */
static double between(double x, double lo, double hi)
{
    return lo + (hi - lo) / (1 + exp(-x));
}

static double objective(const gsl_vector *x, void *of)
{
    struct search *s = of;
    double seen;

    s->at.top = between(gsl_vector_get(x, 0), 0, 1);
    s->at.share = between(gsl_vector_get(x, 1), 0, 1);
    s->at.level = between(gsl_vector_get(x, 2), 0, 4);
    s->at.tail = between(gsl_vector_get(x, 3), 0, 6);
    s->at.norm = between(gsl_vector_get(x, 4), 1, fmin(4, s->largest));
    if (s->left <= 0 || !recipe_make(s->M, &s->at, s->least)) {
        s->lost = s->lost || s->left > 0;
        return 0;
    }
    s->left--;
    s->worst->runs++;
    seen = rounding_estimate(s->question, s->M);
    s->worst->left_range += isinf(seen) != 0;
    if (isfinite(seen) && seen > s->record) {
        s->record = seen;
        s->worst->recipe = s->at;
    }
    return isfinite(seen) && seen > 0 ? -log(seen) : 0;
}

/* One start, A_START steps of the simplex. */
static bool descend(struct search *s, gsl_rng *rng)
{
    gsl_multimin_function f = {objective, DIMENSION, s};
    gsl_multimin_fminimizer *simplex = gsl_multimin_fminimizer_alloc(
        gsl_multimin_fminimizer_nmsimplex2, DIMENSION);
    gsl_vector *x = gsl_vector_alloc(DIMENSION), *size = gsl_vector_alloc(DIMENSION);
    bool fine = simplex && x && size;
    size_t i;

    for (i = 0; fine && i < DIMENSION; i++) {
        gsl_vector_set(x, i, 3 * random_gaussian(rng));
        gsl_vector_set(size, i, 1.5);
    }
    fine = fine && gsl_multimin_fminimizer_set(simplex, &f, x, size) == 0;
    for (i = 0; fine && i < A_START && s->left > 0 && !s->lost; i++)
        if (gsl_multimin_fminimizer_iterate(simplex))
            break;
    gsl_multimin_fminimizer_free(simplex);
    gsl_vector_free(x);
    gsl_vector_free(size);
    return fine && !s->lost;
}

/* S, and a little more for the rounding of doubles. */
static double least_of(const struct tolerance_question *question)
{
    double r = (double)FLINT_MIN(question->m, question->n), S;
    arb_t x;

    arb_init(x);
    arb_set_fmpq(x, question->sigma_min, PREC);
    S = arf_get_d(arb_midref(x), ARF_RND_UP);
    arb_clear(x);
    return fmin(S * (1 + 0x1p-30), 1 / sqrt(r));
}

enum mc_status worst_rounding_find(struct worst_rounding *out,
                                   const struct tolerance_question *question, slong runs,
                                   unsigned long seed)
{
    struct search s = {.question = question, .worst = out, .left = runs,
                       .least = least_of(question),
                       .largest = sqrt(question->in->format->largest) / 2};
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    bool fine = rng != NULL;
    unsigned long start;

    arb_mat_init(s.M, question->m, question->n);
    if (rng)
        gsl_rng_set(rng, seed);
    for (start = 0; fine && s.left > 0; start++) {
        s.at.directions = (enum directions)(start % (s.least > 0 ? SIGNS : DIRECTIONS));
        s.at.seed = seed + start;
        fine = descend(&s, rng);
    }
    if (fine && s.record > 0 && recipe_make(s.M, &out->recipe, s.least)) {
        rewind_draws(question);
        tolerance_observe(out->frobenius, out->spectral, question, s.M, PREC);
    }
    arb_mat_clear(s.M);
    gsl_rng_free(rng);
    return fine ? MC_OK : MC_NO_RESOURCE;
}
