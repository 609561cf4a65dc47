// SPDX-License-Identifier: Apache-2.0
/*
 * Which way to the triplets.  Columns that are orthogonal already keep V = I and exact values;
 * products on DGEMM (fixed_point.c) do for ordinary input; floating-point refinement with Jacobi
 * rotations (refine.c) for everything else.
 */
#include <stdlib.h>

#include "spectrum/fixed_point.h"
#include "spectrum/refine.h"

/* Columns from which products on DGEMM pay. */
enum { FIXED_POINT_FROM = 8 };

/* Are all columns of A exactly orthogonal to each other?  Such matrices (diagonal, Hadamard,
 * multiples of signed permutations) keep exact singular values. */
static int columns_are_orthogonal(const arb_mat_t A, slong prec)
{
    slong m = arb_mat_nrows(A), n = arb_mat_ncols(A), i, j;
    arb_mat_t At;
    arb_t dot;
    int yes = 1;

    arb_mat_init(At, n, m);
    arb_init(dot);
    arb_mat_transpose(At, A);
    for (i = 0; yes && i < n; i++)
        for (j = i + 1; yes && j < n; j++) {
            arb_dot(dot, NULL, 0, At->rows[i], 1, At->rows[j], 1, m, prec);
            yes = arb_is_zero(dot);
        }
    arb_mat_clear(At);
    arb_clear(dot);
    return yes;
}

struct column {
    arb_t square;
    slong index;
};

static int longer_first(const void *a, const void *b)
{
    const struct column *x = a, *y = b;
    int order = arf_cmp(arb_midref(y->square), arb_midref(x->square));

    return order ? order : (x->index > y->index) - (x->index < y->index);
}

static void order_of_columns(slong *order, const arb_mat_t W, slong prec)
{
    slong m = arb_mat_nrows(W), n = arb_mat_ncols(W), j;
    struct column *columns = flint_malloc(sizeof *columns * (size_t)n);
    arb_mat_t Wt;

    arb_mat_init(Wt, n, m);
    arb_mat_transpose(Wt, W);
    for (j = 0; j < n; j++) {
        columns[j].index = j;
        arb_init(columns[j].square);
        arb_approx_dot(columns[j].square, NULL, 0, Wt->rows[j], 1, Wt->rows[j], 1, m, prec);
    }
    qsort(columns, (size_t)n, sizeof *columns, longer_first);
    for (j = 0; j < n; j++) {
        order[j] = columns[j].index;
        arb_clear(columns[j].square);
    }
    arb_mat_clear(Wt);
    flint_free(columns);
}

static int longer_value_first(const void *a, const void *b)
{
    return arf_cmp(arb_midref((arb_srcptr)b), arb_midref((arb_srcptr)a));
}

/* Columns of nearly equal length can come out of order by rounding;
 * the enclosure wants a sorted diagonal, so the values (never the vectors) are sorted. */
static void sort_values(struct mc_svd *svd)
{
    qsort(svd->s, (size_t)svd->kept, sizeof *svd->s, longer_value_first);
}

static void take_columns(struct mc_svd *svd, const arb_mat_t U, const arb_mat_t V,
                         const slong *order)
{
    slong i, j;

    arb_mat_clear(svd->u);
    arb_mat_clear(svd->v);
    arb_mat_init(svd->u, arb_mat_nrows(U), svd->kept);
    arb_mat_init(svd->v, arb_mat_nrows(V), svd->kept);
    for (j = 0; j < svd->kept; j++) {
        for (i = 0; i < arb_mat_nrows(U); i++)
            arb_set(arb_mat_entry(svd->u, i, j), arb_mat_entry(U, i, j));
        for (i = 0; i < arb_mat_nrows(V); i++)
            arb_set(arb_mat_entry(svd->v, i, j), arb_mat_entry(V, i, order[j]));
    }
}

/* The triplets of mid (m >= n) in floating point, whatever the input: from a double start and
 * Jacobi rotations, or V = I where the columns are orthogonal already. */
static void triplets(struct mc_svd *svd, const arb_mat_t mid, slong wanted, int orthogonal,
                     slong prec)
{
    slong m = arb_mat_nrows(mid), n = arb_mat_ncols(mid);
    slong *order = flint_malloc(sizeof(slong) * (size_t)(n + 1));
    arb_mat_t V, W, U;

    arb_mat_init(V, n, n);
    arb_mat_init(W, m, n);
    arb_mat_init(U, m, wanted);
    if (orthogonal) {
        arb_mat_one(V);
        arb_mat_set(W, mid);
    } else {
        double_start(V, mid);
        refine(V, W, mid, prec);
    }
    order_of_columns(order, W, prec);
    svd->kept = orthonormal_columns(U, svd->s, W, order, wanted, prec + 10);
    take_columns(svd, U, V, order);
    sort_values(svd);
    flint_free(order);
    arb_mat_clear(V);
    arb_mat_clear(W);
    arb_mat_clear(U);
}

void decompose(struct mc_svd *svd, const arb_mat_t A, slong wanted, slong prec)
{
    slong m = arb_mat_nrows(A), n = arb_mat_ncols(A);
    slong work = prec + 2 * (slong)FLINT_BIT_COUNT(m) + 10;
    arb_mat_t mid;
    int orthogonal;

    arb_mat_init(mid, m, n);
    arb_mat_get_mid(mid, A);
    orthogonal = columns_are_orthogonal(mid, work);
    if (orthogonal || n < FIXED_POINT_FROM || !fixed_point_svd(svd, A, wanted, prec)) {
        triplets(svd, mid, wanted, orthogonal, work);
        measure_defects(svd, A, work);
    }
    arb_mat_clear(mid);
}
