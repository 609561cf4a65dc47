// SPDX-License-Identifier: Apache-2.0
/* A matrix that is read in pieces, so that it need not be held in doubles, or at all. */
#ifndef SOURCE_H
#define SOURCE_H

#include "muoncheck/arb.h"
#include "muoncheck/status.h"

/* m x n, column-major without gaps. */
struct matrix_source {
    slong m, n;
    const void *context;
    /* Entries at, ..., at + count - 1 of the array, exactly. */
    void (*read)(double *out, const void *context, slong at, slong count);
    /* These are not wanted for a while; NULL where that helps nobody. */
    void (*release)(const void *context, slong at, slong count);
};

/* ||A||_2 as mc_double_spectral_norm, and from the same pass ||A||_F, of relative width about
 * (m + n) u; neither finite on MC_BAD_INPUT and MC_NO_RESOURCE. */
MC_MUST_CHECK enum mc_status source_norms(arb_t spectral, arb_t frobenius,
                                          const struct matrix_source *A, slong digits);

/* Bytes that this takes beside A but for Lanczos vectors: min(m, n)^2 / 2 doubles and a panel. */
size_t source_bytes(slong m, slong n);

#endif
