// SPDX-License-Identifier: Apache-2.0
/* The distance from the polar factor: the bound of a given Y, the certified factor, balls in
 * turn. */
#include <stdlib.h>

#include "certificate/dense.h"
#include "muoncheck/certificate.h"
#include "muoncheck/number.h"
#include "muoncheck/transform.h"

/* Is the radius of `distance` at most 10^-digits sqrt(min(m, n)) / 2? */
static bool is_narrow(const arb_t distance, const struct mc_matrix *X, slong digits)
{
    slong k = X->rows < X->cols ? X->rows : X->cols;
    arb_t limit, power, radius;
    bool narrow;

    arb_init(limit);
    arb_init(power);
    arb_init(radius);
    arb_set_ui(power, 10);
    arb_pow_ui(power, power, (ulong)digits, 64);
    arb_sqrt_ui(limit, (ulong)k, 64);
    arb_div(limit, limit, power, 64);
    arb_get_rad_arb(radius, distance);
    arb_mul_2exp_si(radius, radius, 1);
    narrow = arb_is_finite(distance) && (arb_is_exact(distance) || arb_le(radius, limit));
    arb_clear(limit);
    arb_clear(power);
    arb_clear(radius);
    return narrow;
}

/* [0, radius] if that is narrow, else by the certified factor. */
static bool polar_in_doubles(arb_t distance, const struct mc_matrix *Y,
                             const struct mc_matrix *X, slong digits)
{
    double *x = dense_of_matrix(X, false), *y = dense_of_matrix(Y, false);
    bool narrow = false;

    if (x && y) {
        if (mc_double_polar_bound(distance, y, x, X->rows, X->cols) == MC_OK) {
            arb_mul_2exp_si(distance, distance, -1);
            arb_add_error(distance, distance);
            narrow = is_narrow(distance, X, digits);
        }
        if (!narrow && mc_double_polar_distance(distance, y, x, X->rows, X->cols) == MC_OK)
            narrow = is_narrow(distance, X, digits);
    }
    free(x);
    free(y);
    return narrow;
}

/* By an SVD of so many bits; polar(X) of a rank-deficient X is the partial isometry. */
static enum mc_status polar_by_svd(arb_mat_t polar, arb_t radius, const struct mc_matrix *X,
                                   const arb_mat_t balls, slong prec)
{
    struct mc_svd svd;
    enum mc_status status;
    fmpq_t zero;

    mc_svd_init(&svd);
    fmpq_init(zero);
    status = mc_svd_of(&svd, X, prec);
    if (status == MC_OK)
        status = mc_transform_power(polar, radius, &svd, balls, zero, prec);
    fmpq_clear(zero);
    mc_svd_clear(&svd);
    return status;
}

static bool refines(const arb_mat_t A)
{
    return FLINT_MIN(arb_mat_nrows(A), arb_mat_ncols(A)) >= MC_REFINE_FROM;
}

/* At one precision. */
static enum mc_status polar_in_balls(arb_t distance, const struct mc_matrix *Y,
                                     const struct mc_matrix *X, slong prec)
{
    arb_mat_t polar, balls;
    arb_t radius;
    enum mc_status status = MC_NOT_DECIDED;

    arb_init(radius);
    arb_mat_init(polar, X->rows, X->cols);
    arb_mat_init(balls, X->rows, X->cols);
    mc_matrix_enclose(balls, X, prec);
    if (refines(balls))
        status = mc_polar_refine(polar, radius, balls, prec);
    if (status == MC_NOT_DECIDED)
        status = polar_by_svd(polar, radius, X, balls, prec);
    if (status == MC_OK) {
        mc_matrix_enclose(balls, Y, prec);
        arb_mat_sub(balls, balls, polar, prec);
        mc_frobenius_norm(distance, balls, prec);
        arb_add_error(distance, radius);
    }
    arb_mat_clear(polar);
    arb_mat_clear(balls);
    arb_clear(radius);
    return status;
}

enum mc_status mc_polar_factor(arb_mat_t out, const arb_mat_t A, slong prec)
{
    struct mc_svd svd;
    arb_t radius;
    fmpq_t zero;
    enum mc_status status = MC_NOT_DECIDED;

    arb_init(radius);
    if (refines(A))
        status = mc_polar_refine(out, radius, A, prec);
    if (status == MC_NOT_DECIDED) {
        mc_svd_init(&svd);
        fmpq_init(zero);
        status = mc_svd_enclose(&svd, A, -1, prec);
        if (status == MC_OK)
            status = svd.rank_lo == svd.values
                         ? mc_transform_power(out, radius, &svd, A, zero, prec)
                         : MC_NOT_DECIDED;
        fmpq_clear(zero);
        mc_svd_clear(&svd);
    }
    if (status == MC_OK)
        mc_widen(out, radius);
    arb_clear(radius);
    return status;
}

enum mc_status mc_polar_bound(arb_t distance, const struct mc_matrix *Y,
                              const struct mc_matrix *X, slong digits, slong max_bits,
                              struct mc_complaint *why)
{
    slong prec;
    enum mc_status status = MC_NOT_DECIDED;

    arb_indeterminate(distance);
    if (Y->rows != X->rows || Y->cols != X->cols)
        return mc_complain(why, MC_BAD_INPUT, "%ld x %ld is not %ld x %ld", (long)Y->rows,
                           (long)Y->cols, (long)X->rows, (long)X->cols);
    if (digits <= MC_DOUBLE_DIGITS + 4 && polar_in_doubles(distance, Y, X, digits))
        return MC_OK;
    for (prec = mc_bits_for_digits(digits); prec <= max_bits; prec *= 2) {
        status = polar_in_balls(distance, Y, X, prec);
        if (status == MC_OK && is_narrow(distance, X, digits))
            return MC_OK;
        if (status != MC_OK && status != MC_NOT_DECIDED)
            return status;
    }
    return mc_complain(why, MC_NOT_DECIDED, "%ld bits do not give %ld digits", (long)max_bits,
                       (long)digits);
}
