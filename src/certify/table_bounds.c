// SPDX-License-Identifier: Apache-2.0
#include <math.h>

#include "certificate/upward.h"
#include "certify/doubles.h"
#include "certify/functional.h"
#include "muoncheck/number.h"

enum { PIECES = 1024 };

/* On pieces [c - r, c + r] that cover the interval: |p(c)| + r sup |p'|. */
double table_largest(const fmpq_poly_t p, double lo, double hi)
{
    double width = up(up(hi - lo) / PIECES), most = 0;
    arb_poly_t value, slope;
    arb_t x, y, z;
    arf_t bound;
    mag_t radius;

    arb_init(x);
    arb_init(y);
    arb_init(z);
    arf_init(bound);
    mag_init(radius);
    arb_poly_init(value);
    arb_poly_init(slope);
    arb_poly_set_fmpq_poly(value, p, FUNCTIONAL_BITS);
    arb_poly_derivative(slope, value, FUNCTIONAL_BITS);
    for (int i = 0; i < PIECES; i++) {
        arb_set_d(x, lo + width * (i + 0.5));
        arb_poly_evaluate(y, value, x, FUNCTIONAL_BITS);
        mag_set_d(arb_radref(x), width);   /* twice what is needed: roundings of the midpoint */
        arb_poly_evaluate(z, slope, x, FUNCTIONAL_BITS);
        arb_get_mag(radius, z);
        mag_mul(radius, radius, arb_radref(x));
        arb_add_error_mag(y, radius);
        arb_get_abs_ubound_arf(bound, y, FUNCTIONAL_BITS);
        most = fmax(most, arf_get_d(bound, ARF_RND_UP));
    }
    arb_poly_clear(value);
    arb_poly_clear(slope);
    arb_clear(x);
    arb_clear(y);
    arb_clear(z);
    arf_clear(bound);
    mag_clear(radius);
    return most;
}

double table_coefficient(const fmpq_poly_t p, slong i)
{
    fmpq_t c;
    arb_t ball;
    double x;

    fmpq_init(c);
    arb_init(ball);
    fmpq_poly_get_coeff_fmpq(c, p, i);
    mc_rational_enclose(ball, c, 2 * FUNCTIONAL_BITS);
    x = arf_get_d(arb_midref(ball), ARF_RND_NEAR);
    fmpq_clear(c);
    arb_clear(ball);
    return x;
}

void table_even_part(fmpq_poly_t q, const fmpq_poly_t p)
{
    fmpq_t c;

    fmpq_init(c);
    fmpq_poly_zero(q);
    for (slong i = 1; i <= fmpq_poly_degree(p); i += 2) {
        fmpq_poly_get_coeff_fmpq(c, p, i);
        fmpq_poly_set_coeff_fmpq(q, i / 2, c);
    }
    fmpq_clear(c);
}
