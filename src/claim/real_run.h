// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Training runs on a table of samples (classification.h), weights and momenta stored in fp32:
 * softmax regression under Muon, X (2 x d), and a network with one hidden layer of four under
 * Muon by layers, X (4 x (d + 2)), K = block-nuclear with the first layer's d columns as a
 * block. eta = 1/8, lam = 1/4, b1 = 15/16, b2 = 31/32, M_0 = 0, X_0 random with 4 <= ||lam
 * X_0||_F < 8.
 */
#ifndef REAL_RUN_H
#define REAL_RUN_H

#include "claim/claim.h"
#include "claim/training.h"

struct real_run {
    struct objective_data data;
    struct optimizer_settings settings;
    struct mc_arithmetic fp32;
    struct training training;
    arb_mat_struct *X0;               /* lent by the ledger                                   */
};

/* The run points to itself and must not move.  Errors: none that depend on the table. */
MC_MUST_CHECK enum mc_status real_run_init(struct real_run *run, struct ledger *ledger,
                                           const struct instance *x, bool network, slong steps,
                                           slong prec);
void real_run_clear(struct real_run *run);

/* gauge = gauge_K(lam X); value = K(G) unless NULL.  Errors: MC_NOT_DECIDED. */
MC_MUST_CHECK enum mc_status real_run_sizes(arb_t gauge, arb_ptr value,
                                            const struct training *training, const arb_mat_t X,
                                            const arb_mat_struct *G);

/* out = K(G) + lam <X, G> at the state before a step, K(G) = value. */
void real_run_score(arb_t out, const struct training *training,
                    const struct training_step *step, const arb_t value);

#endif
