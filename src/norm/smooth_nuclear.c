// SPDX-License-Identifier: Apache-2.0
/*
 * K(M) = sum sqrt(sigma_i^2 + d^2),
 * gradK(M) = M (M^T M + d^2)^(-1/2) = U S (S^2 + d^2)^(-1/2) V^T,
 * K*(Z) = -d sum sqrt(1 - sigma_i(Z)^2) on ||Z|| <= 1, both sums of min(m, n) terms.
 * Lipschitz bound: f(s) = s (s^2 + d^2)^(-1/2) is odd and smooth with
 * 0 < f'(s) = d^2 (s^2 + d^2)^(-3/2) <= 1/d, so by the mean value theorem L = 1/d.
 */
#include "muoncheck/number.h"
#include "norm/spectral.h"

static void smooth(arb_t out, const arb_t s, const struct mc_norm_parameters *with, slong prec)
{
    arb_t d;

    arb_init(d);
    mc_rational_enclose(d, with->d, prec);
    arb_hypot(out, s, d, prec);
    arb_clear(d);
}

static void smooth_conjugate(arb_t out, const arb_t z, const struct mc_norm_parameters *with,
                             slong prec)
{
    arb_t d;

    arb_init(d);
    mc_rational_enclose(d, with->d, prec);
    arb_mul(out, z, z, prec);
    arb_sub_ui(out, out, 1, prec);
    arb_neg(out, out);
    arb_sqrtpos(out, out, prec);
    arb_mul(out, out, d, prec);
    arb_neg(out, out);
    arb_clear(d);
}

static enum mc_status value(arb_t out, struct mc_operand *M,
                            const struct mc_norm_parameters *with, slong prec)
{
    return mc_spectral_sum(out, M, smooth, with, prec);
}

static enum mc_status conjugate(arb_t out, struct mc_operand *Z,
                                const struct mc_norm_parameters *with, slong prec)
{
    return mc_spectral_sum(out, Z, smooth_conjugate, with, prec);
}

static void slope(arb_t out, const arb_t s, const void *parameters, slong prec)
{
    arb_t length;

    arb_init(length);
    smooth(length, s, parameters, prec);
    arb_div(out, s, length, prec);
    arb_clear(length);
}

static void slope_lipschitz(arb_t out, const struct mc_svd *svd, const void *parameters,
                            slong prec)
{
    const struct mc_norm_parameters *with = parameters;

    mc_rational_enclose(out, with->d, prec);
    arb_inv(out, out, prec);
}

static enum mc_status gradient(arb_mat_t out, struct mc_operand *M,
                               const struct mc_norm_parameters *with, slong prec)
{
    const struct mc_spectral_function f = {slope, slope_lipschitz, with};

    return mc_spectral_gradient(out, M, &f, prec);
}

const struct mc_norm mc_norm_smooth_nuclear = {
    .id = "smooth-nuclear",
    .title = "smoothed nuclear norm: the sum of sqrt(sigma^2 + d^2)",
    .row = "0.15i",
    .constraint = "||Z|| <= 1",
    .source = "derived here",
    .value = value,
    .gradient = gradient,
    .conjugate_finite = conjugate,
    .gauge = mc_spectral_gauge,
};
