// SPDX-License-Identifier: Apache-2.0
#include <math.h>
#include <stdlib.h>

#include "iteration/reach.h"
#include "iteration/span.h"
#include "iteration/start_error.h"
#include "iteration/step_error.h"
#include "iteration/tolerance.h"

static const double A_LITTLE_MORE = 1 + 0x1p-40;

/* J_k with a bound of ||X^_k||, and what the step from there adds. */
struct place {
    double from, to, size;
    double least;                /* q                                                         */
    struct step_error error;
};

void tolerance_init(struct tolerance *tolerance)
{
    arb_init(tolerance->approximation);
    tolerance->rounding = HUGE_VAL;
    tolerance->probable = HUGE_VAL;
}

void tolerance_clear(struct tolerance *tolerance)
{
    arb_clear(tolerance->approximation);
}

static bool is_odd(const fmpq_poly_t p)
{
    bool fine = true;
    slong i;
    fmpq_t q;

    fmpq_init(q);
    for (i = 0; i <= fmpq_poly_degree(p); i += 2) {
        fmpq_poly_get_coeff_fmpq(q, p, i);
        fine = fine && fmpq_is_zero(q);
    }
    fmpq_clear(q);
    return fine;
}

/* Events of rounding_model.h: two a product, one a matrix that is rounded. */
static double events(const struct tolerance_question *question)
{
    slong k, most = 3;

    for (k = 0; k < question->steps; k++)
        most = FLINT_MAX(most, fmpq_poly_degree(question->polynomials + k));
    return (double)(question->steps * (3 * most + 6) + 6);
}

/* From J_k to J_(k+1). */
static void advance(struct place *next, struct place *at, const fmpq_poly_t p,
                    const struct rounding_model *model, double r, double N)
{
    double fat, reached;
    struct step step;
    struct span J;

    step_describe(&step, p, at->from, at->to);
    at->least = step.least;
    at->error = step_error(model, &step, at->size, r, N);
    fat = (at->error.left.spectral * at->to + at->error.plain.spectral) * A_LITTLE_MORE;
    reached = step.ratio * at->size + at->error.left.frobenius * at->to +
              at->error.plain.frobenius;
    span_init(&J);
    span_set_d(&J, at->from, at->to);
    span_follow(&J, p);
    span_get_sizes(&next->from, &next->to, &J);
    span_clear(&J);
    next->from = fmax(0, (next->from - fat) - 0x1p-40 * (next->from + fat));
    next->to = (next->to + fat) * A_LITTLE_MORE;
    next->size = fmin(sqrt(r) * next->to, reached) * A_LITTLE_MORE;
}

/* W ||E|| / (1 - ||E||_2), or the plain way. */
static double from_the_left(const struct place *at, const struct reach *F)
{
    double plainly = F->lipschitz * at->to * at->error.left.frobenius;
    double spectral = at->error.left.spectral / at->least;
    double most = fmax(fabs(F->lo), fabs(F->hi));
    double W = fmax(F->hi - F->lo + F->relative, 2 * most) * A_LITTLE_MORE;

    if (!(at->least > 0 && spectral <= 0.5))
        return plainly;
    return fmin(plainly, W * at->error.left.frobenius / at->least / (1 - spectral));
}

/* The sum of the header, J_0 to J_K known. */
static double collect(const struct tolerance_question *question, const struct place *places,
                      const struct start_error *start, double r)
{
    slong K = question->steps, k;
    struct reach F = reach_of(question->polynomials, K, places->from, places->to);
    double total = start->scale * fmin(sqrt(r) * F.relative, F.lipschitz * exp(start->scale)) +
                   F.lipschitz * start->plain.frobenius;

    for (k = 0; k < K; k++) {
        F = reach_of(question->polynomials + k + 1, K - k - 1, places[k + 1].from,
                     places[k + 1].to);
        total += F.lipschitz * places[k].error.plain.frobenius + from_the_left(places + k, &F);
        total *= A_LITTLE_MORE;
    }
    return isfinite(total) ? total : HUGE_VAL;
}

/* One of the two strengths; `places` has room for steps + 1. */
static double bound(const struct tolerance_question *question, struct place *places,
                    const struct span *spectrum, double failure)
{
    double m = (double)question->m, n = (double)question->n, r = fmin(m, n), from, to;
    struct rounding_model model = rounding_model_of(question->in, failure, m, n);
    struct start_error start;
    slong k;

    span_get_sizes(&from, &to, spectrum);
    start = start_error(&model, m, n, to);
    places->from = fmax(0, from * exp(-start.scale) * (1 - 0x1p-40) - start.plain.spectral);
    places->to = (to * exp(start.scale) + start.plain.spectral) * A_LITTLE_MORE;
    places->size = (exp(start.scale) + start.plain.frobenius) * A_LITTLE_MORE;
    for (k = 0; k < question->steps; k++) {
        if (!(places[k].to < 0x1p60))
            return HUGE_VAL;
        advance(places + k + 1, places + k, question->polynomials + k, &model, r, fmax(m, n));
    }
    return collect(question, places, &start, r);
}

enum mc_status tolerance_bound(struct tolerance *out, const struct tolerance_question *question,
                               struct mc_complaint *why)
{
    enum mc_rounding mode = question->in->rounding;
    struct place *places;
    struct span spectrum;
    slong k;

    if (question->in->rules != &mc_rules_emulated)
        return mc_complain(why, MC_BAD_INPUT, "%s has no stated accumulation",
                           question->in->name);
    for (k = 0; k < question->steps; k++)
        if (!is_odd(question->polynomials + k))
            return mc_complain(why, MC_BAD_INPUT, "step %ld is no odd polynomial", (long)k + 1);
    places = calloc((size_t)question->steps + 1, sizeof *places);
    if (!places)
        return mc_complain(why, MC_NO_RESOURCE, "memory is out");
    span_init(&spectrum);
    span_of_spectrum(&spectrum, question->sigma_min, FLINT_MIN(question->m, question->n));
    out->rounding = bound(question, places, &spectrum, 0);
    out->probable = HUGE_VAL;
    if (mode == MC_NEAREST || mode == MC_STOCHASTIC)
        out->probable = bound(question, places, &spectrum,
                              question->failure / events(question));
    span_approximation(out->approximation, &spectrum, question->polynomials, question->steps);
    span_clear(&spectrum);
    free(places);
    return MC_OK;
}
