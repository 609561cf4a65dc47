// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What optimizers are made of: a rule for the direction, a rule for the decay, and the momentum
 * between them.  Claims use the rules by themselves.
 */
#ifndef STEP_H
#define STEP_H

#include "optimizer/optimizer.h"

/* out (m x n) = O for the momentum M~ (m x n; not aliased).  Errors: MC_NOT_DECIDED. */
typedef enum mc_status direction_rule(arb_mat_t out, const arb_mat_t momentum, slong prec);

/* x (m x n, in place) = X+ for the direction O. */
typedef void decay_rule(arb_mat_t x, const arb_mat_t direction,
                        const struct optimizer_settings *settings, slong prec);

/* One Lion-K step with these rules. */
MC_MUST_CHECK enum mc_status lionk_step(struct optimizer_state *state, const arb_mat_t gradient,
                                        const struct optimizer_settings *settings,
                                        direction_rule *direct, decay_rule *decay, slong prec);

/*
 * The polar factor U V^T on the range, 0 for 0.  An exact matrix may have any rank, which is
 * decided exactly; of an enclosed one full rank must be certain.
 */
direction_rule polar_direction;

/* Five steps of w (3.4445 - 4.7750 w^2 + 2.0315 w^4) after division by the Frobenius norm, with
 * exact coefficients and nothing added to the norm; 0 for 0. */
direction_rule five_quintic_steps;

/* Five Polar Express steps after division by the Frobenius norm, each with the published safety
 * factor 1.01, and nothing added to the norm; 0 for 0. */
direction_rule polar_express_steps;

decay_rule explicit_decay, implicit_decay;

/* 1 - eta lam. */
void explicit_factor(arb_t out, const struct optimizer_settings *settings, slong prec);
/* 1 / (1 + eta lam). */
void implicit_factor(arb_t out, const struct optimizer_settings *settings, slong prec);

#endif
