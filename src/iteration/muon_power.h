// SPDX-License-Identifier: Apache-2.0
/*
 * Within this room: Muon^p's recurrences for U S^p V^T, as the authors' code has them.  X = M /
 * s, s = ||M||_F, Y_0 = X, and with powers that act on singular values, Y^3 = Y Y^T Y,
 *
 *   p = a / b   Y+ = Y - c (Y^b - X^a)
 *   p = 1/2     Y+ = Y - (Y^4 - X^2) (c X + d Y),   Y^4 = (Y Y^T)^2, X^2 = X X^T
 *
 * Fixed points are y^b = x^a; of the latter also y = -(c/d) x.  On singular values e = y - x^p
 * has e+ = e (1 - c (y^(b-1) + ... + x^(p (b-1)))), so convergence is linear, and slow where x
 * is small: theorem muon-power-recurrences.  The code leaves the result scaled by s^-p, since
 * its update is normalised afterwards; the output here undoes that.  It adds 1e-7 to s
 * (--epsilon). Products from the left as there; the smaller side at the left.  x is Y and y is
 * X.
 *
 * Source: utils.py and dual_optimizer.py of github.com/princeton-pli/muon-p, the code of arXiv:
 * 2606.13867 (Dong and Sawin), its coefficients and its six steps.
 */
#ifndef MUON_POWER_H
#define MUON_POWER_H

#include "muoncheck/iteration.h"

/* One step; `c` is num / den, and p is that of the iteration: 1/3, 1/5, 1/7 or 3/5. */
enum mc_status muon_power_step(struct mc_state *state, slong num, ulong den);

/* One step for p = 1/2. */
enum mc_status muon_half_step(struct mc_state *state, slong c, slong d, ulong den);

/* s^p Y */
void muon_power_output(arb_mat_t out, const struct mc_state *state);

#endif
