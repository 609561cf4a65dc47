// SPDX-License-Identifier: Apache-2.0
#include "certify/functional.h"
#include "muoncheck/spectrum.h"

/* t = an exact upper bound of ||H||_F, with few bits. */
static void shift_of(arb_t t, const arb_mat_t H, slong prec)
{
    mag_t most;

    mag_init(most);
    mc_frobenius_norm(t, H, prec);
    arb_get_mag(most, t);
    arb_zero(t);
    arf_set_mag(arb_midref(t), most);
    mag_clear(most);
}

/* Adds max(x, 0)^2. */
static void add_square(arb_t sum, const arb_t x, slong prec)
{
    arb_t zero;

    arb_init(zero);
    arb_max(zero, x, zero, prec);
    cut_below_zero(zero);
    arb_addmul(sum, zero, zero, prec);
    arb_clear(zero);
}

static void parts_in_balls(arb_t negative, arb_t positive, const arb_mat_t H,
                           slong prec)
{
    slong n = arb_mat_nrows(H), i;
    struct mc_svd svd;
    arb_mat_t shifted;
    arb_t t, x;

    mc_svd_init(&svd);
    arb_mat_init(shifted, n, n);
    arb_init(t);
    arb_init(x);
    arb_zero(negative);
    arb_zero(positive);
    shift_of(t, H, prec);
    arb_mat_set(shifted, H);
    for (i = 0; i < n; i++)
        arb_add(arb_mat_entry(shifted, i, i), arb_mat_entry(shifted, i, i), t, prec);
    if (mc_svd_enclose(&svd, shifted, -1, prec) != MC_OK)
        arb_indeterminate(negative);
    for (i = 0; i < svd.values; i++) {
        arb_sub(x, svd.sigma + i, t, prec);
        add_square(positive, x, prec);
        arb_neg(x, x);
        add_square(negative, x, prec);
    }
    cut_below_zero(negative);
    arb_sqrt(negative, negative, prec);
    arb_sqrt(positive, positive, prec);
    mc_svd_clear(&svd);
    arb_mat_clear(shifted);
    arb_clear(t);
    arb_clear(x);
}

void parts_of(arb_t negative, arb_t positive, const arb_mat_t H, slong prec)
{
    if (prec > FUNCTIONAL_BITS || !parts_in_doubles(negative, positive, H))
        parts_in_balls(negative, positive, H, prec);
    cut_below_zero(negative);
    cut_below_zero(positive);
}
