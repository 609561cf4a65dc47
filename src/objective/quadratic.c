// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * F(X) = <X - C, H (X - C)> / 2, H >= 0: grad F = H (X - C).
 *   L_F = ||H||
 *   L = sum of the min(m, n) largest eigenvalues h_i of H: ||H D||_* <= sum h_i sigma_i(D),
 * with
 *       equality at D = [q_1 q_2 ...] (von Neumann's trace inequality)
 *   L_1 = n sum |h_ij| at most
 */
#include "muoncheck/spectrum.h"
#include "objective/objective.h"

/* out = H (X - C). */
static void pull(arb_mat_t out, const struct objective_data *data, const arb_mat_t X,
                 slong prec)
{
    arb_mat_t gap;

    arb_mat_init(gap, arb_mat_nrows(X), arb_mat_ncols(X));
    arb_mat_sub(gap, X, data->target, prec);
    arb_mat_mul(out, data->curvature, gap, prec);
    arb_mat_clear(gap);
}

static void value(arb_t out, const struct objective_data *data, const arb_mat_t X, slong prec)
{
    arb_mat_t gap, image;

    arb_mat_init(gap, arb_mat_nrows(X), arb_mat_ncols(X));
    arb_mat_init(image, arb_mat_nrows(X), arb_mat_ncols(X));
    arb_mat_sub(gap, X, data->target, prec);
    pull(image, data, X, prec);
    mc_inner_product(out, gap, image, prec);
    arb_mul_2exp_si(out, out, -1);
    arb_mat_clear(gap);
    arb_mat_clear(image);
}

static void gradient(arb_mat_t out, const struct objective_data *data, const arb_mat_t X,
                     slong prec)
{
    pull(out, data, X, prec);
}

static void constants(struct objective_constants *out, const struct objective_data *data,
                      slong m, slong n, slong prec)
{
    struct mc_svd svd;
    arb_t size;
    slong i, j;

    arb_zero(out->minimum);
    mc_svd_init(&svd);
    if (mc_svd_enclose(&svd, data->curvature, -1, prec) == MC_OK) {
        mc_svd_ky_fan_norm(out->spectral, &svd, FLINT_MIN(m, n), prec);
        mc_svd_spectral_norm(out->frobenius, &svd);
        out->least = true;
        arb_set(out->l0, out->frobenius);
        arb_zero(out->l1);
    }
    mc_svd_clear(&svd);
    arb_init(size);
    arb_zero(out->entry);
    for (i = 0; i < m; i++)
        for (j = 0; j < m; j++) {
            arb_abs(size, arb_mat_entry(data->curvature, i, j));
            arb_add(out->entry, out->entry, size, prec);
        }
    arb_mul_si(out->entry, out->entry, n, prec);
    arb_clear(size);
}

const struct objective objective_quadratic = {
    .id = "quadratic",
    .title = "<X - C, H (X - C)> / 2",
    .source = "any curvature of the rows",
    .convex = true,
    .value = value,
    .gradient = gradient,
    .constants = constants,
};
