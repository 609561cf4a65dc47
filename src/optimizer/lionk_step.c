// SPDX-License-Identifier: GPL-3.0-or-later
#include "optimizer/step.h"

/* out = b M - (1 - b) G. */
static void track(arb_mat_t out, const arb_t b, const arb_mat_t M, const arb_mat_t G,
                  slong prec)
{
    arb_mat_t part;
    arb_t rest;

    arb_mat_init(part, arb_mat_nrows(M), arb_mat_ncols(M));
    arb_init(rest);
    arb_sub_ui(rest, b, 1, prec);
    arb_mat_scalar_mul_arb(part, G, rest, prec);
    arb_mat_scalar_mul_arb(out, M, b, prec);
    arb_mat_add(out, out, part, prec);
    arb_mat_clear(part);
    arb_clear(rest);
}

enum mc_status lionk_step(struct optimizer_state *state, const arb_mat_t gradient,
                          const struct optimizer_settings *settings, direction_rule *direct,
                          decay_rule *decay, slong prec)
{
    enum mc_status status;
    arb_mat_t mixed;

    arb_mat_init(mixed, arb_mat_nrows(gradient), arb_mat_ncols(gradient));
    track(mixed, settings->beta1, state->momentum, gradient, prec);
    status = direct(state->direction, mixed, prec);
    if (status == MC_OK) {
        track(state->momentum, settings->beta2, state->momentum, gradient, prec);
        decay(state->x, state->direction, settings, prec);
    }
    arb_mat_clear(mixed);
    return status;
}
