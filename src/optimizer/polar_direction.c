// SPDX-License-Identifier: GPL-3.0-or-later
#include "muoncheck/matrix.h"
#include "muoncheck/transform.h"
#include "optimizer/step.h"

static enum mc_status polar_of_exact(arb_mat_t out, const arb_mat_t M, slong prec)
{
    struct mc_matrix A;
    struct mc_svd svd;
    arb_t radius;
    fmpq_t zero;
    enum mc_status status;

    mc_matrix_init_midpoints(&A, NULL, M);
    mc_svd_init(&svd);
    arb_init(radius);
    fmpq_init(zero);
    status = mc_svd_of(&svd, &A, prec);
    if (status == MC_OK)
        status = mc_transform_power(out, radius, &svd, M, zero, prec);
    if (status == MC_OK)
        mc_widen(out, radius);
    mc_matrix_clear(&A);
    mc_svd_clear(&svd);
    arb_clear(radius);
    fmpq_clear(zero);
    return status;
}

enum mc_status polar_direction(arb_mat_t out, const arb_mat_t momentum, slong prec)
{
    return arb_mat_is_exact(momentum) ? polar_of_exact(out, momentum, prec)
                                      : mc_polar_factor(out, momentum, prec);
}
