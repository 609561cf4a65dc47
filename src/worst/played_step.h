// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Within this room: one step of odd_polynomial.h with chosen roundings, and the derivative of
 * what it leads to.  X (m x n, m <= n), all row-major:
 *
 *   G = X X^T,  H_q = c_q G,  H_j = c_j G + H_(j+1) G,  X+ = c_0 X + H_1 X
 *
 * and for q = 1, X+ = c_0 X + c_1 (G X).  Backwards, from Z = d<Z, X+>: dH_1 = Z X^T, dH_(j+1)
 * = dH_j G, dG = sum of c_j dH_j + H_(j+1)^T dH_j, and dX = c_0 Z + H_1^T Z + (dG + dG^T) X, at
 * the matrices of the run before.  c is the coefficient as the format has it.
 */
#ifndef PLAYED_STEP_H
#define PLAYED_STEP_H

#include <flint/fmpq_poly.h>
#include "worst/perturbed.h"

enum { MOST_TERMS = 8 };

struct played {
    slong m, n, q;
    double c[MOST_TERMS + 1];
    double *X, *G, *H[MOST_TERMS + 1];               /* of the last run; H[j], j >= 1         */
    double *on_X, *on_image, *on_G, *on_H[MOST_TERMS + 1];      /* signs                      */
    double *square, *wide, *turned;                  /* room                                  */
};

bool played_init(struct played *step, const fmpq_poly_t p, const struct mc_arithmetic *in,
                 slong m, slong n);
void played_clear(struct played *step);

/* x becomes X+; false: without roundings, but with the coefficients of the format. */
void played_forward(struct played *step, double *x, bool signs, const struct perturbed *rules);

/* The signs that let <Z, X+> grow, and Z becomes the derivative by X. */
void played_backward(struct played *step, double *Z);

#endif
