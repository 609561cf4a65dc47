// SPDX-License-Identifier: Apache-2.0
/*
 * Gram-Schmidt from the longest column to the shortest: a column of length d gets corrections of
 * size d times its cosines with longer ones, so W = U S changes by 2^-prec |w_1| at most, however
 * short the column.  Twice is enough (Kahan and Parlett; Giraud et al. 2005) for a column that is
 * not in the span of longer ones to working precision.  Of one that is, only rounding is left,
 * which is taken for a direction of its own as soon as a projection leaves at least half of it.
 * Where none does (equal rows of A round alike, so the rounding stays in A's range), the columns
 * end: they are shorter than what the residual allows for.
 */
#include "spectrum/refine.h"

/* row <- row - sum_{i<j} (row . row_i) row_i. */
static void project_away(arb_mat_t Ut, slong j, slong prec)
{
    slong m = arb_mat_ncols(Ut), i, k;
    arb_t dot;

    arb_init(dot);
    for (i = 0; i < j; i++) {
        arb_approx_dot(dot, NULL, 0, Ut->rows[i], 1, Ut->rows[j], 1, m, prec);
        if (arf_cmpabs_2exp_si(arb_midref(dot), -prec) < 0)
            continue;
        for (k = 0; k < m; k++)
            arf_submul(arb_midref(Ut->rows[j] + k), arb_midref(dot),
                       arb_midref(Ut->rows[i] + k), prec, ARF_RND_NEAR);
    }
    arb_clear(dot);
}

/* row <- row / |row|; the length in arf `length`; 0 returned for a zero row. */
static int normalise(arf_t length, arb_ptr row, slong m, slong prec)
{
    arb_t square;
    slong k;

    arb_init(square);
    arb_approx_dot(square, NULL, 0, row, 1, row, 1, m, prec);
    arf_sqrt(length, arb_midref(square), prec, ARF_RND_NEAR);
    arb_clear(square);
    if (arf_sgn(length) <= 0 || !arf_is_finite(length))
        return 0;
    for (k = 0; k < m; k++)
        arf_div(arb_midref(row + k), arb_midref(row + k), length, prec, ARF_RND_NEAR);
    return 1;
}

enum { PROJECTIONS_AT_MOST = 6 };

/* Makes the unit row j orthogonal to those before it, and of length 1.  0 returned if it lies in
 * their span. */
static int orthonormal_row(arb_mat_t Ut, slong j, slong prec)
{
    slong m = arb_mat_ncols(Ut), times;
    arf_t length;
    int found = 0;

    arf_init(length);
    project_away(Ut, j, prec);
    for (times = 1; !found && times < PROJECTIONS_AT_MOST; times++) {
        project_away(Ut, j, prec);
        if (!normalise(length, Ut->rows[j], m, prec))
            break;
        found = arf_cmpabs_2exp_si(length, -1) > 0;
    }
    arf_clear(length);
    return found;
}

slong orthonormal_columns(arb_mat_t U, arb_ptr s, const arb_mat_t W, const slong *order, slong k,
                          slong prec)
{
    slong m = arb_mat_nrows(W), i, j;
    arb_mat_t Ut;

    arb_mat_init(Ut, k, m);
    for (j = 0; j < k; j++) {
        for (i = 0; i < m; i++)
            arb_set(arb_mat_entry(Ut, j, i), arb_mat_entry(W, i, order[j]));
        if (!normalise(arb_midref(s + j), Ut->rows[j], m, prec))
            break;
        if (!orthonormal_row(Ut, j, prec))
            break;
    }
    k = j;
    for (j = 0; j < k; j++)
        for (i = 0; i < m; i++)
            arb_set(arb_mat_entry(U, i, j), arb_mat_entry(Ut, j, i));
    arb_mat_clear(Ut);
    return k;
}
