// SPDX-License-Identifier: Apache-2.0
#include "muoncheck/certificate.h"
#include "muoncheck/transform.h"

enum { NORM_BITS = 64 };

/* radius <= 10^-digits ||out||_F; where ||out||_F <= radius, radius <= 10^-digits. */
static bool narrow_enough(const arb_mat_t out, const arb_t radius, slong digits)
{
    arb_t scale, norm;
    bool narrow;

    arb_init(scale);
    arb_init(norm);
    mc_frobenius_norm(norm, out, NORM_BITS);
    arb_set_si(scale, 10);
    arb_pow_ui(scale, scale, (ulong)digits, NORM_BITS);
    arb_inv(scale, scale, NORM_BITS);
    if (!arb_le(norm, radius))
        arb_mul(scale, scale, norm, NORM_BITS);
    narrow = arb_le(radius, scale);
    arb_clear(scale);
    arb_clear(norm);
    return narrow;
}

/* svd at twice the precision; svd stays as it was when that fails. */
static enum mc_status sharpen(struct mc_svd *svd, const struct mc_matrix *A)
{
    struct mc_svd sharper;
    enum mc_status status;

    mc_svd_init(&sharper);
    status = mc_svd_of(&sharper, A, 2 * svd->prec);
    if (status != MC_OK) {
        mc_svd_clear(&sharper);
        return status;
    }
    mc_svd_clear(svd);
    *svd = sharper;
    return MC_OK;
}

/* The polar factor at twice the precision, without an SVD of it; false where that is no way. */
static bool refine(arb_mat_t out, arb_t radius, const struct mc_svd *svd, const arb_mat_t balls,
                   const fmpq_t p, slong digits)
{
    return fmpq_is_zero(p) && svd->rank_lo == svd->values && svd->values >= MC_REFINE_FROM &&
           mc_polar_refine(out, radius, balls, 2 * svd->prec) == MC_OK &&
           narrow_enough(out, radius, digits);
}

enum { FINE_BITS = 32 };

/* 2^FINE_BITS (eps + 2 s_1 (alpha + beta)) <= s_k */
static bool is_fine(const struct mc_svd *svd)
{
    arb_t d;
    bool fine;

    if (!svd->kept)
        return true;
    arb_init(d);
    arb_add(d, svd->alpha, svd->beta, NORM_BITS);
    arb_mul(d, d, svd->s, NORM_BITS);
    arb_mul_2exp_si(d, d, 1);
    arb_add(d, d, svd->eps, NORM_BITS);
    arb_mul_2exp_si(d, d, FINE_BITS);
    fine = arb_le(d, svd->s + svd->kept - 1);
    arb_clear(d);
    return fine;
}

enum mc_status mc_svd_for_power(struct mc_svd *svd, const struct mc_matrix *A, const fmpq_t p,
                                slong digits, slong max_bits)
{
    enum mc_status status;
    arb_mat_t balls, out;
    arb_t radius;
    bool enough;

    arb_init(radius);
    arb_mat_init(balls, A->rows, A->cols);
    arb_mat_init(out, A->rows, A->cols);
    do {
        mc_matrix_enclose(balls, A, svd->prec);
        status = mc_transform_power(out, radius, svd, balls, p, svd->prec);
        enough = status == MC_OK && is_fine(svd) && narrow_enough(out, radius, digits);
    } while ((status == MC_OK || status == MC_NOT_DECIDED) && !enough &&
             2 * svd->prec <= max_bits && sharpen(svd, A) == MC_OK);
    arb_mat_clear(balls);
    arb_mat_clear(out);
    arb_clear(radius);
    return status == MC_OK && !enough ? MC_NOT_DECIDED : status;
}

enum mc_status mc_power_to_digits(arb_mat_t out, arb_t radius, struct mc_svd *svd,
                                  const struct mc_matrix *A, const fmpq_t p, slong digits,
                                  slong max_bits)
{
    enum mc_status status;
    arb_mat_t balls;

    arb_mat_init(balls, A->rows, A->cols);
    for (;;) {
        mc_matrix_enclose(balls, A, svd->prec);
        status = mc_transform_power(out, radius, svd, balls, p, svd->prec);
        if (status != MC_OK && status != MC_NOT_DECIDED)
            break;
        if (status == MC_OK && narrow_enough(out, radius, digits))
            break;
        if (2 * svd->prec > max_bits)
            break;
        mc_matrix_enclose(balls, A, 2 * svd->prec);
        if (refine(out, radius, svd, balls, p, digits)) {
            status = MC_OK;
            break;
        }
        if (sharpen(svd, A) != MC_OK)
            break;
    }
    arb_mat_clear(balls);
    return status;
}
