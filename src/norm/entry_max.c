// SPDX-License-Identifier: Apache-2.0
/* K(M) = max |m_ij|, gradK(M) = sign(m_ij) e_i e_j^T at a largest entry, the first one in row
 * order where several are exactly as large.  K* = indicator{sum |z_ij| <= 1}. */
#include "norm/entry.h"

/* The first entry with the largest midpoint. */
static void find_candidate(slong *row, slong *col, const arb_mat_t M)
{
    *row = *col = 0;
    for (slong i = 0; i < arb_mat_nrows(M); i++)
        for (slong j = 0; j < arb_mat_ncols(M); j++)
            if (arf_cmpabs(arb_midref(arb_mat_entry(M, i, j)),
                           arb_midref(arb_mat_entry(M, *row, *col))) > 0) {
                *row = i;
                *col = j;
            }
}

/* Is |m_ij| >= every other |entry| for certain? */
static bool is_largest(const arb_mat_t M, slong row, slong col)
{
    arb_t size, other;
    bool largest = true;

    arb_init(size);
    arb_init(other);
    arb_abs(size, arb_mat_entry(M, row, col));
    for (slong i = 0; largest && i < arb_mat_nrows(M); i++) {
        for (slong j = 0; largest && j < arb_mat_ncols(M); j++) {
            arb_abs(other, arb_mat_entry(M, i, j));
            largest = (i == row && j == col) || arb_ge(size, other);
        }
    }
    arb_clear(size);
    arb_clear(other);
    return largest;
}

static enum mc_status gradient(arb_mat_t out, struct mc_operand *M,
                               const struct mc_norm_parameters *with, slong prec)
{
    slong row, col;
    int sign;

    arb_mat_zero(out);
    if (arb_mat_is_zero(M->balls))
        return MC_OK;
    find_candidate(&row, &col, M->balls);
    sign = arb_sgn_nonzero(arb_mat_entry(M->balls, row, col));
    if (sign == 0 || !is_largest(M->balls, row, col))
        return MC_NOT_DECIDED;
    arb_set_si(arb_mat_entry(out, row, col), sign);
    return MC_OK;
}

const struct mc_norm mc_norm_entry_max = {
    .id = "entry-max",
    .title = "largest absolute entry",
    .row = "0.15n",
    .constraint = "sum |z_ij| <= 1",
    .source = "derived here",
    .homogeneous = true,
    .unit_gradient = true,
    .value = mc_entry_max,
    .gradient = gradient,
    .gauge = mc_entry_sum,
};
