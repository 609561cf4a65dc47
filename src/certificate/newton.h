// SPDX-License-Identifier: Apache-2.0
/* The residuals of a polar factor and its Newton step, for polar_factor.c, which has the
 * formulas. All numbers are upper bounds in the Frobenius norm. */
#ifndef NEWTON_H
#define NEWTON_H

#include "muoncheck/arb.h"
#include <stdbool.h>

struct newton {
    slong m, n;            /* m >= n                                                     */
    double *room;          /* owns all arrays below                                      */
    double *y, *b, *u;     /* m x n: Y, B; U, then scratch                               */
    double *vt, *sigma;    /* n x n, n: B = U diag(sigma) V^T nearly, in any order       */
    double *s, *k, *d, *z; /* n x n: S^, K^, D^ (all with both triangles), Z             */
    double *tail;          /* n x n: scratch                                             */
    double error_s, error_k, error_d; /* of S^, K^, D^                                      */
    double norm_z, norm_s, norm_k, defect; /* ||Z||, ||S||, ||K||, ||D||                    */
    double skew;   /* ||K + skew(Z^T S)||, but for (S - S^): z error_s           */
    double normal; /* ||(I - Y'^ Y'^^T) B||                                      */
    double tiny;   /* m n ETA: underflow in m n entries                          */
};

/* y, vt, sigma from dsyevd of B^T B: y is orthonormal to about u cond(B)^2.  false: that, or
 * the memory, is not enough. */
bool start_by_gram(struct newton *w);

/* The same from dgesdd, to about u; u is used up.  false: it failed, or a value is zero. */
bool start_by_svd(struct newton *w);

/* s, k, d with their errors.  false: memory is out. */
bool newton_products(struct newton *w);

/* z and the norms that follow from it. */
bool newton_step(struct newton *w);

#endif
