// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The exponent of a power law, measured: least squares of log y on log x.  With
 * Sxx = sum (log x - mean)^2,
 *   slope = sum (log x - mean) log y / Sxx,  error = sqrt(sum of squared residuals / ((n - 2)
 * Sxx)), the usual standard error; enclosures of both.  Where y is not random the error says
 * how far the points are from any power law, and no confidence goes with it.
 */
#ifndef RATE_FIT_H
#define RATE_FIT_H

#include "claim/ledger.h"

/* n >= 3 points with x, y > 0; else both come out as not finite. */
void rate_fit(arb_t slope, arb_t error, arb_srcptr x, arb_srcptr y, slong n, slong prec);

/* Enters the measured exponent of y in x as `what`; and, where halves < 0, that it is at most
 * halves/2 with `errors` times its error added: slope + errors error <= halves/2.  A claim
 * adds, its control takes off, so that a poor fit is for neither. */
void ledger_rate(struct ledger *ledger, const char *what, arb_srcptr x, arb_srcptr y, slong n,
                 slong halves, slong errors);

#endif
