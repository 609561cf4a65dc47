// SPDX-License-Identifier: Apache-2.0
/* Any shape and scale becomes tall, with entries about 1. */
#include <math.h>

#include "certificate/polar_refine.h"
#include "muoncheck/certificate.h"

/* e with max |a_ij| in [2^(e-1), 2^e), 0 for zeros; false where an entry is not finite. */
static bool scale_exponent(fmpz_t e, const arb_mat_t A)
{
    mag_t largest, one;
    slong i, j;
    bool finite = true;

    mag_init(largest);
    mag_init(one);
    for (i = 0; i < arb_mat_nrows(A); i++)
        for (j = 0; j < arb_mat_ncols(A); j++) {
            finite = finite && arb_is_finite(arb_mat_entry(A, i, j));
            arb_get_mag(one, arb_mat_entry(A, i, j));
            mag_max(largest, largest, one);
        }
    fmpz_zero(e);
    if (finite && !mag_is_zero(largest))
        fmpz_set(e, MAG_EXPREF(largest));
    mag_clear(largest);
    mag_clear(one);
    return finite;
}

/* B = 2^-e A, tall. */
static void tall_scaled(arb_mat_t B, const arb_mat_t A, const fmpz_t e)
{
    bool wide = arb_mat_nrows(A) < arb_mat_ncols(A);
    slong i, j;
    fmpz_t minus;

    fmpz_init(minus);
    fmpz_neg(minus, e);
    for (i = 0; i < arb_mat_nrows(B); i++)
        for (j = 0; j < arb_mat_ncols(B); j++)
            arb_mul_2exp_fmpz(arb_mat_entry(B, i, j),
                              wide ? arb_mat_entry(A, j, i) : arb_mat_entry(A, i, j), minus);
    fmpz_clear(minus);
}

enum mc_status mc_polar_refine(arb_mat_t out, arb_t radius, const arb_mat_t A, slong prec)
{
    slong m = FLINT_MAX(arb_mat_nrows(A), arb_mat_ncols(A));
    slong n = FLINT_MIN(arb_mat_nrows(A), arb_mat_ncols(A));
    enum mc_status status;
    double bound = INFINITY;
    arb_mat_t tall, found;
    fmpz_t e;

    arb_zero(radius);
    if (!n)
        return MC_OK;
    arb_pos_inf(radius);
    fmpz_init(e);
    arb_mat_init(tall, m, n);
    arb_mat_init(found, m, n);
    status = scale_exponent(e, A) ? MC_OK : MC_BAD_INPUT;
    if (status == MC_OK) {
        tall_scaled(tall, A, e);
        status = refinement_run(found, &bound, tall, prec);
    }
    if (status == MC_OK) {
        if (arb_mat_nrows(A) < arb_mat_ncols(A))
            arb_mat_transpose(out, found);
        else
            arb_mat_set(out, found);
        arb_set_d(radius, bound);
    }
    fmpz_clear(e);
    arb_mat_clear(tall);
    arb_mat_clear(found);
    return status;
}
