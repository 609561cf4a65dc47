// SPDX-License-Identifier: Apache-2.0
/* Within this room: an interval of singular values, followed through odd polynomials. */
#ifndef SPAN_H
#define SPAN_H

#include <flint/fmpq_poly.h>
#include "muoncheck/arb.h"

struct span {
    arf_t lo, hi;
};

void span_init(struct span *span);
void span_clear(struct span *span);
void span_set_d(struct span *span, double lo, double hi);

/* [S, sqrt(1 - (r - 1) S^2)], where r values of at least S have squares of sum 1. */
void span_of_spectrum(struct span *span, const fmpq_t least, slong r);

/* The image under p, outward: by its critical points, else piece by piece. */
void span_follow(struct span *span, const fmpq_poly_t p);

/* from <= |x| <= to for all x in the span. */
void span_get_sizes(double *from, double *to, const struct span *span);

/* out contains the largest |1 - F(w)|, w in the span, F the composition: from below by samples,
 * from above by the images. */
void span_approximation(arb_t out, const struct span *span,
                        const fmpq_poly_struct *polynomials, slong steps);

#endif
