// SPDX-License-Identifier: Apache-2.0
/* Doubles where the matrix is one of doubles and the digits allow it, else ball arithmetic. */
#include <stdlib.h>

#include "certificate/dense.h"
#include "muoncheck/certificate.h"
#include "muoncheck/number.h"
#include "muoncheck/spectrum.h"

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
    double *a = digits <= MC_DOUBLE_DIGITS ? dense_of_matrix(A, false) : NULL;
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
