// SPDX-License-Identifier: Apache-2.0
/*
 * How far somebody's Y is from the transform U S^p V^T of X, and five metrics of a polar
 * factor.
 *
 *   error            inf ||Y - T|| over the admissible T, in both norms
 *   orthogonality    ||Y^T Y - I||_F / ||I||_F on the smaller side
 *   residual         ||Y sym(Y^T X) - X||_F / ||X||_F
 *   psd_residual     ||negative part|| / ||positive part|| of sym(Y^T X), Frobenius
 *   dual_gap         (||X||_* - <X, Y>) / ||X||_*
 *   bound_violation  max(||Y||_2 - 1, 0)
 *
 * X = U S V^T is m x n, of exact entries; Y too.  Wide matrices are turned on their side.  For
 * p > 0 there is one admissible T, and the metrics are indeterminate.  For p = 0 they are all
 * that attain max <X, T> over ||T||_2 <= 1: with W the partial isometry on the range,
 *
 *   T = W + (I - W W^T) C (I - W^T W),   ||C||_2 <= 1,
 *
 * the subdifferential of the nuclear norm (Watson 1992).  Let Z = (I - W W^T) Y (I - W^T W).
 * The parts of Y - T are orthogonal, so that
 *
 *   ||.||_F  = ||Y - W - Z + E||_F,   E = max(S - 1, 0) on the singular vectors of Z,
 *   ||.||_2 >= max(||W W^T Y - W||_2, ||Y W^T W - W||_2, ||Z||_2 - 1),
 *           <= ||Y - W - Z + E||_2, attained by C = Z - E; and <= ||.||_F,
 *
 * so at less than full rank no precision makes the enclosure of the spectral error a point.
 *
 * Scale: none for p = 0.  What cannot be said (0 / 0) is indeterminate.  Rounding: enclosures.
 */
#ifndef MUONCHECK_CERTIFY_H
#define MUONCHECK_CERTIFY_H

#include <stdbool.h>
#include "matrix.h"
#include "status.h"
#include "table.h"

struct mc_certified {
    slong rows, cols, rank;      /* rank of X                                                 */
    arb_t spectral, frobenius;   /* the error                                                 */
    arb_t orthogonality, residual, psd_residual, dual_gap, bound_violation;
    arb_t image_spectral, image_frobenius;       /* ||Y - X_T||; indeterminate: no table      */
    arb_t approximation_spectral, approximation_frobenius;   /* ||X_T - W||, likewise         */
    enum mc_verdict verdict;     /* on error <= most; MC_UNDECIDED if there is none           */
    slong bits;                  /* of the balls; 64: doubles where they suffice              */
};

struct mc_certify_options {
    fmpq_t p;              /* >= 0                                                            */
    slong digits;          /* ||T||_F + ||Y||_F times 10^-digits is the width allowed of the
                              Frobenius error                                                 */
    slong max_bits;
    bool has_most;         /* decide error <= most ?                                          */
    bool in_frobenius;     /* ... in this norm, not in the spectral one                       */
    fmpq_t most;
    const struct mc_table *table;   /* p = 0: X_T = the exact image of X / ||X||_F; or NULL   */
    slong steps;
};

void mc_certified_init(struct mc_certified *certified);
void mc_certified_clear(struct mc_certified *certified);
void mc_certify_options_init(struct mc_certify_options *options);
void mc_certify_options_clear(struct mc_certify_options *options);

/*
 * Errors: MC_BAD_INPUT where the shapes differ, p < 0 or an entry is not exact; MC_NO_RESOURCE;
 * MC_NOT_DECIDED where max_bits does not give the digits or the verdict: `out` then holds
 * enclosures, wide.
 */
MC_MUST_CHECK enum mc_status mc_certify(struct mc_certified *out, const struct mc_matrix *X,
                                        const struct mc_matrix *Y,
                                        const struct mc_certify_options *options,
                                        struct mc_complaint *why);

#endif
