// SPDX-License-Identifier: Apache-2.0
/* K(M) = sum |m_ij|, gradK(M) = sign(M) with sign(0) = 0 (Lion).
 * K* = indicator{max |z_ij| <= 1}: <M, Z> <= max |z_ij| sum |m_ij|, equality at sign(M). */
#include "norm/entry.h"

static enum mc_status gradient(arb_mat_t out, struct mc_operand *M,
                               const struct mc_norm_parameters *with, slong prec)
{
    for (slong i = 0; i < arb_mat_nrows(out); i++) {
        for (slong j = 0; j < arb_mat_ncols(out); j++) {
            const arb_struct *entry = arb_mat_entry(M->balls, i, j);
            int sign = arb_sgn_nonzero(entry);

            if (sign == 0 && !arb_is_zero(entry))
                return MC_NOT_DECIDED;
            arb_set_si(arb_mat_entry(out, i, j), sign);
        }
    }
    return MC_OK;
}

const struct mc_norm mc_norm_entry_sum = {
    .id = "entry-sum",
    .title = "sum of the absolute entries (Lion, signSGD)",
    .row = "0.15a",
    .constraint = "max |z_ij| <= 1",
    .source = "arXiv:2310.05898",
    .homogeneous = true,
    .unit_gradient = true,
    .value = mc_entry_sum,
    .gradient = gradient,
    .gauge = mc_entry_max,
};
