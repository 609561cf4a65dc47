// SPDX-License-Identifier: Apache-2.0
#include "iteration/schedule.h"

void rational_from_arf(fmpq_t out, const arf_t x)
{
    fmpz_t mantissa, exponent;

    fmpq_zero(out);
    if (!arf_is_finite(x))
        return;
    fmpz_init(mantissa);
    fmpz_init(exponent);
    arf_get_fmpz_2exp(mantissa, exponent, x);
    fmpq_set_fmpz(out, mantissa);
    if (fmpz_sgn(exponent) >= 0)
        fmpq_mul_2exp(out, out, fmpz_get_ui(exponent));
    else
        fmpq_div_2exp(out, out, (ulong)-fmpz_get_si(exponent));
    fmpz_clear(mantissa);
    fmpz_clear(exponent);
}

void rational_middle(fmpq_t out, const arb_t x)
{
    arf_t end;

    arf_init(end);
    arf_set_round(end, arb_midref(x), SCHEDULE_BITS, ARF_RND_NEAR);
    rational_from_arf(out, end);
    arf_clear(end);
}

void rational_below(fmpq_t out, const arb_t x)
{
    arf_t end;

    arf_init(end);
    arb_get_lbound_arf(end, x, SCHEDULE_BITS);
    rational_from_arf(out, end);
    arf_clear(end);
}

void rational_above(fmpq_t out, const arb_t x)
{
    arf_t end;

    arf_init(end);
    arb_get_ubound_arf(end, x, SCHEDULE_BITS);
    rational_from_arf(out, end);
    arf_clear(end);
}
