// SPDX-License-Identifier: Apache-2.0
#include <math.h>
#include <stdlib.h>

#include "iteration/span.h"
#include "iteration/tolerance.h"
#include "iteration/tolerance_sum.h"

static const double A_LITTLE_MORE = 1 + 0x1p-40;
static const struct tolerance_bounds nothing = {HUGE_VAL, 0, HUGE_VAL, false};

void tolerance_init(struct tolerance *tolerance)
{
    arb_init(tolerance->approximation);
    tolerance->always = nothing;
    tolerance->probable = nothing;
}

void tolerance_clear(struct tolerance *tolerance)
{
    arb_clear(tolerance->approximation);
}

bool tolerance_total(arb_t out, const struct tolerance *bound)
{
    enum { BITS = 96 };
    bool trivial = bound->always.trivial;
    arb_t longest;

    arb_init(longest);
    arb_set_d(out, bound->always.rounding);
    arb_add(out, out, bound->approximation, BITS);
    arb_set_d(longest, bound->always.hi);
    arb_add_ui(longest, longest, 1, BITS);
    if (!isfinite(bound->always.rounding)) {
        arb_indeterminate(out);
    } else if (arb_lt(longest, out)) {
        arb_swap(out, longest);
        trivial = true;
    }
    arb_clear(longest);
    return trivial;
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

/* Calls of error_size, two events each: at most 6 q + 9 a step, q = (degree - 1)/2. */
static double events(const struct tolerance_question *question)
{
    slong k, most = 3;

    for (k = 0; k < question->steps; k++)
        most = FLINT_MAX(most, fmpq_poly_degree(question->polynomials + k));
    return (double)(question->steps * (6 * most + 12) + 6);
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
    fat = at->error.reached * A_LITTLE_MORE;
    reached = step.ratio * at->size + error_size(model, at->error.left).frobenius * at->to +
              error_size(model, at->error.plain).frobenius;
    span_init(&J);
    span_set_d(&J, at->from, at->to);
    span_follow(&J, p);
    span_get_sizes(&next->from, &next->to, &J);
    span_clear(&J);
    next->from = fmax(0, (next->from - fat) - 0x1p-40 * (next->from + fat));
    next->to = (next->to + fat) * A_LITTLE_MORE;
    next->size = fmin(sqrt(r) * next->to, reached) * A_LITTLE_MORE;
}

/* One of the two strengths; `places` has room for steps + 1. */
static struct tolerance_bounds bound(const struct tolerance_question *question,
                                     struct place *places, const struct span *spectrum,
                                     double failure)
{
    double m = (double)question->m, n = (double)question->n, r = fmin(m, n), from, to, off,
           most;
    struct rounding_model last = rounding_model_of(question->in, failure / 8, m, n);
    struct rounding_model model = rounding_model_of(question->in,
                                                    failure * 7 / 8 / events(question), m,
                                                    n);
    struct start_error start;
    slong k;

    span_get_sizes(&from, &to, spectrum);
    start = start_error(&model, m, n, to);
    places->from = fmax(0, from * exp(-start.scale) * (1 - 0x1p-40) - start.plain.spectral);
    places->to = (to * exp(start.scale) + start.plain.spectral) * A_LITTLE_MORE;
    places->size = (exp(start.scale) + start.plain.frobenius) * A_LITTLE_MORE;
    for (k = 0; k < question->steps; k++) {
        if (!(places[k].to < 0x1p60))
            return nothing;
        advance(places + k + 1, places + k, question->polynomials + k, &model, r, fmax(m, n));
    }
    if (!(places[k].to < 0x1p60))
        return nothing;
    off = tolerance_sum(question, places, &start, &model, &last);
    most = fmax(fabs(places->F.lo), fabs(places->F.hi));
    most = sqrt(r) * (places[k].to + most) * A_LITTLE_MORE;
    return (struct tolerance_bounds){fmin(off, most), places[k].from, places[k].to, most < off};
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
    out->always = bound(question, places, &spectrum, 0);
    out->probable = nothing;
    if (mode == MC_NEAREST || mode == MC_STOCHASTIC)
        out->probable = bound(question, places, &spectrum, question->failure);
    span_approximation(out->approximation, &spectrum, question->polynomials, question->steps);
    span_clear(&spectrum);
    free(places);
    return MC_OK;
}
