// SPDX-License-Identifier: Apache-2.0
#include "iteration/block.h"

void block_get(arb_mat_t B, const arb_mat_t A, slong i, slong j)
{
    slong k, l;

    for (k = 0; k < arb_mat_nrows(B); k++)
        for (l = 0; l < arb_mat_ncols(B); l++)
            arb_set(arb_mat_entry(B, k, l), arb_mat_entry(A, i + k, j + l));
}

void block_set(arb_mat_t A, slong i, slong j, const arb_mat_t B)
{
    slong k, l;

    for (k = 0; k < arb_mat_nrows(B); k++)
        for (l = 0; l < arb_mat_ncols(B); l++)
            arb_set(arb_mat_entry(A, i + k, j + l), arb_mat_entry(B, k, l));
}
