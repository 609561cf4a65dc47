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

static void lipschitz(arb_t spectral, arb_t frobenius, const struct objective_data *data,
                      slong prec)
{
    arb_zero(spectral);
    arb_zero(frobenius);
}

const struct objective objective_linear = {
    .id = "linear",
    .title = "-<C, X>",
    .source = "curvature zero",
    .value = value,
    .gradient = gradient,
    .lipschitz = lipschitz,
};
