// SPDX-License-Identifier: Apache-2.0
/* Doubles where the matrix is one of doubles and the digits allow it, else ball arithmetic. */
#include <stdlib.h>

#include "muoncheck/certificate.h"
#include "muoncheck/number.h"
#include "muoncheck/transform.h"

/* A's entries, column-major, if each is a double; heap.  NULL: they are not, or memory is out.
 */
static double *doubles_of(const struct mc_matrix *A)
{
    double *a = NULL;
    arf_t back;
    slong i, j, exact = 0;

    if (A->kind == MC_DYADIC)
        a = malloc(sizeof(double) * (size_t)(A->rows * A->cols + 1));
    if (!a)
        return NULL;
    arf_init(back);
    for (j = 0; j < A->cols; j++)
        for (i = 0; i < A->rows; i++) {
            arf_srcptr entry = arb_midref(arb_mat_entry(A->dyadic, i, j));
            double x = arf_get_d(entry, ARF_RND_NEAR);
            arf_set_d(back, x);
            exact += arf_equal(back, entry);
            a[i + j * A->rows] = x;
        }
    arf_clear(back);
    if (exact == A->rows * A->cols)
        return a;
    free(a);
    return NULL;
}

typedef void norm_of_svd(arb_t out, const struct mc_svd *svd, slong prec);
typedef enum mc_status norm_of_doubles(arb_t out, const double *a, slong m, slong n,
                                       slong digits);

/* Relative accuracy of `digits`, or exactly zero. */
static bool is_sharp(const arb_t x, slong digits)
{
    return arb_is_exact(x) || arb_rel_accuracy_bits(x) >= mc_bits_for_digits(digits) - 16;
}

static enum mc_status in_balls(arb_t out, const struct mc_matrix *A, norm_of_svd *norm,
                               slong digits, slong max_bits)
{
    slong prec = mc_bits_for_digits(digits);
    enum mc_status status = MC_NOT_DECIDED;
    struct mc_svd svd;

    mc_svd_init(&svd);
    for (; prec <= max_bits && status == MC_NOT_DECIDED; prec *= 2) {
        status = mc_svd_of(&svd, A, prec);
        if (status != MC_OK)
            break;
        norm(out, &svd, prec);
        if (!is_sharp(out, digits))
            status = MC_NOT_DECIDED;
    }
    mc_svd_clear(&svd);
    return status;
}

static enum mc_status norm_bounds(arb_t out, const struct mc_matrix *A, norm_of_doubles *fast,
                                  norm_of_svd *norm, slong digits, slong max_bits,
                                  struct mc_complaint *why)
{
    double *a = digits <= MC_DOUBLE_DIGITS ? doubles_of(A) : NULL;
    enum mc_status status = MC_NOT_DECIDED;

    arb_indeterminate(out);
    if (a)
        status = fast(out, a, A->rows, A->cols, digits);
    free(a);
    if (status != MC_OK && status != MC_BAD_INPUT)
        status = in_balls(out, A, norm, digits, max_bits);
    if (status == MC_NOT_DECIDED)
        mc_complain(why, status, "%ld bits do not give %ld digits", (long)max_bits,
                    (long)digits);
    return status;
}

static void spectral(arb_t out, const struct mc_svd *svd, slong prec)
{
    mc_svd_spectral_norm(out, svd);
}

enum mc_status mc_spectral_norm_bounds(arb_t out, const struct mc_matrix *A, slong digits,
                                       slong max_bits, struct mc_complaint *why)
{
    return norm_bounds(out, A, mc_double_spectral_norm, spectral, digits, max_bits, why);
}

enum mc_status mc_nuclear_norm_bounds(arb_t out, const struct mc_matrix *A, slong digits,
                                      slong max_bits, struct mc_complaint *why)
{
    return norm_bounds(out, A, mc_double_nuclear_norm, mc_svd_nuclear_norm, digits, max_bits,
                       why);
}

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
    double *x = doubles_of(X), *y = doubles_of(Y);
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

/* At one precision. */
static enum mc_status polar_in_balls(arb_t distance, const struct mc_matrix *Y,
                                     const struct mc_matrix *X, slong prec)
{
    arb_mat_t polar, balls;
    arb_t radius;
    fmpq_t zero;
    struct mc_svd svd;
    enum mc_status status;

    mc_svd_init(&svd);
    arb_init(radius);
    fmpq_init(zero);
    arb_mat_init(polar, X->rows, X->cols);
    arb_mat_init(balls, X->rows, X->cols);
    status = mc_svd_of(&svd, X, prec);
    mc_matrix_enclose(balls, X, prec);
    if (status == MC_OK)
        status = mc_transform_power(polar, radius, &svd, balls, zero, prec);
    if (status == MC_OK) {
        mc_matrix_enclose(balls, Y, prec);
        arb_mat_sub(balls, balls, polar, prec);
        mc_frobenius_norm(distance, balls, prec);
        arb_add_error(distance, radius);
    }
    arb_mat_clear(polar);
    arb_mat_clear(balls);
    arb_clear(radius);
    fmpq_clear(zero);
    mc_svd_clear(&svd);
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
