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

void explicit_factor(arb_t out, const struct optimizer_settings *settings, slong prec)
{
    arb_mul(out, settings->eta, settings->lambda, prec);
    arb_sub_ui(out, out, 1, prec);
    arb_neg(out, out);
}

void implicit_factor(arb_t out, const struct optimizer_settings *settings, slong prec)
{
    arb_mul(out, settings->eta, settings->lambda, prec);
    arb_add_ui(out, out, 1, prec);
    arb_inv(out, out, prec);
}

void explicit_decay(arb_mat_t x, const arb_mat_t direction,
                    const struct optimizer_settings *settings, slong prec)
{
    arb_t keep;

    arb_init(keep);
    explicit_factor(keep, settings, prec);
    arb_mat_scalar_mul_arb(x, x, keep, prec);
    move(x, direction, settings->eta, prec);
    arb_clear(keep);
}

void implicit_decay(arb_mat_t x, const arb_mat_t direction,
                    const struct optimizer_settings *settings, slong prec)
{
    arb_t keep;

    arb_init(keep);
    implicit_factor(keep, settings, prec);
    move(x, direction, settings->eta, prec);
    arb_mat_scalar_mul_arb(x, x, keep, prec);
    arb_clear(keep);
}

void no_decay(arb_mat_t x, const arb_mat_t direction,
              const struct optimizer_settings *settings, slong prec)
{
    move(x, direction, settings->eta, prec);
}

void toward_vertex(arb_mat_t x, const arb_mat_t direction,
                   const struct optimizer_settings *settings, slong prec)
{
    arb_t part;

    arb_init(part);
    arb_sub_ui(part, settings->eta, 1, prec);
    arb_neg(part, part);
    arb_mat_scalar_mul_arb(x, x, part, prec);
    arb_mul(part, settings->eta, settings->rho, prec);
    move(x, direction, part, prec);
    arb_clear(part);
}
