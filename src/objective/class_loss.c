// SPDX-License-Identifier: GPL-3.0-or-later
#include "muoncheck/spectrum.h"
#include "objective/class_loss.h"

void class_loss(arb_t total, arb_ptr slope, arb_srcptr z, slong k, slong label, slong prec)
{
    slong r;
    arb_t sum;

    arb_init(sum);
    arb_one(sum);
    for (r = 0; r < k; r++) {
        arb_exp(slope + r, z + r, prec);
        arb_add(sum, sum, slope + r, prec);
    }
    for (r = 0; r < k; r++)
        arb_div(slope + r, slope + r, sum, prec);
    arb_log(sum, sum, prec);
    arb_add(total, total, sum, prec);
    if (label < k) {
        arb_sub(total, total, z + label, prec);
        arb_sub_ui(slope + label, slope + label, 1, prec);
    }
    arb_clear(sum);
}

slong label_of(const struct objective_data *data, slong i)
{
    return arf_get_si(arb_midref(arb_mat_entry(data->labels, i, 0)), ARF_RND_NEAR);
}

void class_mean(arb_t out, class_pass *pass, const struct objective_data *data,
                const arb_mat_t X, slong prec)
{
    arb_zero(out);
    pass(out, NULL, data, X, prec);
    arb_div_si(out, out, arb_mat_nrows(data->features), prec);
}

void class_mean_gradient(arb_mat_t out, class_pass *pass, const struct objective_data *data,
                         const arb_mat_t X, slong prec)
{
    arb_t loss;

    arb_init(loss);
    arb_mat_zero(out);
    pass(loss, out, data, X, prec);
    arb_mat_scalar_div_si(out, out, arb_mat_nrows(data->features), prec);
    arb_clear(loss);
}

void features_constants(struct objective_constants *out, const struct objective_data *data,
                        slong prec)
{
    slong samples = arb_mat_nrows(data->features), i, j;
    arb_t row, size;

    arb_init(row);
    arb_init(size);
    mc_inner_product(out->spectral, data->features, data->features, prec);
    mc_spectral_norm(out->frobenius, data->features, prec);
    arb_sqr(out->frobenius, out->frobenius, prec);
    arb_zero(out->entry);
    for (i = 0; i < samples; i++) {
        arb_zero(row);
        for (j = 0; j < arb_mat_ncols(data->features); j++) {
            arb_abs(size, arb_mat_entry(data->features, i, j));
            arb_add(row, row, size, prec);
        }
        arb_addmul(out->entry, row, row, prec);
    }
    arb_div_si(out->spectral, out->spectral, samples, prec);
    arb_div_si(out->frobenius, out->frobenius, samples, prec);
    arb_div_si(out->entry, out->entry, samples, prec);
    arb_clear(row);
    arb_clear(size);
}
