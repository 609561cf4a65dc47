// SPDX-License-Identifier: GPL-3.0-or-later
#include "optimizer/step.h"

/* out = a M - b G. */
static void blend(arb_mat_t out, const arb_t a, const arb_mat_t M, const arb_t b,
                  const arb_mat_t G, slong prec)
{
    arb_mat_t part;

    arb_mat_init(part, arb_mat_nrows(M), arb_mat_ncols(M));
    arb_mat_scalar_mul_arb(part, G, b, prec);
    arb_mat_scalar_mul_arb(out, M, a, prec);
    arb_mat_sub(out, out, part, prec);
    arb_mat_clear(part);
}

static void scale_direction(arb_mat_t direction, scale_rule *scale, slong prec)
{
    arb_t s;

    arb_init(s);
    scale(s, arb_mat_nrows(direction), arb_mat_ncols(direction), prec);
    if (!arb_is_one(s))
        arb_mat_scalar_mul_arb(direction, direction, s, prec);
    arb_clear(s);
}

enum mc_status rules_step(struct optimizer_state *state, const arb_mat_t gradient,
                          const struct optimizer_settings *settings,
                          const struct step_rules *rules, slong prec)
{
    enum mc_status status;
    struct momentum_form form;
    arb_mat_t ahead;

    arb_mat_init(ahead, arb_mat_nrows(gradient), arb_mat_ncols(gradient));
    arb_init(form.a);
    arb_init(form.b);
    arb_init(form.c);
    arb_init(form.d);
    rules->momentum(&form, settings, prec);
    blend(ahead, form.a, state->momentum, form.b, gradient, prec);
    status = rules->direct(state->direction, ahead, settings, prec);
    if (status == MC_OK) {
        scale_direction(state->direction, rules->scale, prec);
        blend(state->momentum, form.c, state->momentum, form.d, gradient, prec);
        rules->decay(state->x, state->direction, settings, prec);
        state->taken++;
    }
    arb_mat_clear(ahead);
    arb_clear(form.a);
    arb_clear(form.b);
    arb_clear(form.c);
    arb_clear(form.d);
    return status;
}
