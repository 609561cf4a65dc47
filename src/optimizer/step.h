// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What optimizers are made of: a rule for the momentum, one for the direction, one for the
 * factor that follows from the shape, and one for the decay.  Claims use the rules by
 * themselves.
 */
#ifndef STEP_H
#define STEP_H

#include "optimizer/optimizer.h"

/* M~ = a M - b G, M+ = c M - d G. */
struct momentum_form {
    arb_t a, b, c, d;
};
typedef void momentum_rule(struct momentum_form *form,
                           const struct optimizer_settings *settings, slong prec);

/* (b1, 1 - b1, b2, 1 - b2): the coefficients of Lion-K. */
momentum_rule lionk_momentum;
/* M+ = mu M - (1 - mu) G, mu = b2; M~ = M+, or with Nesterov mu M+ - (1 - mu) G. */
momentum_rule averaged_momentum;
/* M+ = mu M - G; M~ = M+, or with Nesterov mu M+ - G. */
momentum_rule heavy_ball_momentum;

/* out (m x n) = the direction for M~ (m x n; not aliased).  Errors: those of optimizer_step. */
typedef enum mc_status direction_rule(arb_mat_t out, const arb_mat_t momentum,
                                      const struct optimizer_settings *settings, slong prec);

/* The polar factor U V^T on the range, 0 for 0.  An exact matrix may have any rank, which is
 * decided exactly; of an enclosed one full rank must be certain. */
direction_rule polar_direction;
/* U S^p V^T, likewise. */
direction_rule power_direction;
/* The same by settings->iteration if there is one; 0 for 0. */
direction_rule orthogonal_direction;
/* grad K, and the gradient of the entrywise sum: the sign; and M~ itself. */
direction_rule map_direction, sign_direction, plain_direction;

/* out = s for m x n matrices. */
typedef void scale_rule(arb_t out, slong m, slong n, slong prec);

scale_rule unit_scale;        /* 1                                                            */
scale_rule tall_scale;        /* sqrt(max(1, m/n)): KellerJordan/Muon                         */
scale_rule adam_like_scale;   /* sqrt(max(m, n)) / 5: Moonlight                               */
scale_rule operator_scale;    /* sqrt(m/n): Scion                                             */

/* x (m x n, in place) = X+ for the direction O. */
typedef void decay_rule(arb_mat_t x, const arb_mat_t direction,
                        const struct optimizer_settings *settings, slong prec);

/* The two decays; and X + eta O, and (1 - eta) X + eta rho O. */
decay_rule explicit_decay, implicit_decay, no_decay, toward_vertex;

/* 1 - eta lam. */
void explicit_factor(arb_t out, const struct optimizer_settings *settings, slong prec);
/* 1 / (1 + eta lam). */
void implicit_factor(arb_t out, const struct optimizer_settings *settings, slong prec);

struct step_rules {
    momentum_rule *momentum;
    direction_rule *direct;
    scale_rule *scale;
    decay_rule *decay;
};

/* One step by these rules; contract of optimizer_step. */
MC_MUST_CHECK enum mc_status rules_step(struct optimizer_state *state, const arb_mat_t gradient,
                                        const struct optimizer_settings *settings,
                                        const struct step_rules *rules, slong prec);

/* Adam's step with U S^p V^T of mhat / (sqrt(vhat) + epsilon) for the direction. */
MC_MUST_CHECK enum mc_status adam_step(struct optimizer_state *state, const arb_mat_t gradient,
                                       const struct optimizer_settings *settings,
                                       const struct step_rules *rules, slong prec);

#endif
