// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * F(X) = ||W o (X - C)||_F^2 / 2, W a mask of zeros and ones: grad F = W o (X - C).
 * L_F = 1 unless W = 0; L <= min(m, n); L_1 = the ones of W.
 */
#include "muoncheck/spectrum.h"
#include "objective/objective.h"

static void value(arb_t out, const struct objective_data *data, const arb_mat_t X, slong prec)
{
    arb_mat_t gap;

    arb_mat_init(gap, arb_mat_nrows(X), arb_mat_ncols(X));
    arb_mat_sub(gap, X, data->target, prec);
    arb_mat_mul_entrywise(gap, gap, data->mask, prec);
    mc_inner_product(out, gap, gap, prec);
    arb_mul_2exp_si(out, out, -1);
    arb_mat_clear(gap);
}

static void gradient(arb_mat_t out, const struct objective_data *data, const arb_mat_t X,
                     slong prec)
{
    arb_mat_sub(out, X, data->target, prec);
    arb_mat_mul_entrywise(out, out, data->mask, prec);
}

static void constants(struct objective_constants *out, const struct objective_data *data,
                      slong m, slong n, slong prec)
{
    arb_set_si(out->spectral, FLINT_MIN(m, n));
    arb_one(out->frobenius);
    mc_inner_product(out->entry, data->mask, data->mask, prec);
    arb_one(out->l0);
    arb_zero(out->l1);
    arb_zero(out->minimum);
}

const struct objective objective_completion = {
    .id = "completion",
    .title = "||W o (X - C)||_F^2 / 2",
    .source = "matrix completion from the entries that W shows",
    .convex = true,
    .value = value,
    .gradient = gradient,
    .constants = constants,
};
