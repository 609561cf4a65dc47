// SPDX-License-Identifier: GPL-3.0-or-later
#include "muoncheck/certificate.h"
#include "muoncheck/matrix.h"
#include "muoncheck/transform.h"
#include "optimizer/step.h"

/* The SVD of every matrix in the balls M, with the exact rank where M is a point. */
static enum mc_status enclose(struct mc_svd *svd, const arb_mat_t M, slong prec)
{
    struct mc_matrix A;
    enum mc_status status;

    if (!arb_mat_is_exact(M))
        return mc_svd_enclose(svd, M, -1, prec);
    mc_matrix_init_midpoints(&A, NULL, M);
    status = mc_svd_of(svd, &A, prec);
    mc_matrix_clear(&A);
    return status;
}

static enum mc_status power_of(arb_mat_t out, const arb_mat_t M, const fmpq_t p, slong prec)
{
    struct mc_svd svd;
    arb_t radius;
    enum mc_status status;

    mc_svd_init(&svd);
    arb_init(radius);
    status = enclose(&svd, M, prec);
    if (status == MC_OK)
        status = mc_transform_power(out, radius, &svd, M, p, prec);
    if (status == MC_OK)
        mc_widen(out, radius);
    mc_svd_clear(&svd);
    arb_clear(radius);
    return status;
}

enum mc_status polar_direction(arb_mat_t out, const arb_mat_t momentum,
                               const struct optimizer_settings *settings, slong prec)
{
    enum mc_status status;
    fmpq_t zero;

    if (!arb_mat_is_exact(momentum))
        return mc_polar_factor(out, momentum, prec);
    fmpq_init(zero);
    status = power_of(out, momentum, zero, prec);
    fmpq_clear(zero);
    return status;
}

enum mc_status power_direction(arb_mat_t out, const arb_mat_t momentum,
                               const struct optimizer_settings *settings, slong prec)
{
    if (fmpq_is_zero(settings->p))
        return polar_direction(out, momentum, settings, prec);
    if (fmpq_is_one(settings->p))
        return plain_direction(out, momentum, settings, prec);
    return power_of(out, momentum, settings->p, prec);
}
