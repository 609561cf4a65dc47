// SPDX-License-Identifier: Apache-2.0
/* K(M) = ||M||_F^2 / 2, gradK(M) = M, K*(Z) = ||Z||_F^2 / 2: no constraint. */
#include "muoncheck/norm.h"

static enum mc_status value(arb_t out, struct mc_operand *M,
                            const struct mc_norm_parameters *with, slong prec)
{
    mc_inner_product(out, M->balls, M->balls, prec);
    arb_mul_2exp_si(out, out, -1);
    return MC_OK;
}

static enum mc_status gradient(arb_mat_t out, struct mc_operand *M,
                               const struct mc_norm_parameters *with, slong prec)
{
    arb_mat_set(out, M->balls);
    return MC_OK;
}

const struct mc_norm mc_norm_half_square = {
    .id = "half-square",
    .title = "half the squared Frobenius norm (momentum SGD with weight decay)",
    .row = "0.15c",
    .source = "arXiv:2310.05898",
    .value = value,
    .gradient = gradient,
    .conjugate_finite = value,
};
