// SPDX-License-Identifier: Apache-2.0
#include "muoncheck/prover.h"

void mc_interval_init(struct mc_interval *interval)
{
    fmpq_init(interval->lo);
    fmpq_init(interval->hi);
}

void mc_interval_clear(struct mc_interval *interval)
{
    fmpq_clear(interval->lo);
    fmpq_clear(interval->hi);
}

void mc_interval_set(struct mc_interval *out, const fmpq_t lo, const fmpq_t hi)
{
    fmpq_t end;

    fmpq_init(end); /* lo and hi may be out's own, either way round */
    fmpq_set(end, hi);
    fmpq_set(out->lo, lo);
    fmpq_swap(out->hi, end);
    fmpq_clear(end);
}

void mc_round_dyadic(fmpq_t out, const fmpq_t x, int direction, slong bits)
{
    fmpz_t scaled;

    fmpz_init(scaled);
    fmpz_mul_2exp(scaled, fmpq_numref(x), (ulong)bits);
    if (direction < 0)
        fmpz_fdiv_q(scaled, scaled, fmpq_denref(x));
    else
        fmpz_cdiv_q(scaled, scaled, fmpq_denref(x));
    fmpq_set_fmpz(out, scaled);
    fmpq_div_2exp(out, out, (ulong)bits);
    fmpz_clear(scaled);
}
