// SPDX-License-Identifier: Apache-2.0
/* How far a composition of odd polynomials is from its derivative: tolerance.h derives it. */
#include <math.h>

#include "iteration/tolerance_sum.h"

static const double A_LITTLE_MORE = 1 + 0x1p-40;

/* sum of |c_i| (2i + 1) i h^(2i - 1) */
static double curvature(const fmpq_poly_t p, double h)
{
    double out = 0;
    slong i;
    fmpq_t c;

    fmpq_init(c);
    for (i = 1; 2 * i + 1 <= fmpq_poly_degree(p); i++) {
        fmpq_poly_get_coeff_fmpq(c, p, 2 * i + 1);
        out += fabs(fmpq_get_d(c)) * (double)((2 * i + 1) * i) * pow(h, (double)(2 * i - 1));
    }
    fmpq_clear(c);
    return out * A_LITTLE_MORE;
}

double beyond_derivative(const struct tolerance_question *question, const struct place *places,
                         slong k, double moved)
{
    double out = 0;

    for (; k < question->steps; k++) {
        const fmpq_poly_struct *p = question->polynomials + k;

        out += places[k + 1].F.lipschitz * curvature(p, places[k].to) * moved * moved;
        moved *= reach_of(p, 1, places[k].from, places[k].to).lipschitz * A_LITTLE_MORE;
    }
    return out * A_LITTLE_MORE;
}
