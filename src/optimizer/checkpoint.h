// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What the public Muon package does to a weight matrix W (m x n, fp32) in one step, and by how
 * much rounding can move it from the formula:
 *
 *   exact    W+ = (1 - eta lam) W - eta U,   U = s O,  s = sqrt(max(1, m/n)),  ||O|| <= c
 *   package  W+ = fl(fl(k W) - fl(a U^)),    k = fl(1 - eta lam), a = fl(eta),
 *            U^ = O scaled by s and rounded to bf16
 *
 * u = 2^-24, r = min(m, n); entry by entry, with or without a fused last operation:
 *   k and a are off by u and a few roundings of doubles, each product by u more:  below 3u
 *   |fl(z) - z| <= u |fl(z)| for the last rounding
 *   underflow, flushed or not: below t = 2^-124
 *
 *   (1)  ||W+ - (1 - eta lam) W + eta U^||_F
 *            <= u ||W+||_F + 3u ((1 - eta lam) ||W||_F + eta ||U^||_F) + t sqrt(mn)
 *
 * Source: Higham, Accuracy and Stability of Numerical Algorithms, 2.2; derived here.
 */
#ifndef CHECKPOINT_H
#define CHECKPOINT_H

#include "optimizer/optimizer.h"

/*
 * out >= ||U^|| for ||O|| <= c.  Where s is a power of two the scaling is exact and this is
 * s c.  Else ||U^ - s O||_F <= (2^-8 + 2^-23) s ||O||_F (s in fp32, one rounding to bf16), so
 * s c (1 + (2^-8 + 2^-23) sqrt(r)).
 */
void checkpoint_update_bound(arb_t out, slong m, slong n, const arb_t c, slong prec);

/* out = the right side of (1), with ||U^||_F <= sqrt(r) `update`, `update` >= ||U^||. */
void checkpoint_step_allowance(arb_t out, const arb_mat_t before, const arb_mat_t after,
                               const arb_t update, const struct optimizer_settings *settings,
                               slong prec);

/*
 * out >= what the roundings of any number of steps add to ||W||, 0 < eta lam < 1.
 * With B = max(||W_0||_F, sqrt(r) update / lam) and B' = (eta lam B + t') / (eta lam - 4u),
 * t' = t sqrt(mn), (1) keeps ||W_j||_F <= B' for all j and each step adds at most 4u B' + t';
 * the geometric sum gives (4u B' + t') / (eta lam).
 */
void checkpoint_run_allowance(arb_t out, const arb_mat_t first, const arb_t update,
                              const struct optimizer_settings *settings, slong prec);

#endif
