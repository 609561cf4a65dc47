// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * F(X) = (1/N) sum_i class loss of (X a_i, y_i): X is k x d, the last of k + 1 classes has
 * logit 0. grad F = (1/N) sum_i (p_i - e_(y_i)) a_i^T.  A class loss has a Hessian of norm <=
 * 1/2, and <= 1 from the largest entry to the sum of entries (a covariance of bounded
 * variables), so
 *   L_F = ||A||^2 / (2N),  L = ||A||_F^2 / (2N),  L_1 = sum_i ||a_i||_1^2 / N.
 * Bohning, Multinomial logistic regression algorithm, 1992.
 */
#include "objective/class_loss.h"

static void pass(arb_t loss, arb_mat_struct *gradient, const struct objective_data *data,
                 const arb_mat_t X, slong prec)
{
    slong k = arb_mat_nrows(X), i, r;
    arb_ptr logits = _arb_vec_init(k), slope = _arb_vec_init(k);

    for (i = 0; i < arb_mat_nrows(data->features); i++) {
        arb_srcptr a = data->features->rows[i];
        for (r = 0; r < k; r++)
            arb_dot(logits + r, NULL, 0, X->rows[r], 1, a, 1, arb_mat_ncols(X), prec);
        class_loss(loss, slope, logits, k, label_of(data, i), prec);
        for (r = 0; gradient && r < k; r++)
            _arb_vec_scalar_addmul(gradient->rows[r], a, arb_mat_ncols(X), slope + r, prec);
    }
    _arb_vec_clear(logits, k);
    _arb_vec_clear(slope, k);
}

static void value(arb_t out, const struct objective_data *data, const arb_mat_t X, slong prec)
{
    class_mean(out, pass, data, X, prec);
}

static void gradient(arb_mat_t out, const struct objective_data *data, const arb_mat_t X,
                     slong prec)
{
    class_mean_gradient(out, pass, data, X, prec);
}

static void constants(struct objective_constants *out, const struct objective_data *data,
                      slong m, slong n, slong prec)
{
    features_constants(out, data, prec);
    arb_mul_2exp_si(out->spectral, out->spectral, -1);
    arb_mul_2exp_si(out->frobenius, out->frobenius, -1);
    arb_set(out->l0, out->frobenius);
    arb_zero(out->l1);
    arb_zero(out->minimum);
}

const struct objective objective_softmax = {
    .id = "softmax",
    .title = "mean cross entropy of softmax regression",
    .source = "multinomial logistic regression",
    .convex = true,
    .value = value,
    .gradient = gradient,
    .constants = constants,
};
