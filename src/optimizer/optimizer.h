// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Optimizers, stepped in balls.  G is the gradient at X (m x n); M tracks MINUS the gradient:
 *
 *   M~ = a M - b G,   M+ = c M - d G,   O = s direction(M~)
 *   explicit decay  X+ = (1 - eta lam) X + eta O
 *   implicit decay  X+ = (X + eta O) / (1 + eta lam)
 *
 * Lion-K: (a, b, c, d) = (b1, 1 - b1, b2, 1 - b2), direction = grad K, s = 1.  The others say
 * what they have in the place of these.  Implicit decay is explicit decay with eta / (1 + eta
 * lam) in the place of eta.  What decoupled decay keeps, { gauge(X) <= s/lam }, is the dual
 * ball of K.
 *
 * One file an optimizer, one const struct in it, listed in this folder's meson.build.
 * Source: Chen, Liu, Liang, Liu, Lion secretly solves constrained optimization
 * (arXiv:2310.05898); Chen, Li, Liu, Muon optimizes under spectral norm constraints
 * (arXiv:2506.15054).
 */
#ifndef OPTIMIZER_H
#define OPTIMIZER_H

#include <stddef.h>
#include "muoncheck/iteration.h"
#include "muoncheck/norm.h"
#include "muoncheck/status.h"

struct optimizer_settings {
    arb_t eta, lambda;     /* step size, decay: both >= 0                                     */
    arb_t beta1, beta2;    /* in [0, 1]; where there is one momentum it is beta2              */
    arb_t rho;             /* radius of Scion and Frank-Wolfe; 1 unless set                   */
    fmpq_t epsilon;        /* beside Adam's root; 10^-8 unless set                            */
    fmpq_t p;              /* of U S^p V^T, in [0, 1]; 0 unless set                           */
    bool nesterov;         /* look ahead; unless set, no                                      */
    const struct mc_norm *K;            /* of Lion-K; the nuclear norm unless set             */
    struct mc_norm_parameters with;     /* K's                                                */
    const struct mc_iteration *iteration;   /* for the polar factor; NULL: the exact one      */
    slong steps;                            /* of it                                          */
    const struct mc_arithmetic *in;     /* in which it runs, on exact M~; NULL: in balls      */
};

struct optimizer_state {
    arb_mat_t x, momentum;   /* m x n                                                         */
    arb_mat_t second;        /* m x n: Adam's mean of squares                                 */
    arb_mat_t direction;     /* m x n: O of the last step                                     */
    slong taken;             /* steps                                                         */
};

struct step_rules;

struct optimizer {
    const char *id, *title, *source;
    const char *formula;     /* what differs from the form above                              */
    const char *map;         /* id of the norm K whose dual ball decay keeps; NULL: none, or
                                the one of the settings                                       */
    const char *invariant;   /* that set in words                                             */
    const struct step_rules *rules;   /* step.h; NULL: `step` is there                        */
    enum mc_status (*step)(struct optimizer_state *state, const arb_mat_t gradient,
                           const struct optimizer_settings *settings, slong prec);
};

extern const struct optimizer *const optimizers[];
extern const size_t optimizer_count;

const struct optimizer *optimizer_find(const char *id);   /* NULL: there is none             */

/*
 * One step, in place.  Rounding: enclosure; exact where every operation is.
 * Errors: MC_NOT_DECIDED when the direction cannot be enclosed at `prec`; MC_BAD_INPUT for an
 * iteration that is none for polar factors; MC_NO_RESOURCE.  The state is then as before, but
 * for `direction`.
 */
MC_MUST_CHECK enum mc_status optimizer_step(const struct optimizer *optimizer,
                                            struct optimizer_state *state,
                                            const arb_mat_t gradient,
                                            const struct optimizer_settings *settings,
                                            slong prec);

/* out = the radius of the set that an optimizer with exact directions keeps, gauge(X) <= out,
 * of m x n matrices: s/lam, or s rho. */
void optimizer_radius(arb_t out, const struct optimizer *optimizer, slong m, slong n,
                      const struct optimizer_settings *settings, slong prec);

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
