// SPDX-License-Identifier: Apache-2.0
#include <math.h>

#include "iteration/reach.h"
#include "iteration/tolerance_sum.h"

static const double A_LITTLE_MORE = 1 + 0x1p-40;

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

double tolerance_sum(const struct tolerance_question *question, const struct place *places,
                     const struct start_error *start)
{
    slong K = question->steps, r = FLINT_MIN(question->m, question->n), k;
    struct reach F = reach_of(question->polynomials, K, places->from, places->to);
    double total = from_the_scale(question, places, start->scale, (double)r) +
                   F.lipschitz * start->plain.frobenius;

    for (k = 0; k < K; k++) {
        F = reach_of(question->polynomials + k + 1, K - k - 1, places[k + 1].from,
                     places[k + 1].to);
        total += F.lipschitz * places[k].error.plain.frobenius + from_the_left(places + k, &F);
        total *= A_LITTLE_MORE;
    }
    return isfinite(total) ? total : HUGE_VAL;
}
