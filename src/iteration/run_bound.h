// SPDX-License-Identifier: Apache-2.0
/*
 * Within this room: a bound of ||X^_k - X_k|| for one run, X^_k the stored iterates and X_k the
 * exact run, from what each step adds by itself and what the later steps make of it at most.
 *
 * Spectra (polar, X_(k+1) = f_k(X_k) with f_k odd, on singular values).  Step j adds E_j = X^_j
 * - f_(j-1)(X^_(j-1)), E_0 = X^_0 - X_0, enclosed: it is measured at the stored iterates, so it
 * does not matter how they were computed.  With F = f_(k-1) o ... o f_j the steps from j to k,
 *
 *   X^_k - X_k = sum over j <= k of F(X^_j) - F(f_(j-1)(X^_(j-1))),
 *   ||F(A) - F(B)||_F <= max |F[x, y]| ||A - B||_F,   x of A, y of B,
 *
 * over the singular values of both with either sign, and 0 where m != n: for the dilations H, K
 * with orthonormal eigenvectors u_i, v_l and eigenvalues a_i, b_l, u_i^T (F(H) - F(K)) v_l =
 * F[a_i, b_l] u_i^T (H - K) v_l (Daleckii and Krein 1965; tolerance.h).  So the maximum runs
 * over finitely many numbers, not over an interval.  (F o f)[x, y] = F[f(x), f(y)] f[x, y]
 * carries them from step to step (step_map.h).  Where the iteration tends to the polar factor,
 * F[x, y] tends to 0 and F[x, -y] to 2/(x + y): this is then R.-C. Li's bound (SIAM J. Matrix
 * Anal. Appl. 16, 1995) for every step, and a self-correcting iteration forgets all but the
 * last errors along the spectrum. An exact run that starts anew from a sketch is measured at
 * its first step.  In null directions F[x, 0] is the slope at zero, which rounding really has
 * there: after a sketch of lower rank norms soon say more.
 *
 * Pairs (coupled iterations for roots, s = (X, Y)).  With d_k = s^_k - s_k and G_k the
 * derivative of the step at the exact, commuting s_k,
 *
 *   d_(k+1) = G_k d_k + g_(k+1):   g_(k+1) := d_(k+1) - G_k d_k,  g_0 = d_0
 *
 * holds what the step rounds and all that is not linear in d_k; it is enclosed, so no error
 * need be small.  In the eigenvectors of A, which are orthonormal, G_k acts on each pair of
 * entries (i, l) of X and Y by a 2 x 2 matrix; P = G_(k-1) ... G_j likewise, so that
 *
 *   ||part a of d_k||_F <= sum over j <= k, b of max over i, l of |P_ab| ||part b of g_j||_F.
 *
 * G_k comes from the step itself: a product, an inverse or a sum of [[X, D], [0, X]] has X's at
 * its diagonal and the derivative beside them; with n x n blocks that gives G_k d_k, with
 * numbers the 2 x 2 matrices.  The output (scaling undone, as stored) adds what it rounds,
 * measured.
 *
 * Recurrence (Muon^p but for 1/2: Y_(k+1) = g(Y_k) + h(X), g and h odd, on singular values).
 * With r_(k+1) = (Y^_(k+1) - g(Y^_k)) - (Y_(k+1) - g(Y_k)), which is enclosed,
 *
 *   Y^_(k+1) - Y_(k+1) = g(Y^_k) - g(Y_k) + r_(k+1),
 *   b_(k+1) = max |g[x, y]| b_k + ||r_(k+1)||_F,   b_0 = ||Y^_0 - Y_0||_F,   x of Y^_k, y of Y_k
 *
 * as above.  g depends on one matrix, so its differences do not go on through h: steps are
 * bounded one by one.  The output (scaling undone, as stored) adds what it rounds, measured.
 *
 * Norms: ||X^_k|| + ||X_k||, which says nothing of the step; taken where it is less, or where
 * there is no other.  BeyondMuon's routines start anew for every k and have no steps to follow,
 * and Muon^p's for 1/2 is no such sum.
 *
 * Rounding: all in balls, so that the upper end holds.  Where X^_k is not finite there is no
 * bound.
 */
#ifndef RUN_BOUND_H
#define RUN_BOUND_H

#include "iteration/trajectory.h"

/* Sets run_bound and run_bound_by of every step. */
void run_bound(struct mc_convergence *out, const struct trajectory *run,
               const struct target *target, slong prec);

/* The arguments: bounds[k] = sums, k < count; indeterminate where nothing is enclosed.
 * Errors: MC_NO_RESOURCE. */
MC_MUST_CHECK enum mc_status run_bound_spectra(arb_ptr bounds, const struct trajectory *run,
                                               const struct target *target, slong prec);
MC_MUST_CHECK enum mc_status run_bound_pairs(arb_ptr bounds, const struct trajectory *run,
                                             const struct target *target, slong prec);
MC_MUST_CHECK enum mc_status run_bound_recurrence(arb_ptr bounds, const struct trajectory *run,
                                                  const struct target *target, slong prec);

#endif
