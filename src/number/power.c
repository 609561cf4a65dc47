// SPDX-License-Identifier: Apache-2.0
#include "muoncheck/number.h"

/* [0, hi^p]: x^p is monotone. */
static void power_touching_zero(arb_t out, const arb_t x, const fmpq_t p, slong prec)
{
    arf_t zero, top;
    arb_t high;

    arf_init(zero);
    arf_init(top);
    arb_init(high);
    arb_get_ubound_arf(top, x, prec);
    if (arf_sgn(top) <= 0) {
        arb_zero(out);
    } else {
        arb_set_arf(high, top);
        arb_pow_fmpq(high, high, p, prec);
        arb_get_ubound_arf(top, high, prec);
        arb_set_interval_arf(out, zero, top, prec);
    }
    arf_clear(zero);
    arf_clear(top);
    arb_clear(high);
}

/* By a root where the denominator is small: exact where the root is. */
static void power_positive(arb_t out, const arb_t x, const fmpq_t p, slong prec)
{
    if (fmpz_cmp_ui(fmpq_denref(p), 64) > 0) {
        arb_pow_fmpq(out, x, p, prec);
        return;
    }
    arb_root_ui(out, x, fmpz_get_ui(fmpq_denref(p)), prec + 10);
    arb_pow_fmpz(out, out, fmpq_numref(p), prec);
}

void mc_power(arb_t out, const arb_t x, const fmpq_t p, slong prec)
{
    if (fmpq_is_one(p))
        arb_set(out, x);
    else if (arb_is_zero(x))
        arb_zero(out);
    else if (!arb_is_finite(x))
        arb_zero_pm_inf(out);
    else if (arb_is_positive(x))
        power_positive(out, x, p, prec);
    else
        power_touching_zero(out, x, p, prec);
}
