// SPDX-License-Identifier: Apache-2.0
/*
 * The machine's own doubles.  States are exact balls, so every operation converts its operands,
 * n^2 work beside the n^3 of a product.
 */
#include <cblas.h>
#include <lapacke.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "arithmetic/entries.h"
#include "muoncheck/arithmetic.h"

static void fp64_round(arb_mat_t C, const arb_mat_t A, const struct mc_arithmetic *in)
{
    double *a = entries_new(A);

    entries_set(C, a);
    free(a);
}

/* One thread, so that the order of additions does not depend on the machine's load. */
static void product(double *c, const double *a, const double *b, slong m, slong k, slong n)
{
    int threads = openblas_get_num_threads();

    openblas_set_num_threads(1);
    cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, (blasint)m, (blasint)n, (blasint)k,
                1.0, a, (blasint)k, b, (blasint)n, 0.0, c, (blasint)n);
    openblas_set_num_threads(threads);
}

static void fp64_multiply(arb_mat_t C, const arb_mat_t A, const arb_mat_t B,
                          const struct mc_arithmetic *in)
{
    slong m = arb_mat_nrows(A), k = arb_mat_ncols(A), n = arb_mat_ncols(B);
    double *a = entries_new(A), *b = entries_new(B);
    double *c = calloc((size_t)(m * n), sizeof *c);

    if (a && b && c)
        product(c, a, b, m, k, n);
    entries_set(C, a && b ? c : NULL);
    free(a);
    free(b);
    free(c);
}

static double nearest_double(const fmpq_t q)
{
    arf_t value;
    double out;

    arf_init(value);
    arf_set_fmpz(value, fmpq_numref(q));
    arf_div_fmpz(value, value, fmpq_denref(q), 53, ARF_RND_NEAR);
    out = arf_get_d(value, ARF_RND_NEAR);
    arf_clear(value);
    return out;
}

static void fp64_combine(arb_mat_t C, const fmpq_t a, const arb_mat_t A, const fmpq_t b,
                         const arb_mat_t B, const struct mc_arithmetic *in)
{
    double ca = nearest_double(a), cb = nearest_double(b);
    double *x = entries_new(A), *y = entries_new(B);
    slong count = arb_mat_nrows(A) * arb_mat_ncols(A), i;

    for (i = 0; x && y && i < count; i++)
        x[i] = ca * x[i] + cb * y[i];
    entries_set(C, y ? x : NULL);
    free(x);
    free(y);
}

static void fp64_divide(arb_mat_t C, const arb_mat_t A, const arb_t c,
                        const struct mc_arithmetic *in)
{
    double *a = entries_new(A), divisor = arf_get_d(arb_midref(c), ARF_RND_NEAR);
    slong count = arb_mat_nrows(A) * arb_mat_ncols(A), i;

    for (i = 0; a && i < count; i++)
        a[i] /= divisor;
    entries_set(C, a);
    free(a);
}

static void fp64_scale(arb_mat_t C, const arb_mat_t A, const arb_t c,
                       const struct mc_arithmetic *in)
{
    double *a = entries_new(A), factor = arf_get_d(arb_midref(c), ARF_RND_NEAR);
    slong count = arb_mat_nrows(A) * arb_mat_ncols(A), i;

    for (i = 0; a && i < count; i++)
        a[i] *= factor;
    entries_set(C, a);
    free(a);
}

static void fp64_frobenius(arb_t out, const arb_mat_t A, const struct mc_arithmetic *in)
{
    double *a = entries_new(A), sum = a ? 0 : NAN;
    slong count = arb_mat_nrows(A) * arb_mat_ncols(A), i;

    for (i = 0; a && i < count; i++)
        sum += a[i] * a[i];
    arb_set_d(out, sqrt(sum));
    free(a);
}

/* libm's pow is not rounded correctly: the root comes from MPFR's arithmetic at 53 bits. */
static void fp64_root(arb_t out, const arb_t x, ulong p, const struct mc_arithmetic *in)
{
    mc_rules_mpfr.root(out, x, p, in);
}

static bool invert(double *a, slong n)
{
    int threads = openblas_get_num_threads();
    lapack_int *pivots = calloc((size_t)n, sizeof *pivots);
    bool regular = false;

    openblas_set_num_threads(1);
    if (pivots)
        regular = LAPACKE_dgetrf(LAPACK_ROW_MAJOR, (int)n, (int)n, a, (int)n, pivots) == 0 &&
                  LAPACKE_dgetri(LAPACK_ROW_MAJOR, (int)n, a, (int)n, pivots) == 0;
    openblas_set_num_threads(threads);
    free(pivots);
    return regular;
}

static bool fp64_invert(arb_mat_t C, const arb_mat_t A, const struct mc_arithmetic *in)
{
    double *a = entries_new(A);
    bool regular = a && invert(a, arb_mat_nrows(A));

    if (regular)
        entries_set(C, a);
    free(a);
    return regular;
}

const struct mc_arithmetic_rules mc_rules_fp64 = {
    .round = fp64_round,
    .multiply = fp64_multiply,
    .combine = fp64_combine,
    .divide = fp64_divide,
    .scale = fp64_scale,
    .frobenius = fp64_frobenius,
    .root = fp64_root,
    .invert = fp64_invert,
};
