// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * F(X) = (1/N) sum_i sum_r log(1 + exp(-s_ir <x_r, a_i>)), s_ir = 1 where y_i = r, else -1: one
 * class against the rest in each row of X (k x d).  grad F = (1/N) sum_i t_i a_i^T with
 * t_ir = -s_ir / (1 + exp(s_ir <x_r, a_i>)), of slope at most 1/4, so
 *   L_F = ||A||^2 / (4N),  L = ||A||_F^2 / (4N),  L_1 = k sum_i ||a_i||_1^2 / (4N).
 */
#include "objective/class_loss.h"

/* z = s <x_r, a_i>, s the sign. */
static int margin(arb_t z, const struct objective_data *data, const arb_mat_t X, slong i,
                  slong r, slong prec)
{
    int s = label_of(data, i) == r ? 1 : -1;

    arb_dot(z, NULL, 0, X->rows[r], 1, data->features->rows[i], 1, arb_mat_ncols(X), prec);
    arb_mul_si(z, z, s, prec);
    return s;
}

static void value(arb_t out, const struct objective_data *data, const arb_mat_t X, slong prec)
{
    slong i, r;
    arb_t z;

    arb_init(z);
    arb_zero(out);
    for (i = 0; i < arb_mat_nrows(data->features); i++)
        for (r = 0; r < arb_mat_nrows(X); r++) {
            margin(z, data, X, i, r, prec);
            arb_neg(z, z);
            arb_exp(z, z, prec);
            arb_log1p(z, z, prec);
            arb_add(out, out, z, prec);
        }
    arb_div_si(out, out, arb_mat_nrows(data->features), prec);
    arb_clear(z);
}

static void gradient(arb_mat_t out, const struct objective_data *data, const arb_mat_t X,
                     slong prec)
{
    slong i, r;
    arb_t z;

    arb_init(z);
    arb_mat_zero(out);
    for (i = 0; i < arb_mat_nrows(data->features); i++)
        for (r = 0; r < arb_mat_nrows(X); r++) {
            int s = margin(z, data, X, i, r, prec);
            arb_exp(z, z, prec);
            arb_add_ui(z, z, 1, prec);
            arb_inv(z, z, prec);
            arb_mul_si(z, z, -s, prec);
            _arb_vec_scalar_addmul(out->rows[r], data->features->rows[i], arb_mat_ncols(X), z,
                                   prec);
        }
    arb_mat_scalar_div_si(out, out, arb_mat_nrows(data->features), prec);
    arb_clear(z);
}

static void constants(struct objective_constants *out, const struct objective_data *data,
                      slong m, slong n, slong prec)
{
    features_constants(out, data, prec);
    arb_mul_2exp_si(out->spectral, out->spectral, -2);
    arb_mul_2exp_si(out->frobenius, out->frobenius, -2);
    arb_mul_si(out->entry, out->entry, m, prec);
    arb_mul_2exp_si(out->entry, out->entry, -2);
    arb_set(out->l0, out->frobenius);
    arb_zero(out->l1);
    arb_zero(out->minimum);
}

const struct objective objective_logistic = {
    .id = "logistic",
    .title = "mean loss of logistic regressions, one class against the rest",
    .source = "logistic regression",
    .convex = true,
    .value = value,
    .gradient = gradient,
    .constants = constants,
};
