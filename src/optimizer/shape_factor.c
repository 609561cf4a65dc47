// SPDX-License-Identifier: GPL-3.0-or-later
#include "optimizer/step.h"

/* out = sqrt(p/q). */
static void root_of_ratio(arb_t out, slong p, slong q, slong prec)
{
    arb_set_si(out, p);
    arb_div_si(out, out, q, prec);
    arb_sqrt(out, out, prec);
}

void unit_scale(arb_t out, slong m, slong n, slong prec)
{
    arb_one(out);
}

void tall_scale(arb_t out, slong m, slong n, slong prec)
{
    if (m > n && n)
        root_of_ratio(out, m, n, prec);
    else
        arb_one(out);
}

void adam_like_scale(arb_t out, slong m, slong n, slong prec)
{
    root_of_ratio(out, FLINT_MAX(m, n), 25, prec);
}

void operator_scale(arb_t out, slong m, slong n, slong prec)
{
    root_of_ratio(out, m, n, prec);
}
