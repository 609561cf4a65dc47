// SPDX-License-Identifier: Apache-2.0
#include "norm/spectral.h"

enum mc_status mc_spectral_sum(arb_t out, struct mc_operand *X, mc_scalar_rule *rule,
                               const struct mc_norm_parameters *with, slong prec)
{
    const struct mc_svd *svd;
    enum mc_status status = mc_operand_svd(&svd, X, prec);
    arb_t s, term;

    arb_zero(out);
    if (status)
        return status;
    arb_init(s);
    arb_init(term);
    for (slong i = 0; i < svd->values; i++) {
        arb_nonnegative_part(s, svd->sigma + i);
        rule(term, s, with, prec);
        arb_add(out, out, term, prec);
    }
    arb_clear(s);
    arb_clear(term);
    return MC_OK;
}

enum mc_status mc_spectral_ky_fan(arb_t out, struct mc_operand *X, slong k, slong prec)
{
    const struct mc_svd *svd;
    enum mc_status status = mc_operand_svd(&svd, X, prec);

    if (!status)
        mc_svd_ky_fan_norm(out, svd, k, prec);
    return status;
}

enum mc_status mc_spectral_gauge(arb_t out, struct mc_operand *X,
                                 const struct mc_norm_parameters *with, slong prec)
{
    return mc_spectral_ky_fan(out, X, 1, prec);
}

enum mc_status mc_spectral_nuclear(arb_t out, struct mc_operand *X, slong prec)
{
    return mc_spectral_ky_fan(out, X, WORD_MAX, prec);
}

/* A transform becomes balls when its radius is known. */
static enum mc_status widened(arb_mat_t out, const arb_t radius, enum mc_status status)
{
    if (status)
        return status;
    if (!arb_is_finite(radius))
        return MC_NOT_DECIDED;
    mc_widen(out, radius);
    return MC_OK;
}

enum mc_status mc_spectral_gradient(arb_mat_t out, struct mc_operand *M,
                                    const struct mc_spectral_function *f, slong prec)
{
    const struct mc_svd *svd;
    enum mc_status status = mc_operand_svd(&svd, M, prec);
    arb_t radius;

    if (status)
        return status;
    arb_init(radius);
    status = widened(out, radius, mc_transform_function(out, radius, svd, f, prec));
    arb_clear(radius);
    return status;
}

enum mc_status mc_spectral_power(arb_mat_t out, struct mc_operand *M, const fmpq_t p,
                                 slong prec)
{
    const struct mc_svd *svd;
    enum mc_status status = mc_operand_svd(&svd, M, prec);
    arb_t radius;

    if (status)
        return status;
    arb_init(radius);
    status = mc_transform_power(out, radius, svd, M->balls, p, prec);
    status = widened(out, radius, status);
    arb_clear(radius);
    return status;
}

void mc_conjugate_exponent(fmpq_t q, const fmpq_t p)
{
    fmpq_t below;

    fmpq_init(below);
    fmpq_sub_si(below, p, 1);
    fmpq_div(q, p, below);
    fmpq_clear(below);
}
