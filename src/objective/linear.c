// SPDX-License-Identifier: GPL-3.0-or-later
/* F(X) = -<C, X>. */
#include "muoncheck/spectrum.h"
#include "objective/objective.h"

static void value(arb_t out, const struct objective_data *data, const arb_mat_t X, slong prec)
{
    mc_inner_product(out, data->target, X, prec);
    arb_neg(out, out);
}

static void gradient(arb_mat_t out, const struct objective_data *data, const arb_mat_t X,
                     slong prec)
{
    arb_mat_neg(out, data->target);
}

static void constants(struct objective_constants *out, const struct objective_data *data,
                      slong m, slong n, slong prec)
{
    arb_zero(out->spectral);
    arb_zero(out->frobenius);
    arb_zero(out->entry);
    out->least = true;
    arb_zero(out->l0);
    arb_zero(out->l1);
}

const struct objective objective_linear = {
    .id = "linear",
    .title = "-<C, X>",
    .source = "curvature zero",
    .convex = true,
    .value = value,
    .gradient = gradient,
    .constants = constants,
};
