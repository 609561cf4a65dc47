// SPDX-License-Identifier: Apache-2.0
#include <math.h>

#include "iteration/step_error.h"

/* 0, or infinity where a result of magnitude x might overflow when it is rounded. */
static double overflow(const struct rounding_model *model, double x)
{
    return 2 * x <= model->in->format->largest ? 0 : HUGE_VAL;
}

/* (b G + c G^2) for the computed Gram matrix, against the exact one; `size` that of the Gram
 * matrix, `off` its error. */
static double inner_error(const struct rounding_model *model, const struct step *p,
                          struct size gram, double off, slong r)
{
    double u = model->u, twice = 2 * u + u * u, e = (double)r * model->e;
    struct size computed = {gram.frobenius + off, gram.spectral + off};
    double scaled_off = p->c * twice * computed.frobenius + e;
    struct size scaled = {p->c * computed.frobenius + scaled_off,
                          p->c * computed.spectral + scaled_off};
    double square_off = scaled_off * computed.spectral +
                        rounding_of_product(model, r, scaled, computed,
                                            scaled.spectral * computed.frobenius,
                                            (double)r * (double)r);
    double linear_off = p->b * twice * computed.frobenius + e;
    double moved = off * (p->b + p->c * (2 * gram.spectral + off));

    return linear_off + square_off + moved +
           u * (p->inner * gram.frobenius + moved + linear_off + square_off) +
           overflow(model, 2 * (scaled.spectral + p->b * computed.spectral) + linear_off +
                               scaled.spectral * computed.spectral + square_off);
}

double step_error(const struct rounding_model *model, const struct step *p, double size,
                         slong r, slong N)
{
    double u = model->u, twice = 2 * u + u * u, entries = (double)r * (double)N;
    struct size x = {size, p->h}, gram = {p->h * size, p->h * p->h}, inner;
    double off = rounding_of_product(model, N, x, x, gram.frobenius, (double)r * (double)r);
    double linear = p->a * twice * size + sqrt(entries) * model->e, image;

    if (p->c > 0) {
        off = inner_error(model, p, gram, off, r);
        inner = (struct size){p->inner * gram.frobenius + off, p->image + off};
        image = off * p->h + rounding_of_product(model, r, inner, x, inner.spectral * size,
                                                 entries);
    } else {
        inner = (struct size){gram.frobenius + off, gram.spectral + off};
        image = off * p->h + rounding_of_product(model, r, inner, x, inner.spectral * size,
                                                 entries);
        image = p->b * (image + twice * (inner.spectral * size + image)) +
                sqrt(entries) * model->e;
    }
    return linear + image + u * (p->ratio * size + linear + image) +
           overflow(model, 2 * p->a * p->h + linear +
                               2 * (1 + p->b) * (inner.spectral * p->h + image));
}

/* 1 <= ||M||_F and partial results stay above 1/2: an absolute error is at most twice
 * that relative to them. */
double start_error(const struct rounding_model *model, slong m, slong n)
{
    double entries = (double)m * (double)n, u = model->u, e = model->e;
    double g = rounding_growth(model, m * n), lost = sqrt(entries) * e;
    double t = rounding_underflow(model, m * n, 1, sqrt(entries)), up, down;

    if (!(g + t + 4 * u + 4 * entries * e <= 0.25))
        return HUGE_VAL;
    up = (1 + u + lost) * sqrt((1 + u + 2 * entries * e) * (1 + g + 2 * t) * (1 + u + 2 * e));
    down = (1 - u - lost) * sqrt((1 - u - 2 * entries * e) * (1 - g - 2 * t) * (1 - u - 2 * e));
    return fmax((1 + u) * (1 + u) / (down * (1 - u)) - 1,
                1 - (1 - u) * (1 - u) / (up * (1 + u))) + 0x1p-48 + 4 * lost;
}
