// SPDX-License-Identifier: Apache-2.0
/* Within this room: E_0 and delta of tolerance.h. */
#ifndef STEP_ERROR_H
#define STEP_ERROR_H

#include "iteration/rounding_model.h"

/*
 * A step on J = [from, h]: |a|, |b|, |c|, and what is nowhere exceeded on J by |p'| (slope),
 * |p(x)/x| (ratio), |p| (value), |b + c x^2| (inner), |b x^2 + c x^4| (image).
 */
struct step {
    double a, b, c, h, slope, ratio, value, inner, image;
};

/* delta, where X^ has Frobenius norm at most `size` and spectral norm at most h. */
double step_error(const struct rounding_model *model, const struct step *p, double size,
                  slong r, slong N);

/* E_0 */
double start_error(const struct rounding_model *model, slong m, slong n);

#endif
