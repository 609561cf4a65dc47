// SPDX-License-Identifier: GPL-3.0-or-later
#include "claim/rate_fit.h"

/* v = log v - the mean of the logarithms. */
static void centred_logs(arb_ptr v, arb_srcptr x, slong n, slong prec)
{
    arb_t mean;
    slong i;

    arb_init(mean);
    for (i = 0; i < n; i++) {
        arb_log(v + i, x + i, prec);
        arb_add(mean, mean, v + i, prec);
    }
    arb_div_si(mean, mean, n, prec);
    for (i = 0; i < n; i++)
        arb_sub(v + i, v + i, mean, prec);
    arb_clear(mean);
}

void rate_fit(arb_t slope, arb_t error, arb_srcptr x, arb_srcptr y, slong n, slong prec)
{
    arb_ptr u = _arb_vec_init(n), v = _arb_vec_init(n);
    arb_t spread, residual;
    slong i;

    arb_init(spread);
    arb_init(residual);
    centred_logs(u, x, n, prec);
    centred_logs(v, y, n, prec);
    arb_dot(spread, NULL, 0, u, 1, u, 1, n, prec);
    arb_dot(slope, NULL, 0, u, 1, v, 1, n, prec);
    arb_div(slope, slope, spread, prec);
    arb_zero(error);
    for (i = 0; i < n; i++) {
        arb_mul(residual, slope, u + i, prec);
        arb_sub(residual, v + i, residual, prec);
        arb_addmul(error, residual, residual, prec);
    }
    arb_div_si(error, error, n - 2, prec);
    arb_div(error, error, spread, prec);
    arb_sqrtpos(error, error, prec);
    arb_clear(spread);
    arb_clear(residual);
    _arb_vec_clear(u, n);
    _arb_vec_clear(v, n);
}

void ledger_rate(struct ledger *ledger, const char *what, arb_srcptr x, arb_srcptr y, slong n,
                 slong halves, slong errors)
{
    arb_ptr slope = ledger_number(ledger), error = ledger_number(ledger);
    arb_ptr claimed = ledger_number(ledger);

    rate_fit(slope, error, x, y, n, ledger->prec);
    ledger_measured(ledger, what, slope, error);
    arb_addmul_si(slope, error, errors, ledger->prec);
    arb_set_si(claimed, halves);
    arb_mul_2exp_si(claimed, claimed, -1);
    if (halves < 0)
        ledger_at_most(ledger, what, slope, claimed);
}
