// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * F(X) = ||X X^T - C||_F^2 / 4, C symmetric: grad F = (X X^T - C) X.  A saddle at 0 for C > 0;
 * the gradient is Lipschitz on no whole space.
 */
#include "muoncheck/spectrum.h"
#include "objective/objective.h"

/* out = X X^T - C. */
static void residual(arb_mat_t out, const struct objective_data *data, const arb_mat_t X,
                     slong prec)
{
    arb_mat_t Xt;

    arb_mat_init(Xt, arb_mat_ncols(X), arb_mat_nrows(X));
    arb_mat_transpose(Xt, X);
    arb_mat_mul(out, X, Xt, prec);
    arb_mat_sub(out, out, data->target, prec);
    arb_mat_clear(Xt);
}

static void value(arb_t out, const struct objective_data *data, const arb_mat_t X, slong prec)
{
    arb_mat_t gap;

    arb_mat_init(gap, arb_mat_nrows(X), arb_mat_nrows(X));
    residual(gap, data, X, prec);
    mc_inner_product(out, gap, gap, prec);
    arb_mul_2exp_si(out, out, -2);
    arb_mat_clear(gap);
}

static void gradient(arb_mat_t out, const struct objective_data *data, const arb_mat_t X,
                     slong prec)
{
    arb_mat_t gap;

    arb_mat_init(gap, arb_mat_nrows(X), arb_mat_nrows(X));
    residual(gap, data, X, prec);
    arb_mat_mul(out, gap, X, prec);
    arb_mat_clear(gap);
}

static void constants(struct objective_constants *out, const struct objective_data *data,
                      slong m, slong n, slong prec)
{
    arb_zero(out->minimum);
}

const struct objective objective_factorisation = {
    .id = "factorisation",
    .title = "||X X^T - C||_F^2 / 4",
    .source = "symmetric matrix factorisation",
    .value = value,
    .gradient = gradient,
    .constants = constants,
};
