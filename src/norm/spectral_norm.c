// SPDX-License-Identifier: Apache-2.0
/* K(M) = ||M|| = sigma_1, gradK(M) = u_1 v_1^T where sigma_1 > sigma_2.
 * K* = indicator{||Z||_* <= 1}: the nuclear norm is dual to the spectral norm. */
#include "norm/spectral.h"

static enum mc_status gradient(arb_mat_t out, struct mc_operand *M,
                               const struct mc_norm_parameters *with, slong prec)
{
    return mc_spectral_leading(out, M, 1, prec);
}

static enum mc_status gauge(arb_t out, struct mc_operand *Z,
                            const struct mc_norm_parameters *with, slong prec)
{
    return mc_spectral_nuclear(out, Z, prec);
}

const struct mc_norm mc_norm_spectral_norm = {
    .id = "spectral-norm",
    .title = "spectral norm: the largest singular value",
    .row = "0.15e",
    .constraint = "||Z||_* <= 1",
    .source = "derived here",
    .homogeneous = true,
    .unit_gradient = true,
    .value = mc_spectral_gauge,
    .gradient = gradient,
    .gauge = gauge,
};
