// SPDX-License-Identifier: Apache-2.0
/*
 * Within this room: the weights of QDWH.  For l in (0, 1), with d = (4 (1 - l^2) / l^4)^(1/3),
 *
 *   a = sqrt(1 + d) + sqrt(8 - 4 d + 8 (2 - l^2) / (l^2 sqrt(1 + d))) / 2,
 *   b = (a - 1)^2 / 4,  c = a + b - 1,  w+ = w (a + b w^2) / (1 + c w^2):
 *
 * [l, 1] goes into [l+, 1], l+ the image of l.  a is rounded to 128 bits, b and c are exact, so
 * that 1 is a fixed point; from l > 1 - 2^-64 on a = 3, b = 1, c = 3 (Halley).  Source:
 * Nakatsukasa, Bai and Gygi 2010, equation (3.5).
 *
 * The step, with the smaller side of X at the right (else its transpose), in three forms:
 *
 *   inverse    X+ = ((a I + b G) (I + c G)^-1) X, G = X X^T on the smaller side
 *   QR         [sqrt(c) X; I] = [Q1; Q2] R,  X+ = (b/c) X + ((a - b/c) / sqrt(c)) Q1 Q2^T
 *   Cholesky   X+ = (b/c) X + (a - b/c) (X W^-1),  W = I + c X^T X = L L^T
 */
#ifndef QDWH_H
#define QDWH_H

#include "muoncheck/iteration.h"

enum qdwh_form { QDWH_BY_INVERSE, QDWH_BY_QR, QDWH_BY_CHOLESKY, QDWH_SWITCHING };

void qdwh_weights(fmpq_t a, fmpq_t b, fmpq_t c, const fmpq_t l);

/* One step from the bound state->lo, which advances.  Switching: by QR where c > 100, as
 * published, else by Cholesky.  Errors: as mc_iteration.step. */
MC_MUST_CHECK enum mc_status qdwh_step(struct mc_state *state, enum qdwh_form form);

#endif
