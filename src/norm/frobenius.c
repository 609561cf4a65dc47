// SPDX-License-Identifier: Apache-2.0
/* K(M) = ||M||_F, gradK(M) = M / ||M||_F, K* = indicator{||Z||_F <= 1} (Cauchy-Schwarz). */
#include "muoncheck/norm.h"

static enum mc_status value(arb_t out, struct mc_operand *M,
                            const struct mc_norm_parameters *with, slong prec)
{
    mc_frobenius_norm(out, M->balls, prec);
    return MC_OK;
}

static enum mc_status gradient(arb_mat_t out, struct mc_operand *M,
                               const struct mc_norm_parameters *with, slong prec)
{
    enum mc_status status = MC_NOT_DECIDED;
    arb_t length;

    arb_mat_zero(out);
    if (arb_mat_is_zero(M->balls))
        return MC_OK;
    arb_init(length);
    mc_frobenius_norm(length, M->balls, prec);
    if (arb_is_positive(length)) {
        arb_mat_scalar_div_arb(out, M->balls, length, prec);
        status = MC_OK;
    }
    arb_clear(length);
    return status;
}

const struct mc_norm mc_norm_frobenius = {
    .id = "frobenius",
    .title = "Frobenius norm (normalised gradient descent)",
    .row = "0.15b",
    .constraint = "||Z||_F <= 1",
    .source = "arXiv:2310.05898",
    .homogeneous = true,
    .unit_gradient = true,
    .value = value,
    .gradient = gradient,
    .gauge = value,
};
