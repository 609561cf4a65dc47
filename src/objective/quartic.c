// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * F(X) = ||X - C||_F^4 / 4: grad F = ||D||_F^2 D, D = X - C.  No Lipschitz constant, but the
 * Hessian has norm 3 ||D||_F^2 <= 4 + ||D||_F^3 = L0 + L1 ||grad F||_F with (L0, L1) = (4, 1):
 * t^3 - 3 t^2 + 4 = (t - 2)^2 (t + 1).
 */
#include "muoncheck/spectrum.h"
#include "objective/objective.h"

static void value(arb_t out, const struct objective_data *data, const arb_mat_t X, slong prec)
{
    arb_mat_t gap;

    arb_mat_init(gap, arb_mat_nrows(X), arb_mat_ncols(X));
    arb_mat_sub(gap, X, data->target, prec);
    mc_inner_product(out, gap, gap, prec);
    arb_sqr(out, out, prec);
    arb_mul_2exp_si(out, out, -2);
    arb_mat_clear(gap);
}

static void gradient(arb_mat_t out, const struct objective_data *data, const arb_mat_t X,
                     slong prec)
{
    arb_t size;

    arb_init(size);
    arb_mat_sub(out, X, data->target, prec);
    mc_inner_product(size, out, out, prec);
    arb_mat_scalar_mul_arb(out, out, size, prec);
    arb_clear(size);
}

static void constants(struct objective_constants *out, const struct objective_data *data,
                      slong m, slong n, slong prec)
{
    arb_set_ui(out->l0, 4);
    arb_one(out->l1);
    arb_zero(out->minimum);
}

const struct objective objective_quartic = {
    .id = "quartic",
    .title = "||X - C||_F^4 / 4",
    .source = "(L0, L1)-smooth, not smooth",
    .convex = true,
    .value = value,
    .gradient = gradient,
    .constants = constants,
};
