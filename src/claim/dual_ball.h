// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Decoupled weight decay against the unit ball of K's gauge.  With Y = lambda X and
 * step = eta lambda, the update X+ = (1 - eta lambda) X + eta G is
 *   Y+ = (1 - step) Y + step G, and
 *   gauge(Y+) <= 1 + (1 - step) (gauge(Y) - 1)    for gauge(G) <= 1, 0 <= step <= 1.
 */
#ifndef DUAL_BALL_H
#define DUAL_BALL_H

#include "claim/claim.h"
#include "muoncheck/norm.h"

struct dual_ball_run {
    struct ledger *ledger;
    const struct mc_norm *K;     /* with a gauge                                             */
    struct mc_norm_parameters with;
    bool squared;                /* for controls: (1 - step)^2 is claimed                    */
    bool undamped;               /* for controls: Y+ = Y + step G                            */
    slong prec, rows, cols;
    const char *start;           /* where the steps set out from, for people                 */
};

/* Two steps along G[0], G[1] from C / 2^e, gauge in [1/2, 1) or nearly, and from 8 C / 2^e. */
MC_MUST_CHECK enum mc_status dual_ball_walk(const struct dual_ball_run *r, const arb_mat_t C,
                                            arb_mat_struct *const G[2],
                                            const arb_struct *const steps[2]);

/* One step from 2 G, where a norm K has equality; one from -G / 2, which must end inside. */
MC_MUST_CHECK enum mc_status dual_ball_extremes(const struct dual_ball_run *r,
                                                const arb_mat_t G, const arb_t step);

#endif
