// SPDX-License-Identifier: Apache-2.0
#include "norm/entry.h"

enum mc_status mc_entry_sum(arb_t out, struct mc_operand *X,
                            const struct mc_norm_parameters *with, slong prec)
{
    arb_t size;

    arb_init(size);
    arb_zero(out);
    for (slong i = 0; i < arb_mat_nrows(X->balls); i++) {
        for (slong j = 0; j < arb_mat_ncols(X->balls); j++) {
            arb_abs(size, arb_mat_entry(X->balls, i, j));
            arb_add(out, out, size, prec);
        }
    }
    arb_clear(size);
    return MC_OK;
}

enum mc_status mc_entry_max(arb_t out, struct mc_operand *X,
                            const struct mc_norm_parameters *with, slong prec)
{
    arb_t size;

    arb_init(size);
    arb_zero(out);
    for (slong i = 0; i < arb_mat_nrows(X->balls); i++) {
        for (slong j = 0; j < arb_mat_ncols(X->balls); j++) {
            arb_abs(size, arb_mat_entry(X->balls, i, j));
            arb_max(out, out, size, prec);
        }
    }
    arb_clear(size);
    return MC_OK;
}
