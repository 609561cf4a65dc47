// SPDX-License-Identifier: Apache-2.0
/*
 * K(M) = sum max(sigma_i - d, 0), gradK(M) = U 1{S > d} V^T where no sigma_i equals d,
 * K*(Z) = d ||Z||_* + indicator{||Z|| <= 1}: sup_s z s - max(s - d, 0) is attained at s = d.
 */
#include "muoncheck/number.h"
#include "norm/spectral.h"

static void excess(arb_t out, const arb_t s, const struct mc_norm_parameters *with, slong prec)
{
    arb_t d;

    arb_init(d);
    mc_rational_enclose(d, with->d, prec);
    arb_sub(out, s, d, prec);
    arb_nonnegative_part(out, out);
    arb_clear(d);
}

static enum mc_status value(arb_t out, struct mc_operand *M,
                            const struct mc_norm_parameters *with, slong prec)
{
    return mc_spectral_sum(out, M, excess, with, prec);
}

static enum mc_status gradient(arb_mat_t out, struct mc_operand *M,
                               const struct mc_norm_parameters *with, slong prec)
{
    enum mc_status status;
    arb_t cut;

    arb_init(cut);
    mc_rational_enclose(cut, with->d, prec);
    status = mc_spectral_step(out, M, cut, prec);
    arb_clear(cut);
    return status;
}

static enum mc_status conjugate(arb_t out, struct mc_operand *Z,
                                const struct mc_norm_parameters *with, slong prec)
{
    enum mc_status status = mc_spectral_nuclear(out, Z, prec);
    arb_t d;

    arb_init(d);
    mc_rational_enclose(d, with->d, prec);
    arb_mul(out, out, d, prec);
    arb_clear(d);
    return status;
}

const struct mc_norm mc_norm_nuclear_excess = {
    .id = "nuclear-excess",
    .title = "what the singular values exceed d by, summed",
    .row = "0.15k",
    .constraint = "||Z|| <= 1",
    .source = "derived here",
    .value = value,
    .gradient = gradient,
    .conjugate_finite = conjugate,
    .gauge = mc_spectral_gauge,
};
