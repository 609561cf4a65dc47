// SPDX-License-Identifier: Apache-2.0
#include "spectrum/refine.h"

/* x = the multiple of 2^-bits next to it */
static void round_to(arb_t x, slong bits)
{
    arf_ptr mid = arb_midref(x);
    fmpz_t integer;

    fmpz_init(integer);
    arf_mul_2exp_si(mid, mid, bits);
    arf_get_fmpz(integer, mid, ARF_RND_NEAR);
    arf_set_fmpz(mid, integer);
    arf_mul_2exp_si(mid, mid, -bits);
    fmpz_clear(integer);
}

static void round_all(arb_mat_t A, slong bits)
{
    slong i, j;

    for (i = 0; i < arb_mat_nrows(A); i++)
        for (j = 0; j < arb_mat_ncols(A); j++)
            round_to(arb_mat_entry(A, i, j), bits);
}

slong mc_svd_round(struct mc_svd *svd, const arb_mat_t A, slong bits)
{
    slong scale = bits, k;

    if (svd->kept)
        scale -= ARF_EXP(arb_midref(svd->s + svd->kept - 1));
    scale = FLINT_MAX(scale, 0);
    round_all(svd->u, bits);
    round_all(svd->v, bits);
    for (k = 0; k < svd->kept; k++)
        round_to(svd->s + k, scale);
    measure_defects(svd, A, svd->prec + 20);
    return scale;
}
