// SPDX-License-Identifier: GPL-3.0-or-later
#include "optimizer/step.h"

/* x = x + eta O. */
static void move(arb_mat_t x, const arb_mat_t direction, const arb_t eta, slong prec)
{
    arb_mat_t part;

    arb_mat_init(part, arb_mat_nrows(x), arb_mat_ncols(x));
    arb_mat_scalar_mul_arb(part, direction, eta, prec);
    arb_mat_add(x, x, part, prec);
    arb_mat_clear(part);
}

void explicit_decay(arb_mat_t x, const arb_mat_t direction,
                    const struct optimizer_settings *settings, slong prec)
{
    arb_t keep;

    arb_init(keep);
    arb_mul(keep, settings->eta, settings->lambda, prec);
    arb_sub_ui(keep, keep, 1, prec);
    arb_neg(keep, keep);
    arb_mat_scalar_mul_arb(x, x, keep, prec);
    move(x, direction, settings->eta, prec);
    arb_clear(keep);
}

void implicit_decay(arb_mat_t x, const arb_mat_t direction,
                    const struct optimizer_settings *settings, slong prec)
{
    arb_t grow;

    arb_init(grow);
    arb_mul(grow, settings->eta, settings->lambda, prec);
    arb_add_ui(grow, grow, 1, prec);
    move(x, direction, settings->eta, prec);
    arb_mat_scalar_div_arb(x, x, grow, prec);
    arb_clear(grow);
}
