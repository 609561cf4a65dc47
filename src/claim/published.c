// SPDX-License-Identifier: GPL-3.0-or-later
#include "claim/published.h"
#include "muoncheck/number.h"

void ledger_published(struct ledger *ledger, const char *what, const arb_t value,
                      const char *text, slong places, slong prec)
{
    arb_ptr gap = ledger_number(ledger), half = ledger_number(ledger);
    fmpq_t published;

    fmpq_init(published);
    if (mc_rational_parse(published, text, NULL) == MC_OK)
        arb_set_fmpq(gap, published, prec);
    arb_sub(gap, value, gap, prec);
    arb_abs(gap, gap);
    arb_set_ui(half, 10);
    arb_pow_ui(half, half, (ulong)places, prec);
    arb_mul_2exp_si(half, half, 1);
    arb_inv(half, half, prec);
    ledger_at_most(ledger, what, gap, half);
    fmpq_clear(published);
}
