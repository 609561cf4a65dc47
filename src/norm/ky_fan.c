// SPDX-License-Identifier: Apache-2.0
/*
 * K(M) = sigma_1 + ... + sigma_k, gradK(M) = U_k V_k^T where sigma_k > sigma_(k+1).
 * K* = indicator{||Z|| <= 1 and ||Z||_* <= k}: on singular values, the 0 <= z_i <= 1 with
 * sum z_i <= k are the convex hull of the 0-1 vectors with at most k ones, over which
 * <sigma, z> is largest at the first k.
 */
#include "norm/spectral.h"

static enum mc_status value(arb_t out, struct mc_operand *M,
                            const struct mc_norm_parameters *with, slong prec)
{
    return mc_spectral_ky_fan(out, M, with->k, prec);
}

static enum mc_status gradient(arb_mat_t out, struct mc_operand *M,
                               const struct mc_norm_parameters *with, slong prec)
{
    return mc_spectral_leading(out, M, with->k, prec);
}

static enum mc_status gauge(arb_t out, struct mc_operand *Z,
                            const struct mc_norm_parameters *with, slong prec)
{
    enum mc_status status = mc_spectral_nuclear(out, Z, prec);
    arb_t largest;

    if (status)
        return status;
    arb_init(largest);
    arb_div_si(out, out, with->k, prec);
    status = mc_spectral_gauge(largest, Z, with, prec);
    arb_max(out, out, largest, prec);
    arb_clear(largest);
    return status;
}

const struct mc_norm mc_norm_ky_fan = {
    .id = "ky-fan",
    .title = "Ky Fan norm: the sum of the k largest singular values",
    .row = "0.15f",
    .constraint = "||Z|| <= 1 and ||Z||_* <= k",
    .source = "derived here",
    .homogeneous = true,
    .unit_gradient = true,
    .value = value,
    .gradient = gradient,
    .gauge = gauge,
};
