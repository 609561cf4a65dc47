// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Optimizers in the Lion-K form, stepped in balls.  G is the gradient at X; M tracks MINUS the
 * gradient:
 *
 *   M~ = b1 M - (1 - b1) G,   M+ = b2 M - (1 - b2) G,   O = grad K(M~)
 *   explicit decay  X+ = (1 - eta lam) X + eta O
 *   implicit decay  X+ = (X + eta O) / (1 + eta lam)
 *
 * The second is the first with eta / (1 + eta lam) in place of eta.  A Nesterov step written as
 * bn M+ - (1 - bn) G is this form with b1 = bn b2.
 *
 * One file an optimizer, one const struct in it, listed in this folder's meson.build.
 * Source: Chen, Liu, Liang, Liu, Lion secretly solves constrained optimization
 * (arXiv:2310.05898); Chen, Li, Liu, Muon optimizes under spectral norm constraints
 * (arXiv:2506.15054).
 */
#ifndef OPTIMIZER_H
#define OPTIMIZER_H

#include <stddef.h>
#include "muoncheck/arb.h"
#include "muoncheck/status.h"

struct optimizer_settings {
    arb_t eta, lambda;     /* step size, decay: both >= 0                                     */
    arb_t beta1, beta2;    /* in [0, 1]                                                       */
};

struct optimizer_state {
    arb_mat_t x, momentum;   /* m x n                                                         */
    arb_mat_t direction;     /* m x n: O of the last step                                     */
};

struct optimizer {
    const char *id, *title, *source;
    const char *formula;     /* what differs from the form above                              */
    /*
     * One step, in place.  Rounding: enclosure; exact where every operation is.
     * Errors: MC_NOT_DECIDED when the direction cannot be enclosed at `prec`; the state is then
     * as before, but for `direction`.
     */
    enum mc_status (*step)(struct optimizer_state *state, const arb_mat_t gradient,
                           const struct optimizer_settings *settings, slong prec);
};

extern const struct optimizer *const optimizers[];
extern const size_t optimizer_count;

const struct optimizer *optimizer_find(const char *id);   /* NULL: there is none             */

/* eta = 0, lambda = 0, betas 0: to be set by the caller. */
void optimizer_settings_init(struct optimizer_settings *settings);
void optimizer_settings_clear(struct optimizer_settings *settings);

/* eta = eta16/16, lambda = lambda16/16, beta1 = 15/16, beta2 = 31/32: points, so that a run
 * from a point can stay one. */
void optimizer_settings_set(struct optimizer_settings *settings, slong eta16, slong lambda16);

/* X = x0, momentum zero. */
void optimizer_state_init(struct optimizer_state *state, const arb_mat_t x0);
void optimizer_state_clear(struct optimizer_state *state);

#endif
