// SPDX-License-Identifier: Apache-2.0
/*
 * What the rows that depend on singular values alone share.  If K(M) = sum k(sigma_i), k even
 * and convex, then K*(Z) = sum k*(sigma_i(Z)) and gradK(M) = U k'(S) V^T (von Neumann's trace
 * inequality; Lewis, The convex analysis of unitarily invariant matrix functions, 1995).
 */
#ifndef NORM_SPECTRAL_H
#define NORM_SPECTRAL_H

#include "muoncheck/norm.h"
#include "muoncheck/transform.h"

/* out = k(s) for a ball s of numbers >= 0. */
typedef void mc_scalar_rule(arb_t out, const arb_t s, const struct mc_norm_parameters *with,
                            slong prec);

/* out = sum over i <= min(m, n) of rule(sigma_i(X)); negative parts of sigma_i are cut off. */
MC_MUST_CHECK enum mc_status mc_spectral_sum(arb_t out, struct mc_operand *X,
                                             mc_scalar_rule *rule,
                                             const struct mc_norm_parameters *with, slong prec);

/* out = sigma_1(X); the gauge of every row whose constraint is ||Z|| <= 1. */
MC_MUST_CHECK enum mc_status mc_spectral_gauge(arb_t out, struct mc_operand *X,
                                               const struct mc_norm_parameters *with,
                                               slong prec);

/* out = sum of all sigma_i(X), and of the k largest. */
MC_MUST_CHECK enum mc_status mc_spectral_nuclear(arb_t out, struct mc_operand *X, slong prec);
MC_MUST_CHECK enum mc_status mc_spectral_ky_fan(arb_t out, struct mc_operand *X, slong k,
                                                slong prec);

/* out = U f(S) V^T as balls.  MC_NOT_DECIDED where f's Lipschitz bound is infinite. */
MC_MUST_CHECK enum mc_status mc_spectral_gradient(arb_mat_t out, struct mc_operand *M,
                                                  const struct mc_spectral_function *f,
                                                  slong prec);

/* out = U S^p V^T as balls, p >= 0; p = 0 needs a decided rank. */
MC_MUST_CHECK enum mc_status mc_spectral_power(arb_mat_t out, struct mc_operand *M,
                                               const fmpq_t p, slong prec);

/* out = U 1{S > cut} V^T as balls.  MC_NOT_DECIDED unless every sigma_i is certainly above or
 * certainly below the cut.  cut > 0. */
MC_MUST_CHECK enum mc_status mc_spectral_step(arb_mat_t out, struct mc_operand *M,
                                              const arb_t cut, slong prec);

/* out = U_k V_k^T as balls; the partial isometry on the whole range if the rank is <= k.
 * MC_NOT_DECIDED unless sigma_k > sigma_(k+1) is certain, or rank <= k. */
MC_MUST_CHECK enum mc_status mc_spectral_leading(arb_mat_t out, struct mc_operand *M, slong k,
                                                 slong prec);

/* q = p / (p - 1). */
void mc_conjugate_exponent(fmpq_t q, const fmpq_t p);

#endif
