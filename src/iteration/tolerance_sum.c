// SPDX-License-Identifier: Apache-2.0
#include <math.h>

#include "iteration/reach.h"
#include "iteration/tolerance_sum.h"

static const double A_LITTLE_MORE = 1 + 0x1p-40;

/* The constant of ||L_k||, to first order: W / least, or h_k Lip. */
static double from_the_left(const struct place *at, const struct reach *F)
{
    double most = fmax(fabs(F->lo), fabs(F->hi)), plainly = F->lipschitz * at->to;
    double W = fmax(F->hi - F->lo + F->relative, 2 * most) * A_LITTLE_MORE;

    return at->least > 0 ? fmin(plainly, W / at->least) : plainly;
}

/* What step k adds to the first sum. */
static double added(const struct place *at, const struct reach *F,
                    const struct rounding_model *model)
{
    struct size left = error_size(model, at->error.left);
    double plain = error_size(model, at->error.plain).frobenius * F->lipschitz;
    double most = F->lipschitz * at->to, spectral = left.spectral / at->least;

    if (at->least > 0 && spectral <= 0.5)
        most = fmin(most, from_the_left(at, F) / (1 - spectral));
    return plain + most * left.frobenius;
}

/* The second sum: squares of what has mean zero. */
static double in_quadrature(const struct tolerance_question *question,
                            const struct place *places, const struct rounding_model *model,
                            const struct rounding_model *last)
{
    struct error all = certain(0, 0);
    slong k;

    for (k = 0; k < question->steps; k++) {
        const struct step_error *e = &places[k].error;
        const struct reach *F = &places[k + 1].F;
        struct error d = error_sum(error_times(places[k].to, e->left), e->plain);
        double rest = beyond_derivative(question, places, k + 1,
                                        error_size(model, d).frobenius * A_LITTLE_MORE);

        all = error_sum(all, error_times(from_the_left(places + k, F), e->left));
        all = error_sum(all, error_times(F->lipschitz, e->plain));
        all = error_sum(all, certain(rest, rest));
    }
    return error_size(last, all).frobenius * A_LITTLE_MORE;
}

/* What e^s does: the i-th largest singular value of X_0 is at most 1/sqrt(i). */
static double from_the_scale(const struct tolerance_question *question, const struct place *at,
                             double scale, double r)
{
    double sum = 0, most = 0, i, top;
    struct reach F;

    for (i = 1; i <= r; i *= 4) {
        top = fmin(at->to, exp(scale) / sqrt(i) * A_LITTLE_MORE);
        F = reach_of(question->polynomials, question->steps, fmin(at->from, top), top);
        sum += fmin(3 * i, r - i + 1) * F.relative * F.relative;
        most = fmax(most, F.lipschitz);
    }
    return scale * fmin(sqrt(sum), most * exp(scale)) * A_LITTLE_MORE;
}

double tolerance_sum(const struct tolerance_question *question, struct place *places,
                     const struct start_error *start, const struct rounding_model *model,
                     const struct rounding_model *last)
{
    slong K = question->steps, r = FLINT_MIN(question->m, question->n), k;
    double total = 0, first;

    for (k = 0; k <= K; k++)
        places[k].F = reach_of(question->polynomials + k, K - k, places[k].from, places[k].to);
    first = from_the_scale(question, places, start->scale, (double)r) +
            places->F.lipschitz * start->plain.frobenius;
    for (k = 0; k < K; k++) {
        total += added(places + k, &places[k + 1].F, model);
        total *= A_LITTLE_MORE;
    }
    if (isfinite(model->weak))
        total = fmin(total, in_quadrature(question, places, model, last));
    total = (first + total) * A_LITTLE_MORE;
    return isfinite(total) ? total : HUGE_VAL;
}
