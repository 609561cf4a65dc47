// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * X = [V | W^T], V (h x d), W (k x h): F(X) = (1/N) sum_i class loss of (W tanh(V a_i), y_i),
 * the last of k + 1 classes with logit 0.  With t = tanh(V a) and q the slope of the loss,
 *   grad_V = ((W^T q) o (1 - t^2)) a^T,   grad_(W^T) = t q^T.
 * The two blocks are columns: Muon by layers is K = block-nuclear with blocks of d >= k
 * columns.
 */
#include "objective/class_loss.h"

/* t = tanh(V a), logits = W t. */
static void forward(arb_ptr t, arb_ptr logits, const arb_mat_t X, arb_srcptr a, slong d,
                    slong prec)
{
    slong k = arb_mat_ncols(X) - d, r, j;

    _arb_vec_zero(logits, k);
    for (r = 0; r < arb_mat_nrows(X); r++) {
        arb_dot(t + r, NULL, 0, X->rows[r], 1, a, 1, d, prec);
        arb_tanh(t + r, t + r, prec);
        for (j = 0; j < k; j++)
            arb_addmul(logits + j, arb_mat_entry(X, r, d + j), t + r, prec);
    }
}

/* Adds one sample's gradient. */
static void backward(arb_mat_t out, const arb_mat_t X, arb_srcptr t, arb_srcptr slope,
                     arb_srcptr a, slong d, slong prec)
{
    slong k = arb_mat_ncols(X) - d, r;
    arb_t back, flat;

    arb_init(back);
    arb_init(flat);
    for (r = 0; r < arb_mat_nrows(X); r++) {
        _arb_vec_scalar_addmul(out->rows[r] + d, slope, k, t + r, prec);
        arb_dot(back, NULL, 0, X->rows[r] + d, 1, slope, 1, k, prec);
        arb_sqr(flat, t + r, prec);
        arb_sub_ui(flat, flat, 1, prec);
        arb_mul(back, back, flat, prec);
        arb_neg(back, back);
        _arb_vec_scalar_addmul(out->rows[r], a, d, back, prec);
    }
    arb_clear(back);
    arb_clear(flat);
}

static void pass(arb_t loss, arb_mat_struct *gradient, const struct objective_data *data,
                 const arb_mat_t X, slong prec)
{
    slong d = arb_mat_ncols(data->features), k = arb_mat_ncols(X) - d, h = arb_mat_nrows(X), i;
    arb_ptr t = _arb_vec_init(h), logits = _arb_vec_init(k), slope = _arb_vec_init(k);

    for (i = 0; i < arb_mat_nrows(data->features); i++) {
        arb_srcptr a = data->features->rows[i];
        forward(t, logits, X, a, d, prec);
        class_loss(loss, slope, logits, k, label_of(data, i), prec);
        if (gradient)
            backward(gradient, X, t, slope, a, d, prec);
    }
    _arb_vec_clear(t, h);
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
    arb_zero(out->minimum);
}

const struct objective objective_two_layer_network = {
    .id = "two-layer-network",
    .title = "mean cross entropy of a network with one hidden layer of tanh",
    .source = "backpropagation, exact",
    .value = value,
    .gradient = gradient,
    .constants = constants,
};
