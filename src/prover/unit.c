// SPDX-License-Identifier: Apache-2.0
#include "prover/unit.h"

void unit_polynomial(fmpz_poly_t q, const fmpq_poly_t p, const fmpq_t lo, const fmpq_t hi)
{
    fmpq_poly_t line, out;
    fmpq_t width;

    fmpq_init(width);
    fmpq_poly_init(line);
    fmpq_poly_init(out);
    fmpq_sub(width, hi, lo);
    fmpq_poly_set_coeff_fmpq(line, 0, lo);
    fmpq_poly_set_coeff_fmpq(line, 1, width);
    fmpq_poly_compose(out, p, line);
    fmpq_poly_get_numerator(q, out); /* the denominator is positive */
    fmpq_poly_clear(out);
    fmpq_poly_clear(line);
    fmpq_clear(width);
}

void unit_halves(fmpz_poly_t left, fmpz_poly_t right, const fmpz_poly_t q)
{
    slong n = fmpz_poly_length(q), i;
    fmpz_t one;

    fmpz_init_set_ui(one, 1);
    fmpz_poly_set(left, q);
    for (i = 0; i < n; i++)
        fmpz_mul_2exp(left->coeffs + i, left->coeffs + i, (ulong)(n - 1 - i));
    fmpz_poly_taylor_shift(right, left, one);
    fmpz_clear(one);
}

void unit_bernstein(fmpz_poly_t b, const fmpz_poly_t q)
{
    fmpz_t one;

    fmpz_init_set_ui(one, 1);
    fmpz_poly_reverse(b, q, fmpz_poly_length(q));
    fmpz_poly_taylor_shift(b, b, one);
    fmpz_clear(one);
}

void unit_point(fmpq_t x, const fmpq_t lo, const fmpq_t hi, const fmpz_t k, ulong depth)
{
    fmpq_t at;

    fmpq_init(at);
    fmpq_sub(at, hi, lo);
    fmpq_mul_fmpz(at, at, k);
    fmpq_div_2exp(at, at, depth);
    fmpq_add(x, lo, at);
    fmpq_clear(at);
}
