// SPDX-License-Identifier: Apache-2.0
/*
 * One rounding to nearest even an operation, at any precision, exponents unbounded.  Arb's arf
 * operations are MPFR's: correctly rounded; they spare a conversion of every entry.
 */
#include "arithmetic/nearest.h"
#include "muoncheck/arithmetic.h"

static void nearest_round(arb_mat_t C, const arb_mat_t A, const struct mc_arithmetic *in)
{
    slong i, j;

    arb_mat_get_mid(C, A);
    for (i = 0; i < arb_mat_nrows(C); i++)
        for (j = 0; j < arb_mat_ncols(C); j++)
            arf_set_round(MID(C, i, j), MID(C, i, j), in->bits, ARF_RND_NEAR);
}

static void nearest_multiply(arb_mat_t C, const arb_mat_t A, const arb_mat_t B,
                             const struct mc_arithmetic *in)
{
    arb_mat_t product;
    slong i, j, k;

    arb_mat_init(product, arb_mat_nrows(A), arb_mat_ncols(B));
    for (i = 0; i < arb_mat_nrows(A); i++)
        for (j = 0; j < arb_mat_ncols(B); j++)
            for (k = 0; k < arb_mat_ncols(A); k++)
                mc_accumulate(MID(product, i, j), MID(A, i, k), MID(B, k, j), in->bits);
    arb_mat_swap(C, product);
    arb_mat_clear(product);
}

static void nearest(arf_t out, const fmpq_t q, slong bits)
{
    arf_set_fmpz(out, fmpq_numref(q));
    arf_div_fmpz(out, out, fmpq_denref(q), bits, ARF_RND_NEAR);
}

static void nearest_combine(arb_mat_t C, const fmpq_t a, const arb_mat_t A, const fmpq_t b,
                            const arb_mat_t B, const struct mc_arithmetic *in)
{
    arf_t ca, cb, left, right;
    slong i, j;

    arf_init(ca);
    arf_init(cb);
    arf_init(left);
    arf_init(right);
    nearest(ca, a, in->bits);
    nearest(cb, b, in->bits);
    for (i = 0; i < arb_mat_nrows(A); i++)
        for (j = 0; j < arb_mat_ncols(A); j++) {
            arf_mul(left, ca, MID(A, i, j), in->bits, ARF_RND_NEAR);
            arf_mul(right, cb, MID(B, i, j), in->bits, ARF_RND_NEAR);
            arf_add(left, left, right, in->bits, ARF_RND_NEAR);
            arb_set_arf(arb_mat_entry(C, i, j), left);
        }
    arf_clear(ca);
    arf_clear(cb);
    arf_clear(left);
    arf_clear(right);
}

static void nearest_divide(arb_mat_t C, const arb_mat_t A, const arb_t c,
                           const struct mc_arithmetic *in)
{
    slong i, j;

    arb_mat_get_mid(C, A);
    for (i = 0; i < arb_mat_nrows(C); i++)
        for (j = 0; j < arb_mat_ncols(C); j++)
            arf_div(MID(C, i, j), MID(C, i, j), arb_midref(c), in->bits, ARF_RND_NEAR);
}

static void nearest_scale(arb_mat_t C, const arb_mat_t A, const arb_t c,
                          const struct mc_arithmetic *in)
{
    slong i, j;

    arb_mat_get_mid(C, A);
    for (i = 0; i < arb_mat_nrows(C); i++)
        for (j = 0; j < arb_mat_ncols(C); j++)
            arf_mul(MID(C, i, j), MID(C, i, j), arb_midref(c), in->bits, ARF_RND_NEAR);
}

static void nearest_frobenius(arb_t out, const arb_mat_t A, const struct mc_arithmetic *in)
{
    slong i, j;
    arf_t sum;

    arf_init(sum);
    for (i = 0; i < arb_mat_nrows(A); i++)
        for (j = 0; j < arb_mat_ncols(A); j++)
            mc_accumulate(sum, MID(A, i, j), MID(A, i, j), in->bits);
    arf_sqrt(sum, sum, in->bits, ARF_RND_NEAR);
    arb_set_arf(out, sum);
    arf_clear(sum);
}

static void nearest_root(arb_t out, const arb_t x, ulong p, const struct mc_arithmetic *in)
{
    arf_root(arb_midref(out), arb_midref(x), p, in->bits, ARF_RND_NEAR);
    mag_zero(arb_radref(out));
}

static bool nearest_invert(arb_mat_t C, const arb_mat_t A, const struct mc_arithmetic *in)
{
    return mc_gauss_jordan(C, A, in->bits);
}

const struct mc_arithmetic_rules mc_rules_mpfr = {
    .round = nearest_round,
    .multiply = nearest_multiply,
    .combine = nearest_combine,
    .divide = nearest_divide,
    .scale = nearest_scale,
    .frobenius = nearest_frobenius,
    .root = nearest_root,
    .invert = nearest_invert,
};
