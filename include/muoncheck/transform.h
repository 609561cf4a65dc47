// SPDX-License-Identifier: Apache-2.0
/*
 * Spectral transforms f(A) = U f(S) V^T, f(0) = 0, f >= 0 for positive arguments, extended as an
 * odd function.
 *
 * How the radius comes about.  Let U^, V^ be the exactly orthonormal polar factors of the
 * computed U, V, so ||U - U^||_F <= alpha and ||V - V^||_F <= beta (Higham's lemma, catalogue
 * 3.26), and B = U^ S V^^T: a matrix whose SVD is known exactly and is near A:
 *
 *   ||A - B||_F <= eps + s_1 (alpha sqrt(1+beta) + beta)  =: delta.
 *
 * The computed U f(S) V^T is near f(B) in the same way, with max f(s_i) in place of s_1, and
 *
 *   ||f(A) - f(B)||_F <= L ||A - B||_F,   L >= |f[l, m]|
 *
 * for all divided differences over pairs of eigenvalues l of the dilation of A, m of that of B
 * (Daleckii-Krein; catalogue 3.39).  Each transform says which L it uses.
 */
#ifndef MUONCHECK_TRANSFORM_H
#define MUONCHECK_TRANSFORM_H

#include "spectrum.h"

/*
 * out (m x n, initialised): exact midpoints; radius >= ||out - U S^p V^T||_F.  p >= 0 rational.
 *
 * p = 0 is the polar factor (the partial isometry on the range); it needs a decided rank, and
 * L = 2 / (sigma_r(A) + sigma_r(B)) (catalogue 3.30).  0 < p < 1: L = s^(p-1) with s the smallest
 * nonzero singular value of both when the rank is decided, else tau^(p-1) and an additional
 * c_p tau^p (sqrt(k_A) + sqrt(k_B)) with tau balanced (3.39).  p = 1: A itself.  p > 1: L = p s_1^(p-1).
 * Errors: MC_NOT_DECIDED if p = 0 and the rank is an interval, MC_BAD_INPUT if p < 0; out is then
 * zero, the radius infinite.
 */
MC_MUST_CHECK enum mc_status mc_transform_power(arb_mat_t out, arb_t radius,
                                                const struct mc_svd *svd, const arb_mat_t A,
                                                const fmpq_t p, slong prec);

/*
 * A spectral function for mc_transform_function: value f(s) at an exact s > 0, and an upper bound
 * for |f[l, m]| over the eigenvalues that occur, which are the +-sigma_i(A), +-s_i and, where
 * ranks allow, 0.  `lipschitz` may return +inf (then the radius is infinite: not decided).
 */
struct mc_spectral_function {
    void (*value)(arb_t out, const arb_t s, const void *parameters, slong prec);
    void (*lipschitz)(arb_t out, const struct mc_svd *svd, const void *parameters, slong prec);
    const void *parameters;
};

/* As mc_transform_power, for any such function. */
MC_MUST_CHECK enum mc_status mc_transform_function(arb_mat_t out, arb_t radius,
                                                   const struct mc_svd *svd,
                                                   const struct mc_spectral_function *f,
                                                   slong prec);

/* Widens every entry by `radius`: the ball matrix that surely contains the transform. */
void mc_widen(arb_mat_t balls, const arb_t radius);

#endif
