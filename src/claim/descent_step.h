// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * One Muon step with decoupled decay, and the terms of the inequality that it descends by:
 *   X+ = X + eta D,  D = O - lam X,  O = msgn(M~),  M~ = -keep grad F(X) + noise,
 *   E = M~ + grad F(X),  S(X) = ||grad F(X)||_* + lam <X, grad F(X)>,  eta = 1/4, lam = 1/2.
 * Derived in checks/one_step_descent_with_decay.c.
 */
#ifndef DESCENT_STEP_H
#define DESCENT_STEP_H

#include "claim/claim.h"
#include "objective/objective.h"

enum { DESCENT_ETA = -2, DESCENT_LAMBDA = -1 };   /* as powers of two */

/* F, what it is made from, and its constants L and L_F. */
struct descent_problem {
    const struct objective *f;
    struct objective_data data;
    arb_ptr l_op, l_frobenius;
};

/* A case: where, and with what M~ = -keep grad F(X) + noise. */
struct descent_place {
    const char *what;
    const arb_mat_struct *X, *noise;   /* noise NULL: none */
    arb_srcptr keep;
};

struct descent_scene {
    struct ledger *ledger;
    struct instance *x;
    slong prec, m, n;
    bool honest;                /* no control: those that follow are false    */
    bool factor_one;            /* for controls: eta ||E||_* for 2 eta ||E||_* */
    bool unit_norm;             /* for controls: 1 for ||D||                  */
    bool score_without_decay;   /* for controls: S without lam <X, grad F>    */
    bool frobenius_constant;    /* for controls: L_F in the place of L        */
    bool frobenius_direction;   /* for controls: O = M~ / ||M~||_F            */
    bool infeasible;            /* for controls: 2 L eta^2 at any X           */
};

/* Everything about one step that the inequality speaks of. */
struct descent_step {
    arb_mat_struct *G, *D, *E, *next;
    arb_ptr lhs, drift, curvature, curvature_frobenius;
};

/* lhs = F(X+) - F(X) + eta S(X); drift = 2 eta ||E||_*; curvature = (L/2) eta^2 ||D||^2, and with
 * L_F and the Frobenius norm.  All lent by the ledger.  Errors: MC_NOT_DECIDED. */
MC_MUST_CHECK enum mc_status descent_step_take(struct descent_step *s,
                                               const struct descent_scene *at,
                                               const struct descent_problem *p,
                                               const struct descent_place *where);

#endif
