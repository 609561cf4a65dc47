// SPDX-License-Identifier: Apache-2.0
/* K(M) = ||M||_*, gradK(M) = U V^T (Muon).  K* = indicator{||Z|| <= 1}: catalogue 0.2. */
#include "norm/spectral.h"

static enum mc_status value(arb_t out, struct mc_operand *M,
                            const struct mc_norm_parameters *with, slong prec)
{
    return mc_spectral_nuclear(out, M, prec);
}

static enum mc_status gradient(arb_mat_t out, struct mc_operand *M,
                               const struct mc_norm_parameters *with, slong prec)
{
    fmpq_t zero;
    enum mc_status status;

    fmpq_init(zero);
    status = mc_spectral_power(out, M, zero, prec);
    fmpq_clear(zero);
    return status;
}

const struct mc_norm mc_norm_nuclear = {
    .id = "nuclear",
    .title = "nuclear norm: the sum of the singular values (Muon)",
    .row = "0.15d",
    .constraint = "||Z|| <= 1",
    .source = "arXiv:2506.15054, Fact 2",
    .homogeneous = true,
    .unit_gradient = true,
    .value = value,
    .gradient = gradient,
    .gauge = mc_spectral_gauge,
};
