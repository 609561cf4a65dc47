// SPDX-License-Identifier: Apache-2.0
/*
 * K(M) = sum_j ||M_:j||_2, gradK(M) = the columns over their lengths (0 for a zero column),
 * K* = indicator{max_j ||Z_:j||_2 <= 1} (Cauchy-Schwarz in each column).
 */
#include "muoncheck/norm.h"

static void column_length(arb_t out, const arb_mat_t X, slong j, slong prec)
{
    arb_zero(out);
    for (slong i = 0; i < arb_mat_nrows(X); i++)
        arb_addmul(out, arb_mat_entry(X, i, j), arb_mat_entry(X, i, j), prec);
    arb_sqrtpos(out, out, prec);
}

static enum mc_status value(arb_t out, struct mc_operand *M,
                            const struct mc_norm_parameters *with, slong prec)
{
    arb_t length;

    arb_init(length);
    arb_zero(out);
    for (slong j = 0; j < arb_mat_ncols(M->balls); j++) {
        column_length(length, M->balls, j, prec);
        arb_add(out, out, length, prec);
    }
    arb_clear(length);
    return MC_OK;
}

static enum mc_status gauge(arb_t out, struct mc_operand *Z,
                            const struct mc_norm_parameters *with, slong prec)
{
    arb_t length;

    arb_init(length);
    arb_zero(out);
    for (slong j = 0; j < arb_mat_ncols(Z->balls); j++) {
        column_length(length, Z->balls, j, prec);
        arb_max(out, out, length, prec);
    }
    arb_clear(length);
    return MC_OK;
}

static enum mc_status gradient(arb_mat_t out, struct mc_operand *M,
                               const struct mc_norm_parameters *with, slong prec)
{
    enum mc_status status = MC_OK;
    arb_t length;

    arb_init(length);
    arb_mat_zero(out);
    for (slong j = 0; !status && j < arb_mat_ncols(out); j++) {
        column_length(length, M->balls, j, prec);
        if (arb_is_zero(length))
            continue;
        if (!arb_is_positive(length))
            status = MC_NOT_DECIDED;
        for (slong i = 0; i < arb_mat_nrows(out); i++)
            arb_div(arb_mat_entry(out, i, j), arb_mat_entry(M->balls, i, j), length, prec);
    }
    arb_clear(length);
    return status;
}

const struct mc_norm mc_norm_column_sum = {
    .id = "column-sum",
    .title = "sum of the columns' lengths (column normalisation)",
    .row = "0.15l",
    .constraint = "max_j ||Z_:j||_2 <= 1",
    .source = "derived here",
    .homogeneous = true,
    .unit_gradient = true,
    .value = value,
    .gradient = gradient,
    .gauge = gauge,
};
