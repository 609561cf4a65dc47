// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * M+ = b M - (1 - b) G, b = b2, and O = grad K(bn M+ - (1 - bn) G), bn = b1: the look ahead
 * from the momentum after the update.  It is Lion-K with b1 = bn b2:
 *   bn (b M - (1 - b) G) - (1 - bn) G = bn b M - (1 - bn b) G.
 */
#include "optimizer/step.h"

static void momentum(struct momentum_form *form, const struct optimizer_settings *settings,
                     slong prec)
{
    lionk_momentum(form, settings, prec);
    arb_mul(form->a, settings->beta1, form->c, prec);
    arb_addmul(form->b, settings->beta1, form->d, prec);
}

static const struct step_rules rules = {momentum, map_direction, unit_scale, explicit_decay};

const struct optimizer optimizer_lionk_nesterov = {
    .id = "lionk-nesterov",
    .title = "Lion-K that looks ahead from the updated momentum",
    .source = "arXiv:2310.05898, authors' page",
    .formula = "M+ = b2 M - (1 - b2) G; O = grad K(b1 M+ - (1 - b1) G)",
    .invariant = "gauge_K(lam X) <= 1",
    .rules = &rules,
};
