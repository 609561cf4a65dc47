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

/* As mc_double_spectral_norm. */
MC_MUST_CHECK enum mc_status source_spectral_norm(arb_t out, const struct matrix_source *A,
                                                  slong digits);

#endif
