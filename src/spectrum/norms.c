// SPDX-License-Identifier: Apache-2.0
#include "muoncheck/number.h"
#include "muoncheck/spectrum.h"

void mc_svd_spectral_norm(arb_t out, const struct mc_svd *svd)
{
    if (svd->values)
        arb_set(out, svd->sigma);
    else
        arb_zero(out);
}

void mc_svd_ky_fan_norm(arb_t out, const struct mc_svd *svd, slong k, slong prec)
{
    slong i;

    arb_zero(out);
    for (i = 0; i < svd->values && i < k; i++)
        arb_add(out, out, svd->sigma + i, prec);
}

void mc_svd_nuclear_norm(arb_t out, const struct mc_svd *svd, slong prec)
{
    mc_svd_ky_fan_norm(out, svd, svd->values, prec);
}

void mc_svd_schatten_norm(arb_t out, const struct mc_svd *svd, const fmpq_t p, slong prec)
{
    fmpq_t inverse;
    arb_t term;
    slong i;

    fmpq_init(inverse);
    arb_init(term);
    arb_zero(out);
    for (i = 0; i < svd->values; i++) {
        mc_power(term, svd->sigma + i, p, prec);
        arb_add(out, out, term, prec);
    }
    fmpq_inv(inverse, p);
    mc_power(out, out, inverse, prec);
    fmpq_clear(inverse);
    arb_clear(term);
}

void mc_svd_condition(arb_t out, const struct mc_svd *svd, slong prec)
{
    if (svd->rank_lo == svd->rank_hi && svd->rank_lo > 0)
        arb_div(out, svd->sigma, svd->sigma + svd->rank_lo - 1, prec);
    else
        arb_indeterminate(out);
}

typedef void norm_of_svd(arb_t out, const struct mc_svd *svd, slong prec);

static void spectral(arb_t out, const struct mc_svd *svd, slong prec)
{
    mc_svd_spectral_norm(out, svd);
}

static void from_balls(arb_t out, const arb_mat_t A, norm_of_svd *norm, slong prec)
{
    struct mc_svd svd;

    mc_svd_init(&svd);
    if (mc_svd_enclose(&svd, A, -1, prec) == MC_OK)
        norm(out, &svd, prec);
    else
        arb_zero_pm_inf(out);
    mc_svd_clear(&svd);
}

void mc_spectral_norm(arb_t out, const arb_mat_t A, slong prec)
{
    from_balls(out, A, spectral, prec);
}

void mc_nuclear_norm(arb_t out, const arb_mat_t A, slong prec)
{
    from_balls(out, A, mc_svd_nuclear_norm, prec);
}

void mc_frobenius_norm(arb_t out, const arb_mat_t A, slong prec)
{
    arb_mat_frobenius_norm(out, A, prec);
}

void mc_inner_product(arb_t out, const arb_mat_t A, const arb_mat_t B, slong prec)
{
    slong i, n = arb_mat_ncols(A);

    arb_zero(out);
    for (i = 0; n && i < arb_mat_nrows(A); i++)   /* without columns Arb keeps no rows */
        arb_dot(out, out, 0, A->rows[i], 1, B->rows[i], 1, n, prec);
}
