// SPDX-License-Identifier: Apache-2.0
/* Within this room: the polynomials of one step on the spectra of G and G^; step_error.h
 * derives what stands here. */
#ifndef STEP_PARTS_H
#define STEP_PARTS_H

#include "iteration/step_error.h"

/* One step under analysis; the spectra of G and of symmetric G^ lie in [lo, hi]. */
struct step_run {
    const struct rounding_model *model;
    const struct step *step;
    double r, N, lo, hi;
    struct size X, G;        /* of X, of G^                                                   */
    struct error E;          /* G^ - G                                                        */
};

/* |c|, and |fl(c) - c|, from above; infinite where c does not fit. */
struct coefficient {
    double size, off;
};

/* c_j */
struct coefficient step_coefficient(const struct step_run *run, slong j);

/* H_j(G^) - H_j(G), H_j(t) = c_j t + ... + c_q t^(q-j+1) */
struct error step_moved(const struct step_run *run, slong j);

/* The sizes of H_j(G^): on its spectrum, or on that of G and moved. */
struct size step_tail(const struct step_run *run, slong j);

#endif
