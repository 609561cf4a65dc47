// SPDX-License-Identifier: Apache-2.0
/* The state of polar_refine.c, and what is read out of its planes. */
#ifndef POLAR_REFINE_H
#define POLAR_REFINE_H

#include "certificate/polar.h"
#include "muoncheck/product.h"
#include "product/moduli.h"

/*
 * A is m x n, m >= n, max |a_ij| about 1.  Y is what the planes say, exactly: Y itself where m
 * = n, else Y = A X, so that the range of Y is that of A.
 *
 *   M = Y^T A + e,  E = I - Y^T Y + e', entries of e, e' at most 2^unit; m > n: E = I - M X,
 *   M = X^T G + e, G = A^T A exactly, so that ||e'||_F <= n 2^unit (1 + ||X||_F)
 */
struct refinement {
    slong m, n, unit, shift;         /* k, e: 2^shift times what they are                     */
    struct mc_planes A, G, Y, M, E, T, F;   /* Y: X where m > n                               */
    struct mc_product_workspace workspace;
    double *k, *e, *s, *z;           /* n x n: skew(M), E, sym(M), Z                          */
    double *vt, *sigma;              /* n x n, n: A = U diag(sigma) V^T nearly                */
};

/* The exponent of a whole number of planes that reaches 2^-bits. */
static inline slong planes_below(slong bits)
{
    return -(bits + DIGIT_BITS - 1) / DIGIT_BITS * DIGIT_BITS;
}

/* M and E at q bits, then k, e, s with shift p. */
MC_MUST_CHECK enum mc_status refinement_measure(struct refinement *r, slong q, slong p);

/* z = Z times 2^shift from k and e; s is used up.  Returns the norm of z, not rigorous. */
double refinement_solve(struct refinement *r);

/* Y <- Y + Y Z: Z is about 2^-p, and so q - p bits of Y do; z and k are used up. */
MC_MUST_CHECK enum mc_status refinement_apply(struct refinement *r, slong p, slong q);

/* k, e and s from M and E, each entry off by at most 2^-46 of itself. */
void refinement_read(struct refinement *r);

/* Upper bounds, and a lower one, in the Frobenius norm.  false: memory is out. */
bool refinement_residuals(struct polar_residuals *found, const struct refinement *r);

/* mc_polar_refine for a tall A with entries about 1. */
MC_MUST_CHECK enum mc_status refinement_run(arb_mat_t out, double *radius, const arb_mat_t A,
                                            slong prec);

#endif
