// SPDX-License-Identifier: Apache-2.0
/* Precision is raised until the enclosures are as narrow as asked. */
#include "muoncheck/number.h"
#include "muoncheck/spectrum.h"

/* Is the width of x at most 10^-digits reference? */
static int narrow(const arb_t x, const arb_t reference, slong digits)
{
    arb_t limit, width;
    int yes;

    arb_init(limit);
    arb_init(width);
    arb_ui_pow_ui(limit, 10, (ulong)digits, 64);
    arb_div(limit, reference, limit, 64);
    arb_get_rad_arb(width, x);
    arb_mul_2exp_si(width, width, 1);
    yes = arb_is_zero(width) || arb_le(width, limit);
    arb_clear(limit);
    arb_clear(width);
    return yes;
}

static int narrow_enough(const struct mc_svd *svd, int relative, slong digits)
{
    slong i;

    for (i = 0; i < svd->values; i++) {
        arb_srcptr reference = relative && i < svd->rank_lo ? svd->sigma + i : svd->sigma;

        if (!narrow(svd->sigma + i, svd->sigma, digits) ||
            !narrow(svd->sigma + i, arb_is_zero(svd->sigma + i) ? svd->sigma : reference,
                    digits))
            return 0;
    }
    return 1;
}

/* log2 (s_1 / s_k), the bits by which small values need more than large ones. */
static slong graded_bits(const struct mc_svd *svd)
{
    fmpz_t top, bottom;
    slong bits = 0;

    if (svd->kept < 2)
        return 0;
    fmpz_init(top);
    fmpz_init(bottom);
    arf_abs_bound_lt_2exp_fmpz(top, arb_midref(svd->s));
    arf_abs_bound_lt_2exp_fmpz(bottom, arb_midref(svd->s + svd->kept - 1));
    fmpz_sub(top, top, bottom);
    bits = fmpz_fits_si(top) && fmpz_sgn(top) > 0 ? fmpz_get_si(top) : 0;
    fmpz_clear(top);
    fmpz_clear(bottom);
    return bits;
}

enum mc_status mc_svd_of(struct mc_svd *svd, const struct mc_matrix *A, slong prec)
{
    slong rank = -1;
    arb_mat_t balls;
    enum mc_status status = MC_OK;

    if (mc_matrix_is_exact(A))
        status = mc_matrix_rank(&rank, A);
    if (status)
        return status;
    arb_mat_init(balls, A->rows, A->cols);
    mc_matrix_enclose(balls, A, prec + 20);
    status = mc_svd_enclose(svd, balls, rank, prec);
    arb_mat_clear(balls);
    return status;
}

enum mc_status mc_svd_to_digits(struct mc_svd *svd, const struct mc_matrix *A, slong digits,
                                slong max_bits, struct mc_complaint *why)
{
    slong rank = -1, base = mc_bits_for_digits(digits) + 10, prec = base, next;
    int exact = mc_matrix_is_exact(A);
    enum mc_status status = exact ? mc_matrix_rank(&rank, A) : MC_OK;
    arb_mat_t balls;

    if (status)
        return mc_complain(why, status, "an entry is not finite");
    arb_mat_init(balls, A->rows, A->cols);
    for (;;) {
        prec = FLINT_MIN(prec, max_bits);
        mc_matrix_enclose(balls, A, prec + 20);
        status = mc_svd_enclose(svd, balls, rank, prec);
        if (status || narrow_enough(svd, exact, digits))
            break;
        if (prec >= max_bits) {
            status = mc_complain(why, MC_NOT_DECIDED,
                                 "%ld bits are too few for these digits; the enclosures are "
                                 "wider", (long)max_bits);
            break;
        }
        next = exact ? base + graded_bits(svd) + 10 : 2 * prec;
        prec = next >= prec + 16 ? next : 2 * prec;
    }
    arb_mat_clear(balls);
    if (status == MC_BAD_INPUT)
        mc_complain(why, status, "an entry is not finite");
    return status;
}
