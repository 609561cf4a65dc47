// SPDX-License-Identifier: Apache-2.0
/* The state of polar_refine.c, and what is read out of its planes. */
#ifndef POLAR_REFINE_H
#define POLAR_REFINE_H

#include "certificate/polar.h"
#include "muoncheck/product.h"

/*
 * A is m x n, m >= n, max |a_ij| about 1.  Y is what the planes say, exactly: Y itself where m = n, else
 * Y = A X, so that the range of Y is that of A.
 *
 *   M = Y^T A + e,   E = I - Y^T Y + e',   every entry of e and e' at most 2^unit; m > n: E = I - M X,
 *   M = X^T G + e, G = A^T A exactly, so that ||e'||_F <= n 2^unit (1 + ||X||_F)
 */
struct refinement {
    slong m, n, unit, shift;         /* k, e: 2^shift times what they are                     */
    struct mc_planes A, G, Y, M, E, T, F;   /* Y: X where m > n                               */
    struct mc_product_workspace workspace;
    double *k, *e, *s, *z;           /* n x n: skew(M), E, sym(M), Z                          */
    double *vt, *sigma;              /* n x n, n: A = U diag(sigma) V^T nearly                */
};

/* k, e and s from M and E, each entry off by at most 2^-46 of itself. */
void refinement_read(struct refinement *r);

/* Upper bounds, and a lower one, in the Frobenius norm.  false: memory is out. */
bool refinement_residuals(struct polar_residuals *found, const struct refinement *r);

#endif
