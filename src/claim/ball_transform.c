// SPDX-License-Identifier: GPL-3.0-or-later
#include "claim/ball_transform.h"

enum mc_status ball_function_of(arb_mat_t out, const struct mc_svd *svd,
                                const struct mc_spectral_function *f, slong prec)
{
    enum mc_status status;
    arb_t radius;

    arb_init(radius);
    status = mc_transform_function(out, radius, svd, f, prec);
    if (status == MC_OK)
        mc_widen(out, radius);
    arb_clear(radius);
    return status;
}

enum mc_status ball_function(arb_mat_t out, const arb_mat_t A,
                             const struct mc_spectral_function *f, slong prec)
{
    struct mc_svd svd;
    enum mc_status status;

    mc_svd_init(&svd);
    status = mc_svd_enclose(&svd, A, -1, prec);
    if (status == MC_OK)
        status = ball_function_of(out, &svd, f, prec);
    mc_svd_clear(&svd);
    return status;
}

enum mc_status ball_power(arb_mat_t out, const arb_mat_t A, const fmpq_t p, slong prec)
{
    struct mc_svd svd;
    enum mc_status status;
    arb_t radius;

    mc_svd_init(&svd);
    arb_init(radius);
    status = mc_svd_enclose(&svd, A, -1, prec);
    if (status == MC_OK)
        status = mc_transform_power(out, radius, &svd, A, p, prec);
    if (status == MC_OK)
        mc_widen(out, radius);
    mc_svd_clear(&svd);
    arb_clear(radius);
    return status;
}
