// SPDX-License-Identifier: GPL-3.0-or-later
/* F(X) = (1/2) (<C, X> - c)^2 with C = u v^T: grad F = (<C, X> - c) C, and
 * L = L_F = ||u||^2 ||v||^2 = ||C||_F^2, L_1 = (sum |c_ij|)^2. */
#include "muoncheck/spectrum.h"
#include "objective/objective.h"

static void residual(arb_t out, const struct objective_data *data, const arb_mat_t X,
                     slong prec)
{
    mc_inner_product(out, data->target, X, prec);
    arb_sub(out, out, data->offset, prec);
}

static void value(arb_t out, const struct objective_data *data, const arb_mat_t X, slong prec)
{
    residual(out, data, X, prec);
    arb_sqr(out, out, prec);
    arb_mul_2exp_si(out, out, -1);
}

static void gradient(arb_mat_t out, const struct objective_data *data, const arb_mat_t X,
                     slong prec)
{
    arb_t r;

    arb_init(r);
    residual(r, data, X, prec);
    arb_mat_scalar_mul_arb(out, data->target, r, prec);
    arb_clear(r);
}

static void constants(struct objective_constants *out, const struct objective_data *data,
                      slong m, slong n, slong prec)
{
    arb_t entry;
    slong i, j;

    mc_inner_product(out->spectral, data->target, data->target, prec);
    arb_set(out->frobenius, out->spectral);
    out->least = true;
    arb_set(out->l0, out->frobenius);
    arb_zero(out->l1);
    arb_zero(out->minimum);
    arb_zero(out->entry);
    arb_init(entry);
    for (i = 0; i < m; i++)
        for (j = 0; j < n; j++) {
            arb_abs(entry, arb_mat_entry(data->target, i, j));
            arb_add(out->entry, out->entry, entry, prec);
        }
    arb_sqr(out->entry, out->entry, prec);
    arb_clear(entry);
}

const struct objective objective_rank_one_square = {
    .id = "rank-one-square",
    .title = "(u^T X v - c)^2 / 2",
    .source = "a Hessian of rank one",
    .convex = true,
    .value = value,
    .gradient = gradient,
    .constants = constants,
};
