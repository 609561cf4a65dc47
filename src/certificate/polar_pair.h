// SPDX-License-Identifier: Apache-2.0
/*
 * The residuals of a given Y against B, in doubles, product by product; each product has the bound of
 * blocked.h, so that any number of threads is as good as one.
 *
 *   D^ = fl(Y^T Y) - I                        defect = (1 + u) ||D^|| + e_D
 *   S + K = fl(Y^T B), parts                  skew   <= ||K|| + e_M
 *   lambda_min(S) by definite.h               least  >= lambda_min(S) - u ||S|| - e_M
 *   N = fl(Y S)                               | ||B - Y sym(Y^T B)|| - ||B - N|| | <= e_N
 *
 * `normal` of polar.h is at most ||B - Y S||, since (I - Y^ Y^^T) Y S = 0 whatever S: there the
 * errors of S do not count.
 */
#ifndef POLAR_PAIR_H
#define POLAR_PAIR_H

#include "certificate/polar.h"

/* Tall, m >= n; B is a power of two times X, entries below 2^100, and off by `loss` in all. */
struct polar_pair {
    slong m, n;
    const double *y, *b;   /* m x n                                                       */
    double *s;             /* n x n: D^, then S; the lower triangle counts                */
    double norm_y, norm_b, loss;
    double defect_down;    /* <= ||Y^T Y - I||                                            */
    double error;          /* of S, rounding of the parts included                        */
    double residual_down, residual_up;     /* of ||B - Y sym(Y^T B)||                     */
    struct two_parts parts;
    struct polar_residuals found;
};

void polar_pair_init(struct polar_pair *p, const double *y, const double *b, double *s, slong m,
                     slong n, double loss);

/* In this order; the second leaves S in the lower triangle of s, the third mirrors it, the last
 * keeps but the strict lower triangle.  false: memory is out. */
bool polar_pair_defect(struct polar_pair *p);
bool polar_pair_parts(struct polar_pair *p);
bool polar_pair_residual(struct polar_pair *p);
bool polar_pair_least(struct polar_pair *p);

/* All that ||Y - polar(B)|| needs; nothing beyond the first where that says that Y is no use. */
bool polar_pair_measure(struct polar_pair *p);

#endif
