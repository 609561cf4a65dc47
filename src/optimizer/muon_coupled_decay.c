// SPDX-License-Identifier: GPL-3.0-or-later
/* Decay as a penalty lam ||X||_F^2 / 2 in the loss: the polar factor forgets its size, so the
 * weights do not shrink by a known factor.  Here for what it lacks. */
#include "optimizer/step.h"

static const struct step_rules rules = {lionk_momentum, orthogonal_direction, unit_scale,
                                        no_decay};

static enum mc_status step(struct optimizer_state *state, const arb_mat_t gradient,
                           const struct optimizer_settings *settings, slong prec)
{
    enum mc_status status;
    arb_mat_t penalised;

    arb_mat_init(penalised, arb_mat_nrows(gradient), arb_mat_ncols(gradient));
    arb_mat_scalar_mul_arb(penalised, state->x, settings->lambda, prec);
    arb_mat_add(penalised, penalised, gradient, prec);
    status = rules_step(state, penalised, settings, &rules, prec);
    arb_mat_clear(penalised);
    return status;
}

const struct optimizer optimizer_muon_coupled_decay = {
    .id = "muon-coupled-decay",
    .title = "Muon with the decay inside the gradient",
    .source = "L2 regularisation; see arXiv:1711.05101",
    .formula = "G + lam X in place of G; O = polar factor of M~; X+ = X + eta O",
    .invariant = "none",
    .rules = &rules,
    .step = step,
};
