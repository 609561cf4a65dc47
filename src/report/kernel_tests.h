// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What two projects ask of an orthogonalised matrix, in fp32 and without bounds, as they do:
 *
 *   elementwise  max |Y - U V^T|, U S V^T = X by an fp32 SVD; NVIDIA Emerging-Optimizers allows
 *                0.1
 *   gram         max |Y Y^T - I| on the smaller side; microsoft/dion allows 0.15 for Polar
 *                Express
 *
 * Shapes: X and Y m x n, of exact entries.  Rounding: fp32 throughout; these are no enclosures.
 * NaN, where the result is none, is within no tolerance.
 */
#ifndef KERNEL_TESTS_H
#define KERNEL_TESTS_H

#include "muoncheck/arb.h"
#include "muoncheck/status.h"

#define ELEMENTWISE_TOLERANCE 0.1f
#define GRAM_TOLERANCE 0.15f

struct kernel_tests {
    float elementwise, gram;
};

/* Errors: MC_NO_RESOURCE; MC_NOT_DECIDED where the SVD does not converge. */
MC_MUST_CHECK enum mc_status kernel_tests_run(struct kernel_tests *out, const arb_mat_t X,
                                              const arb_mat_t Y);

#endif
