// SPDX-License-Identifier: Apache-2.0
/*
 * K(M) = (1/p) sum sigma_i^p, p > 1, gradK(M) = U S^(p-1) V^T, K*(Z) = (1/q) sum sigma_i(Z)^q,
 * 1/p + 1/q = 1: sup_s z s - s^p/p is attained at s = z^(q-1).  No constraint.
 */
#include "muoncheck/number.h"
#include "norm/spectral.h"

static void term(arb_t out, const arb_t s, const struct mc_norm_parameters *with, slong prec)
{
    arb_t p;

    arb_init(p);
    mc_rational_enclose(p, with->p, prec);
    mc_power(out, s, with->p, prec);
    arb_div(out, out, p, prec);
    arb_clear(p);
}

static enum mc_status value(arb_t out, struct mc_operand *M,
                            const struct mc_norm_parameters *with, slong prec)
{
    return mc_spectral_sum(out, M, term, with, prec);
}

static enum mc_status gradient(arb_mat_t out, struct mc_operand *M,
                               const struct mc_norm_parameters *with, slong prec)
{
    enum mc_status status;
    fmpq_t exponent;

    fmpq_init(exponent);
    fmpq_sub_si(exponent, with->p, 1);
    status = mc_spectral_power(out, M, exponent, prec);
    fmpq_clear(exponent);
    return status;
}

static enum mc_status conjugate(arb_t out, struct mc_operand *Z,
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

const struct mc_norm mc_norm_schatten_power = {
    .id = "schatten-power",
    .title = "p-th power of the Schatten p-norm over p",
    .row = "0.15h",
    .source = "derived here",
    .value = value,
    .gradient = gradient,
    .conjugate_finite = conjugate,
};
