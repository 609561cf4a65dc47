// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Spectral transforms of balls: out (m x n, initialised) contains U f(S) V^T, or U S^p V^T, of
 * every matrix in the balls A.
 * Errors: MC_NOT_DECIDED where no finite radius is certain at `prec`; those of transform.h.
 */
#ifndef BALL_TRANSFORM_H
#define BALL_TRANSFORM_H

#include "muoncheck/transform.h"

MC_MUST_CHECK enum mc_status ball_function(arb_mat_t out, const arb_mat_t A,
                                           const struct mc_spectral_function *f, slong prec);
MC_MUST_CHECK enum mc_status ball_power(arb_mat_t out, const arb_mat_t A, const fmpq_t p,
                                        slong prec);

/* The same from an SVD that is there. */
MC_MUST_CHECK enum mc_status ball_function_of(arb_mat_t out, const struct mc_svd *svd,
                                              const struct mc_spectral_function *f, slong prec);

#endif
