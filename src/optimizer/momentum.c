// SPDX-License-Identifier: GPL-3.0-or-later
#include "optimizer/step.h"

static void rest(arb_t out, const arb_t b, slong prec)
{
    arb_sub_ui(out, b, 1, prec);
    arb_neg(out, out);
}

void lionk_momentum(struct momentum_form *form, const struct optimizer_settings *settings,
                    slong prec)
{
    arb_set(form->a, settings->beta1);
    rest(form->b, settings->beta1, prec);
    arb_set(form->c, settings->beta2);
    rest(form->d, settings->beta2, prec);
}

/* M~ = M+, or mu M+ - d G = mu c M - (mu + 1) d G. */
static void look(struct momentum_form *form, const struct optimizer_settings *settings,
                 slong prec)
{
    arb_set(form->a, form->c);
    arb_set(form->b, form->d);
    if (!settings->nesterov)
        return;
    arb_mul(form->a, form->a, settings->beta2, prec);
    arb_addmul(form->b, form->d, settings->beta2, prec);
}

void averaged_momentum(struct momentum_form *form, const struct optimizer_settings *settings,
                       slong prec)
{
    arb_set(form->c, settings->beta2);
    rest(form->d, settings->beta2, prec);
    look(form, settings, prec);
}

void heavy_ball_momentum(struct momentum_form *form, const struct optimizer_settings *settings,
                         slong prec)
{
    arb_set(form->c, settings->beta2);
    arb_one(form->d);
    look(form, settings, prec);
}
