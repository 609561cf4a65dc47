// SPDX-License-Identifier: Apache-2.0
/*
 * K(M) = sum h(sigma_i), h(s) = s^2 / 2d for s <= d, s - d/2 beyond;
 * gradK(M) = U min(S/d, 1) V^T;
 * K*(Z) = (d/2) ||Z||_F^2 + indicator{||Z|| <= 1}.
 * Lipschitz bound: f(s) = max(-1, min(1, s/d)) is odd, piecewise linear with slopes 0 and 1/d,
 * so L = 1/d.
 */
#include "muoncheck/number.h"
#include "norm/spectral.h"

/* h(s) = s t - d t^2 / 2 at t = min(s/d, 1). */
static void huber(arb_t out, const arb_t s, const struct mc_norm_parameters *with, slong prec)
{
    arb_t d, t, one;

    arb_init(d);
    arb_init(t);
    arb_init(one);
    arb_one(one);
    mc_rational_enclose(d, with->d, prec);
    arb_div(t, s, d, prec);
    arb_min(t, t, one, prec);
    arb_mul(out, d, t, prec);
    arb_mul_2exp_si(out, out, -1);
    arb_sub(out, s, out, prec);
    arb_mul(out, out, t, prec);
    arb_clear(d);
    arb_clear(t);
    arb_clear(one);
}

static enum mc_status value(arb_t out, struct mc_operand *M,
                            const struct mc_norm_parameters *with, slong prec)
{
    return mc_spectral_sum(out, M, huber, with, prec);
}

static void slope(arb_t out, const arb_t s, const void *parameters, slong prec)
{
    const struct mc_norm_parameters *with = parameters;
    arb_t one;

    arb_init(one);
    arb_one(one);
    mc_rational_enclose(out, with->d, prec);
    arb_div(out, s, out, prec);
    arb_min(out, out, one, prec);
    arb_clear(one);
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

static enum mc_status conjugate(arb_t out, struct mc_operand *Z,
                                const struct mc_norm_parameters *with, slong prec)
{
    arb_t d;

    arb_init(d);
    mc_rational_enclose(d, with->d, prec);
    mc_inner_product(out, Z->balls, Z->balls, prec);
    arb_mul(out, out, d, prec);
    arb_mul_2exp_si(out, out, -1);
    arb_clear(d);
    return MC_OK;
}

const struct mc_norm mc_norm_spectral_huber = {
    .id = "spectral-huber",
    .title = "Huber's function of the singular values",
    .row = "0.15j",
    .constraint = "||Z|| <= 1",
    .source = "derived here",
    .value = value,
    .gradient = gradient,
    .conjugate_finite = conjugate,
    .gauge = mc_spectral_gauge,
};
