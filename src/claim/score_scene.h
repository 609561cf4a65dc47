// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Runs of Muon with noisy gradients from X = 0, lam = 1/2, and the sum of their scores
 * S(X) = ||grad F(X)||_* + lam <X, grad F(X)>; the bounds are those of score_rate.h.
 */
#ifndef SCORE_SCENE_H
#define SCORE_SCENE_H

#include "claim/claim.h"
#include "claim/training.h"

struct score_scene {
    struct ledger *ledger;
    slong m, n, prec;
    int twist;
    const struct objective *f;
    struct objective_data data;
    struct optimizer_settings s;
    arb_ptr sum;                      /* of scores */
};

/* eta and the betas in sixteenths. */
void score_scene_choose(struct score_scene *c, slong eta16, slong beta1_of_16,
                        slong beta2_of_16);

/* A training_observer: sum += S(X_t). */
enum mc_status score_scene_add(const struct training_step *step, void *context);

/* Measures the exponent in T of the mean score of T = k^2 steps of length 4/k, b1 = 1/2, b2 = 3/4,
 * over a few runs: the floor keeps it from -1/2 as T grows. */
MC_MUST_CHECK enum mc_status score_scene_rates(struct score_scene *c, struct training *run);

/*
 * Noise of one sign: on F = -<C, X>, C the target, b1 = b2 = 7/8, eta = 1, M_0 = C, gradients N - C
 * in every step; where `halves`, that in every step of one half of the runs and -N - C in those of
 * the other.  Enters the mean score against the bound for independent noise of mean zero.
 */
MC_MUST_CHECK enum mc_status score_scene_of_one_sign(struct score_scene *c, arb_mat_t N,
                                                     bool halves);

#endif
