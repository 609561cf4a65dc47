// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * F(X) = sum 1 - cos(x_ij - c_ij): grad F = sin(x_ij - c_ij); saddles wherever some entries are
 * at the top and others at the bottom.  L_F = 1, L = min(m, n), L_1 = mn, all reached at C.
 */
#include "objective/objective.h"

static void value(arb_t out, const struct objective_data *data, const arb_mat_t X, slong prec)
{
    arb_t term;
    slong i, j;

    arb_init(term);
    arb_zero(out);
    for (i = 0; i < arb_mat_nrows(X); i++)
        for (j = 0; j < arb_mat_ncols(X); j++) {
            arb_sub(term, arb_mat_entry(X, i, j), arb_mat_entry(data->target, i, j), prec);
            arb_cos(term, term, prec);
            arb_sub(out, out, term, prec);
            arb_add_ui(out, out, 1, prec);
        }
    arb_clear(term);
}

static void gradient(arb_mat_t out, const struct objective_data *data, const arb_mat_t X,
                     slong prec)
{
    slong i, j;

    arb_mat_sub(out, X, data->target, prec);
    for (i = 0; i < arb_mat_nrows(X); i++)
        for (j = 0; j < arb_mat_ncols(X); j++)
            arb_sin(arb_mat_entry(out, i, j), arb_mat_entry(out, i, j), prec);
}

static void constants(struct objective_constants *out, const struct objective_data *data,
                      slong m, slong n, slong prec)
{
    arb_set_si(out->spectral, FLINT_MIN(m, n));
    arb_one(out->frobenius);
    arb_set_si(out->entry, m * n);
    out->least = true;
    arb_one(out->l0);
    arb_zero(out->l1);
    arb_zero(out->minimum);
}

const struct objective objective_cosine = {
    .id = "cosine",
    .title = "sum of 1 - cos(x_ij - c_ij)",
    .source = "smooth with saddles",
    .value = value,
    .gradient = gradient,
    .constants = constants,
};
