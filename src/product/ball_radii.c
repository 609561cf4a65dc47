// SPDX-License-Identifier: Apache-2.0
/*
 * Entries are doubles above what they stand for, and 0 or at least 2^-LEAST: no product of two
 * of them is below 2^-1000, so none underflows.  A sum of at most 2 K such products, all of
 * them positive, comes out as at least (1 - 2 K 2^-53 - ...) of itself in whatever order, and
 * is made up for by the factor 1 + (2 K + 8) 2^-52.  Source: Higham 2002, 3.1.
 */
#include <cblas.h>
#include <math.h>
#include <stdlib.h>

#include "product/ball_radii.h"

enum { LEAST = 500, MOST = 400 };

static int is_usable(const arb_t x)
{
    return arb_is_finite(x) && FLINT_ABS(ARF_EXP(arb_midref(x))) < (slong)1 << 40 &&
           FLINT_ABS(MAG_EXP(arb_radref(x))) < (slong)1 << 40;
}

/* *exponent is no smaller than that of x. */
static int take_exponent(slong *exponent, const arb_t x)
{
    if (!is_usable(x))
        return 0;
    if (!arf_is_zero(arb_midref(x)))
        *exponent = FLINT_MAX(*exponent, ARF_EXP(arb_midref(x)));
    return 1;
}

static void zero_where_untouched(slong *exponent, slong n)
{
    for (slong i = 0; i < n; i++)
        if (exponent[i] == WORD_MIN)
            exponent[i] = 0;
}

int row_exponents(slong *exponent, const arb_mat_t A)
{
    slong i, j;

    for (i = 0; i < arb_mat_nrows(A); i++) {
        exponent[i] = WORD_MIN;
        for (j = 0; j < arb_mat_ncols(A); j++)
            if (!take_exponent(&exponent[i], arb_mat_entry(A, i, j)))
                return 0;
    }
    zero_where_untouched(exponent, arb_mat_nrows(A));
    return 1;
}

int column_exponents(slong *exponent, const arb_mat_t A)
{
    slong i, j;

    for (j = 0; j < arb_mat_ncols(A); j++)
        exponent[j] = WORD_MIN;
    for (i = 0; i < arb_mat_nrows(A); i++)
        for (j = 0; j < arb_mat_ncols(A); j++)
            if (!take_exponent(&exponent[j], arb_mat_entry(A, i, j)))
                return 0;
    zero_where_untouched(exponent, arb_mat_ncols(A));
    return 1;
}

/* A double >= x 2^-unit, 0 for 0. */
static double above(const mag_t x, slong unit)
{
    slong exponent = MAG_EXP(x) - unit;

    if (mag_is_zero(x))
        return 0;
    if (exponent < -LEAST)
        return ldexp(1, -LEAST);
    return exponent > MOST ? INFINITY : ldexp((double)MAG_MAN(x), (int)exponent - MAG_BITS);
}

/* One factor: radii, and bounds of |midpoint|, with its radius on top where `full`. */
struct bounds {
    double *radius, *size;
    int any, finite;
};

static void bounds_fill(struct bounds *b, const arb_mat_t A, const struct scales *scales,
                        int full)
{
    slong n = arb_mat_ncols(A), i, j;
    mag_t size;

    mag_init(size);
    b->any = 0;
    b->finite = 1;
    for (i = 0; i < arb_mat_nrows(A); i++)
        for (j = 0; j < n; j++) {
            arb_srcptr a = arb_mat_entry(A, i, j);
            slong unit = entry_scale(scales, i, j);
            double radius = above(arb_radref(a), unit);
            b->any |= radius > 0;
            b->finite &= isfinite(radius);
            b->radius[i * n + j] = radius;
            arf_get_mag(size, arb_midref(a));
            if (full)
                mag_add(size, size, arb_radref(a));
            b->size[i * n + j] = above(size, unit);
        }
    mag_clear(size);
}

static void add_product(double *c, double beta, const double *a, const double *b, slong m,
                        slong k, slong n)
{
    cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, (int)m, (int)n, (int)k, 1, a, (int)k,
                b, (int)n, beta, c, (int)n);
}

static void sum_radii(double *radius, const struct bounds *a, const struct bounds *b, slong m,
                      slong k, slong n)
{
    double enlarge = 1 + (2 * (double)k + 8) * 0x1p-52;

    if (b->any)
        add_product(radius, 0, a->size, b->radius, m, k, n);
    if (a->any)
        add_product(radius, b->any ? 1 : 0, a->radius, b->size, m, k, n);
    for (slong i = 0; i < m * n; i++)
        radius[i] *= enlarge;
}

enum mc_status ball_radii(double *radius, int *any, const arb_mat_t A, const arb_mat_t B,
                          const slong *row, const slong *column)
{
    slong m = arb_mat_nrows(A), k = arb_mat_ncols(A), n = arb_mat_ncols(B);
    const struct scales left = {.row = row}, right = {.column = column};
    double *all = malloc(sizeof(double) * (size_t)(2 * (m * k + k * n) + 1));
    struct bounds a = {all, all + m * k, 0, 1},
                  b = {all + 2 * m * k, all + 2 * m * k + k * n, 0, 1};

    if (!all)
        return MC_NO_RESOURCE;
    bounds_fill(&a, A, &left, 1);
    bounds_fill(&b, B, &right, 0);
    *any = a.any || b.any;
    if (*any && a.finite && b.finite)
        sum_radii(radius, &a, &b, m, k, n);
    free(all);
    return a.finite && b.finite ? MC_OK : MC_NOT_DECIDED;
}
