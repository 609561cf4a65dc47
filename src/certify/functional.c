// SPDX-License-Identifier: Apache-2.0
#include <math.h>
#include <stdlib.h>

#include "certify/functional.h"
#include "muoncheck/certificate.h"
#include "muoncheck/spectrum.h"

enum { DIGITS = 9, LARGEST_EXPONENT = 100000 };

typedef enum mc_status norm_of_doubles(arb_t out, const double *a, slong m, slong n,
                                       slong digits);
typedef void norm_of_balls(arb_t out, const arb_mat_t M, slong prec);

void cut_below_zero(arb_t x)
{
    arf_t low;
    mag_t half;

    if (!arb_is_finite(x) || arb_is_nonnegative(x))
        return;
    arf_init(low);
    mag_init(half);
    arb_get_ubound_arf(low, x, MAG_BITS);
    if (arf_sgn(low) < 0)
        arf_zero(low);
    arf_get_mag(half, low);
    mag_mul_2exp_si(half, half, -1);
    arf_set_mag(arb_midref(x), half);
    mag_set(arb_radref(x), half);
    arf_clear(low);
    mag_clear(half);
}

/* e with max |M_ij| < 2^e; 0 for zeros, and where there is no such e. */
static int exponent_of(const arb_mat_t M)
{
    slong e = 0;
    mag_t most, entry;

    mag_init(most);
    mag_init(entry);
    for (slong i = 0; i < arb_mat_nrows(M); i++)
        for (slong j = 0; j < arb_mat_ncols(M); j++) {
            arb_get_mag(entry, arb_mat_entry(M, i, j));
            mag_max(most, most, entry);
        }
    if (!mag_is_special(most) &&
        fmpz_cmp_si(MAG_EXPREF(most), LARGEST_EXPONENT) < 0 &&
        fmpz_cmp_si(MAG_EXPREF(most), -LARGEST_EXPONENT) > 0)
        e = fmpz_get_si(MAG_EXPREF(most));
    mag_clear(most);
    mag_clear(entry);
    return (int)e;
}

double *in_doubles(int *e, mag_t error, const arb_mat_t M)
{
    slong m = arb_mat_nrows(M), n = arb_mat_ncols(M);
    double *d = malloc(sizeof(double) * (size_t)(m * n + 1));
    mag_t off;
    arb_t x;

    mag_zero(error);
    if (!d)
        return NULL;
    *e = exponent_of(M);
    mag_init(off);
    arb_init(x);
    for (slong j = 0; j < n; j++)
        for (slong i = 0; i < m; i++) {
            arb_mul_2exp_si(x, arb_mat_entry(M, i, j), -*e);
            d[i + j * m] = arf_get_d(arb_midref(x), ARF_RND_NEAR);
            arf_set_d(arb_midref(x), isfinite(d[i + j * m]) ? d[i + j * m] : 0);
            mag_zero(arb_radref(x));
            arb_mul_2exp_si(x, x, *e);
            arb_sub(x, arb_mat_entry(M, i, j), x, FUNCTIONAL_BITS);
            arb_mul_2exp_si(x, x, -*e);
            arb_get_mag(off, x);
            mag_addmul(error, off, off);
        }
    mag_sqrt(error, error);
    mag_clear(off);
    arb_clear(x);
    return d;
}

/* By doubles; false where they fail.  squared: L^2. */
static bool by_doubles(arb_t out, const arb_mat_t M, norm_of_doubles *norm, slong squared)
{
    enum mc_status status = MC_NO_RESOURCE;
    mag_t error, lipschitz;
    double *d;
    int e = 0;

    mag_init(error);
    mag_init(lipschitz);
    d = in_doubles(&e, error, M);
    if (d)
        status = norm(out, d, arb_mat_nrows(M), arb_mat_ncols(M), DIGITS);
    free(d);
    mag_set_ui(lipschitz, (ulong)squared);
    mag_sqrt(lipschitz, lipschitz);
    mag_mul(error, error, lipschitz);
    arb_add_error_mag(out, error);
    arb_mul_2exp_si(out, out, e);
    cut_below_zero(out);
    mag_clear(error);
    mag_clear(lipschitz);
    return status == MC_OK && arb_is_finite(out);
}

static void norm_of(arb_t out, const arb_mat_t M, norm_of_doubles *doubles, slong squared,
                    norm_of_balls *balls, slong prec)
{
    arb_zero(out);
    if (arb_mat_nrows(M) == 0 || arb_mat_ncols(M) == 0)
        return;
    if (prec > FUNCTIONAL_BITS || !by_doubles(out, M, doubles, squared))
        balls(out, M, prec);
    cut_below_zero(out);
}

void spectral_of(arb_t out, const arb_mat_t M, slong prec)
{
    norm_of(out, M, mc_double_spectral_norm, 1, mc_spectral_norm, prec);
}

void nuclear_of(arb_t out, const arb_mat_t M, slong prec)
{
    slong k = FLINT_MIN(arb_mat_nrows(M), arb_mat_ncols(M));

    norm_of(out, M, mc_double_nuclear_norm, k, mc_nuclear_norm, prec);
}
