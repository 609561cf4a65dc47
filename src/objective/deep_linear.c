// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * X = [W_1 | W_2 | ... | W_L], all m x m, n = L m: F(X) = ||W_L ... W_1 - C||_F^2 / 2.  With
 * E = W_L ... W_1 - C, the block of layer j is (W_L ... W_(j+1))^T E (W_(j-1) ... W_1)^T.
 */
#include "muoncheck/spectrum.h"
#include "objective/objective.h"

/* P = W_to ... W_from (layers from 1), the identity where there is none. */
static void chain(arb_mat_t P, const arb_mat_t X, slong from, slong to, slong prec)
{
    slong m = arb_mat_nrows(X), j;
    arb_mat_t W;

    arb_mat_one(P);
    for (j = from; j <= to; j++) {
        arb_mat_window_init(W, X, 0, (j - 1) * m, m, j * m);
        arb_mat_mul(P, W, P, prec);
        arb_mat_window_clear(W);
    }
}

/* block = A^T E B^T. */
static void sandwich(arb_mat_t block, const arb_mat_t A, const arb_mat_t E, const arb_mat_t B,
                     slong prec)
{
    arb_mat_t left, right;

    arb_mat_init(left, arb_mat_nrows(A), arb_mat_ncols(A));
    arb_mat_init(right, arb_mat_nrows(A), arb_mat_ncols(A));
    arb_mat_transpose(left, A);
    arb_mat_transpose(right, B);
    arb_mat_mul(left, left, E, prec);
    arb_mat_mul(left, left, right, prec);
    arb_mat_set(block, left);
    arb_mat_clear(left);
    arb_mat_clear(right);
}

static void value(arb_t out, const struct objective_data *data, const arb_mat_t X, slong prec)
{
    slong m = arb_mat_nrows(X);
    arb_mat_t E;

    arb_mat_init(E, m, m);
    chain(E, X, 1, arb_mat_ncols(X) / m, prec);
    arb_mat_sub(E, E, data->target, prec);
    mc_inner_product(out, E, E, prec);
    arb_mul_2exp_si(out, out, -1);
    arb_mat_clear(E);
}

static void gradient(arb_mat_t out, const struct objective_data *data, const arb_mat_t X,
                     slong prec)
{
    slong m = arb_mat_nrows(X), layers = arb_mat_ncols(X) / m, j;
    arb_mat_t E, after, before, block;

    arb_mat_init(E, m, m);
    arb_mat_init(after, m, m);
    arb_mat_init(before, m, m);
    chain(E, X, 1, layers, prec);
    arb_mat_sub(E, E, data->target, prec);
    for (j = 1; j <= layers; j++) {
        chain(after, X, j + 1, layers, prec);
        chain(before, X, 1, j - 1, prec);
        arb_mat_window_init(block, out, 0, (j - 1) * m, m, j * m);
        sandwich(block, after, E, before, prec);
        arb_mat_window_clear(block);
    }
    arb_mat_clear(E);
    arb_mat_clear(after);
    arb_mat_clear(before);
}

static void constants(struct objective_constants *out, const struct objective_data *data,
                      slong m, slong n, slong prec)
{
    arb_zero(out->minimum);
}

const struct objective objective_deep_linear = {
    .id = "deep-linear",
    .title = "||W_L ... W_1 - C||_F^2 / 2",
    .source = "deep linear network",
    .value = value,
    .gradient = gradient,
    .constants = constants,
};
