// SPDX-License-Identifier: Apache-2.0
#include "muoncheck/transform.h"
#include "transform/radius.h"

enum mc_status mc_transform_function(arb_mat_t out, arb_t radius, const struct mc_svd *svd,
                                     const struct mc_spectral_function *f, slong prec)
{
    slong i, work = prec + 20;
    arb_ptr values = _arb_vec_init(svd->kept);
    arb_t turn, delta, lipschitz, largest, rounding;

    arb_init(turn);
    arb_init(delta);
    arb_init(lipschitz);
    arb_init(largest);
    arb_init(rounding);
    for (i = 0; i < svd->kept; i++)
        f->value(values + i, svd->s + i, f->parameters, work);
    assemble(out, rounding, largest, svd, values, work);
    radius_turn(turn, svd, work);
    radius_delta(delta, svd, turn, work);
    f->lipschitz(lipschitz, svd, f->parameters, work);
    radius_upper(lipschitz);
    radius_sum(radius, lipschitz, delta, largest, turn, rounding, work);
    _arb_vec_clear(values, svd->kept);
    arb_clear(turn);
    arb_clear(delta);
    arb_clear(lipschitz);
    arb_clear(largest);
    arb_clear(rounding);
    return arb_is_finite(radius) ? MC_OK : MC_NOT_DECIDED;
}

void mc_widen(arb_mat_t balls, const arb_t radius)
{
    slong i, j;

    for (i = 0; i < arb_mat_nrows(balls); i++)
        for (j = 0; j < arb_mat_ncols(balls); j++)
            arb_add_error(arb_mat_entry(balls, i, j), radius);
}
