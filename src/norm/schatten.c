// SPDX-License-Identifier: Apache-2.0
/*
 * K(M) = ||M||_p = (sum sigma_i^p)^(1/p), p > 1, gradK(M) = U S^(p-1) V^T / ||M||_p^(p-1).
 * K* = indicator{||Z||_q <= 1}, 1/p + 1/q = 1 (Hoelder's inequality for singular values).
 */
#include "muoncheck/number.h"
#include "norm/spectral.h"

static void term(arb_t out, const arb_t s, const struct mc_norm_parameters *with, slong prec)
{
    mc_power(out, s, with->p, prec);
}

/* (sum sigma_i^p)^(1/p). */
static enum mc_status value(arb_t out, struct mc_operand *M,
                            const struct mc_norm_parameters *with, slong prec)
{
    enum mc_status status = mc_spectral_sum(out, M, term, with, prec);
    fmpq_t root;

    fmpq_init(root);
    fmpq_inv(root, with->p);
    mc_power(out, out, root, prec);
    fmpq_clear(root);
    return status;
}

/* The same with q in the place of p. */
static enum mc_status gauge(arb_t out, struct mc_operand *Z,
                            const struct mc_norm_parameters *with, slong prec)
{
    struct mc_norm_parameters dual;
    enum mc_status status;

    mc_norm_parameters_init(&dual);
    mc_conjugate_exponent(dual.p, with->p);
    status = value(out, Z, &dual, prec);
    mc_norm_parameters_clear(&dual);
    return status;
}

/* The factor ||M||_p^(1-p) is a ball away from 0, or M is exactly 0 and so is the gradient. */
static enum mc_status gradient(arb_mat_t out, struct mc_operand *M,
                               const struct mc_norm_parameters *with, slong prec)
{
    enum mc_status status;
    fmpq_t exponent;
    arb_t factor;

    arb_mat_zero(out);
    if (arb_mat_is_zero(M->balls))
        return MC_OK;
    fmpq_init(exponent);
    arb_init(factor);
    fmpq_sub_si(exponent, with->p, 1);
    status = mc_spectral_power(out, M, exponent, prec);
    if (!status)
        status = value(factor, M, with, prec);
    if (!status && !arb_is_positive(factor))
        status = MC_NOT_DECIDED;
    if (!status) {
        mc_power(factor, factor, exponent, prec);
        arb_mat_scalar_div_arb(out, out, factor, prec);
    }
    fmpq_clear(exponent);
    arb_clear(factor);
    return status;
}

const struct mc_norm mc_norm_schatten = {
    .id = "schatten",
    .title = "Schatten p-norm of the singular values",
    .row = "0.15g",
    .constraint = "||Z||_Sq <= 1, 1/p + 1/q = 1",
    .source = "derived here",
    .homogeneous = true,
    .unit_gradient = true,
    .value = value,
    .gradient = gradient,
    .gauge = gauge,
};
