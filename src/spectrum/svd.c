// SPDX-License-Identifier: Apache-2.0
/* A is transposed to tall, scaled by a power of two, decomposed, and certify.c has the last word. */
#include "spectrum/refine.h"

void mc_svd_init(struct mc_svd *svd)
{
    *svd = (struct mc_svd){0};
    arb_mat_init(svd->u, 0, 0);
    arb_mat_init(svd->v, 0, 0);
    arb_init(svd->alpha);
    arb_init(svd->beta);
    arb_init(svd->eps);
}

void mc_svd_clear(struct mc_svd *svd)
{
    arb_mat_clear(svd->u);
    arb_mat_clear(svd->v);
    if (svd->s)
        _arb_vec_clear(svd->s, svd->values);
    if (svd->sigma)
        _arb_vec_clear(svd->sigma, svd->values);
    arb_clear(svd->alpha);
    arb_clear(svd->beta);
    arb_clear(svd->eps);
    *svd = (struct mc_svd){0};
}

/* e with max |a_ij| in [2^(e-1), 2^e); 0 for a matrix of zeros.  0 returned if not finite. */
static int scale_of(fmpz_t e, const arb_mat_t A)
{
    mag_t largest, one;
    slong i, j;
    int finite = 1;

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

static void multiply_2exp(arb_mat_t A, const fmpz_t e)
{
    slong i, j;

    for (i = 0; i < arb_mat_nrows(A); i++)
        for (j = 0; j < arb_mat_ncols(A); j++)
            arb_mul_2exp_fmpz(arb_mat_entry(A, i, j), arb_mat_entry(A, i, j), e);
}

static void scale_back(struct mc_svd *svd, const fmpz_t e)
{
    slong i;

    for (i = 0; i < svd->values; i++) {
        arb_mul_2exp_fmpz(svd->s + i, svd->s + i, e);
        arb_mul_2exp_fmpz(svd->sigma + i, svd->sigma + i, e);
    }
    arb_mul_2exp_fmpz(svd->eps, svd->eps, e);
}

/* For m >= n. */
static enum mc_status enclose_tall(struct mc_svd *svd, const arb_mat_t A, slong known_rank,
                                   slong prec)
{
    slong n = arb_mat_ncols(A);
    arb_mat_t scaled;
    fmpz_t e, down;
    enum mc_status status = MC_BAD_INPUT;

    fmpz_init(e);
    fmpz_init(down);
    arb_mat_init(scaled, arb_mat_nrows(A), n);
    if (scale_of(e, A)) {
        fmpz_neg(down, e);
        arb_mat_set(scaled, A);
        multiply_2exp(scaled, down);
        decompose(svd, scaled, known_rank >= 0 ? known_rank : n, prec);
        enclose_values(svd, known_rank, prec + 20);
        scale_back(svd, e);
        svd->prec = prec;
        status = MC_OK;
    }
    fmpz_clear(e);
    fmpz_clear(down);
    arb_mat_clear(scaled);
    return status;
}

enum mc_status mc_svd_enclose(struct mc_svd *svd, const arb_mat_t A, slong known_rank,
                              slong prec)
{
    slong m = arb_mat_nrows(A), n = arb_mat_ncols(A);
    enum mc_status status;
    arb_mat_t At;

    mc_svd_clear(svd);
    mc_svd_init(svd);
    svd->rows = m < n ? n : m;
    svd->cols = svd->values = m < n ? m : n;
    svd->s = _arb_vec_init(svd->values);
    svd->sigma = _arb_vec_init(svd->values);
    if (m >= n) {
        status = enclose_tall(svd, A, known_rank, prec);
    } else {
        arb_mat_init(At, n, m);
        arb_mat_transpose(At, A);
        status = enclose_tall(svd, At, known_rank, prec);
        arb_mat_clear(At);
        arb_mat_swap(svd->u, svd->v);
        arb_swap(svd->alpha, svd->beta);
        svd->rows = m;
        svd->cols = n;
    }
    if (status) {
        mc_svd_clear(svd);
        mc_svd_init(svd);
    }
    return status;
}
