// SPDX-License-Identifier: Apache-2.0
#include <math.h>

#include "iteration/product_error.h"
#include "iteration/start_error.h"

/* 1 <= ||M|| and partial results stay above 1/2: an absolute error is at most twice that
 * relative to them.  |ln x| <= max(x, 1/x) - 1. */
struct start_error start_error(const struct rounding_model *model, double m, double n,
                               double top)
{
    double entries = m * n, u = model->u, e = model->e, lost = sqrt(entries) * e;
    double g = sum_error(model, entries), t = underflow_of(model, entries, 1, sqrt(entries));
    double up, down, grown;
    struct start_error out = {HUGE_VAL, {HUGE_VAL, HUGE_VAL}};
    struct size M = {1, top};
    struct error stored;

    if (!(g + t + 4 * u + 4 * entries * e <= 0.25))
        return out;
    up = (1 + u) * (1 + u + lost) *
         sqrt((1 + u + 2 * entries * e) * (1 + g + 2 * t) * (1 + u + 2 * e));
    down = (1 - u) * (1 - u - lost) *
           sqrt((1 - u - 2 * entries * e) * (1 - g - 2 * t) * (1 - u - 2 * e));
    grown = 1 / down + 0x1p-48;
    out.scale = fmax(up, grown) - 1 + 0x1p-48;
    stored = error_times(grown, rounding_of(model, M, entries));
    M = size_sum(size_scaled(grown, M), error_size(model, stored));
    out.plain = error_size(model, error_sum(stored, rounding_of(model, M, entries)));
    return out;
}
