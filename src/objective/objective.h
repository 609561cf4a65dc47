// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Objectives with exact gradients and known constants:
 *
 *   spectral    ||grad F(X) - grad F(Y)||_* <= L ||X - Y||
 *   Frobenius   ||grad F(X) - grad F(Y)||_F <= L_F ||X - Y||_F;   L <= min(m, n) L_F
 *   entry       sum |grad F(X) - grad F(Y)|_ij <= L_1 max |X - Y|_ij;   L_1 <= mn L_F
 *   (L0, L1)    the Hessian's norm, Frobenius to Frobenius, is <= L0 + L1 ||grad F(X)||_F
 *
 * One file an objective, one const struct in it, listed in this folder's meson.build.
 */
#ifndef OBJECTIVE_H
#define OBJECTIVE_H

#include <stdbool.h>
#include <stddef.h>
#include "muoncheck/arb.h"

/* What an objective is made from; borrowed.  Each says which it reads. */
struct objective_data {
    const arb_mat_struct *target;      /* C                                                   */
    arb_srcptr offset;                 /* c                                                   */
    const arb_mat_struct *curvature;   /* H, m x m, symmetric positive semidefinite           */
    const arb_mat_struct *mask;        /* m x n of zeros and ones                             */
    const arb_mat_struct *features;    /* A, N x d: a sample a row                            */
    const arb_mat_struct *labels;      /* N x 1: integers from 0                              */
};

/* Infinite where there is none that holds everywhere. */
struct objective_constants {
    arb_t spectral, frobenius, entry;  /* L, L_F, L_1: upper bounds                           */
    bool least;                        /* is it the least L, and the least L_F?               */
    arb_t l0, l1;
    arb_t minimum;                     /* <= F everywhere                                     */
};

struct objective {
    const char *id, *title, *source;
    bool convex;             /* star-convex with it                                           */
    /* X and out are m x n, not aliased.  Enclosures. */
    void (*value)(arb_t out, const struct objective_data *data, const arb_mat_t X, slong prec);
    void (*gradient)(arb_mat_t out, const struct objective_data *data, const arb_mat_t X,
                     slong prec);
    /* For m x n matrices X; what it does not set is as _init left it: none. */
    void (*constants)(struct objective_constants *out, const struct objective_data *data,
                      slong m, slong n, slong prec);
};

extern const struct objective *const objectives[];
extern const size_t objective_count;

const struct objective *objective_find(const char *id);   /* NULL: there is none             */

/* No constant is known. */
void objective_constants_init(struct objective_constants *constants);
void objective_constants_clear(struct objective_constants *constants);

#endif
