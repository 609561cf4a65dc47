// SPDX-License-Identifier: Apache-2.0
/*
 * K(M) = sum_ij sqrt(m_ij^2 + d^2), gradK(M)_ij = m_ij (m_ij^2 + d^2)^(-1/2),
 * K*(Z) = -d sum_ij sqrt(1 - z_ij^2) on max |z_ij| <= 1.  Entries are independent: this is
 * the conjugate of sqrt(s^2 + d^2), entry by entry.
 */
#include "muoncheck/number.h"
#include "norm/entry.h"

static enum mc_status value(arb_t out, struct mc_operand *M,
                            const struct mc_norm_parameters *with, slong prec)
{
    arb_t d, length;

    arb_init(d);
    arb_init(length);
    mc_rational_enclose(d, with->d, prec);
    arb_zero(out);
    for (slong i = 0; i < arb_mat_nrows(M->balls); i++) {
        for (slong j = 0; j < arb_mat_ncols(M->balls); j++) {
            arb_hypot(length, arb_mat_entry(M->balls, i, j), d, prec);
            arb_add(out, out, length, prec);
        }
    }
    arb_clear(d);
    arb_clear(length);
    return MC_OK;
}

static enum mc_status gradient(arb_mat_t out, struct mc_operand *M,
                               const struct mc_norm_parameters *with, slong prec)
{
    arb_t d, length;

    arb_init(d);
    arb_init(length);
    mc_rational_enclose(d, with->d, prec);
    for (slong i = 0; i < arb_mat_nrows(out); i++) {
        for (slong j = 0; j < arb_mat_ncols(out); j++) {
            const arb_struct *entry = arb_mat_entry(M->balls, i, j);

            arb_hypot(length, entry, d, prec);
            arb_div(arb_mat_entry(out, i, j), entry, length, prec);
        }
    }
    arb_clear(d);
    arb_clear(length);
    return MC_OK;
}

static enum mc_status conjugate(arb_t out, struct mc_operand *Z,
                                const struct mc_norm_parameters *with, slong prec)
{
    arb_t term, d;

    arb_init(term);
    arb_init(d);
    arb_zero(out);
    for (slong i = 0; i < arb_mat_nrows(Z->balls); i++) {
        for (slong j = 0; j < arb_mat_ncols(Z->balls); j++) {
            const arb_struct *z = arb_mat_entry(Z->balls, i, j);

            arb_mul(term, z, z, prec);
            arb_sub_ui(term, term, 1, prec);
            arb_neg(term, term);
            arb_sqrtpos(term, term, prec);
            arb_sub(out, out, term, prec);
        }
    }
    mc_rational_enclose(d, with->d, prec);
    arb_mul(out, out, d, prec);
    arb_clear(term);
    arb_clear(d);
    return MC_OK;
}

const struct mc_norm mc_norm_smooth_entry_sum = {
    .id = "smooth-entry-sum",
    .title = "smoothed sum of absolute entries: the sum of sqrt(m_ij^2 + d^2)",
    .row = "0.15o",
    .constraint = "max |z_ij| <= 1",
    .source = "derived here",
    .value = value,
    .gradient = gradient,
    .conjugate_finite = conjugate,
    .gauge = mc_entry_max,
};
