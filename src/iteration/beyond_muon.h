// SPDX-License-Identifier: Apache-2.0
/*
 * Within this room: U S^p V^T as BeyondMuon's code computes it, for p = 1/2, and for p = 1/4 by
 * doing that twice.  With G the smaller Gram matrix and root(A), inverse(A) from k steps of
 *
 *   A' = A + (eps + 1e-4 tr(A) / n) I, eps = 1e-6;  s = ||A'||_F;  Y = A' / s, Z = I;
 *   T = (3 I - Z Y) / 2, Y+ = Y T, Z+ = T Z:  sqrt(s) Y -> A'^(1/2), Z / sqrt(s) -> A'^(-1/2),
 *
 * Y and Z made symmetric after every max(1, min(k / 3, 5)) steps and at the end, the output is
 * M root(inverse(G)), the ridge being added in both.  One step of the run is one more step k of
 * both loops, all computed anew: the published routine is k = 15.  The singular values become
 * s_i sqrt(h_i + eps + 1e-4 mean(h)), h_i = (s_i^2 + eps + 1e-4 mean(s^2))^(-1/2), in the limit
 * (catalogue 1.6).
 */
#ifndef BEYOND_MUON_H
#define BEYOND_MUON_H

#include "muoncheck/iteration.h"

/* Two loops of three products a step, of one and of two times; the Gram matrix and the outer
 * product not counted. */
slong beyond_muon_products(slong p);
slong beyond_muon_products_twice(slong p);

/* Counts a step. */
enum mc_status beyond_muon_step(struct mc_state *state);

/* out = the routine with state->k steps, done `times` times; without steps M itself. */
void beyond_muon_output(arb_mat_t out, const struct mc_state *state, int times, bool ridge);

#endif
