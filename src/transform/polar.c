// SPDX-License-Identifier: Apache-2.0
/* p = 0: f = 1 on the positive axis, 0 at 0. */
#include "muoncheck/transform.h"
#include "transform/power.h"

static void one(arb_t out, const arb_t s, const void *parameters, slong prec)
{
    arb_one(out);
}

/* L = 2 / (sigma_r(A) + sigma_r(B)), sigma_r(B) = s_r: catalogue 3.30, for equal ranks r. */
static void lipschitz(arb_t out, const struct mc_svd *svd, const void *parameters, slong prec)
{
    slong r = svd->rank_lo;

    if (r == 0) {
        arb_zero(out);
        return;
    }
    if (svd->kept != r || !arb_is_positive(svd->sigma + r - 1)) {
        arb_pos_inf(out);
        return;
    }
    arb_add(out, svd->sigma + r - 1, svd->s + r - 1, prec);
    arb_ui_div(out, 2, out, prec);
}

enum mc_status polar_of_svd(arb_mat_t out, arb_t radius, const struct mc_svd *svd, slong prec)
{
    static const struct mc_spectral_function sign = {one, lipschitz, NULL};

    if (svd->rank_lo != svd->rank_hi) {
        arb_mat_zero(out);
        arb_pos_inf(radius);
        return MC_NOT_DECIDED;
    }
    return mc_transform_function(out, radius, svd, &sign, prec);
}
