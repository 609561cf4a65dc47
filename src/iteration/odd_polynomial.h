// SPDX-License-Identifier: Apache-2.0
/*
 * Within this room: X+ = U p(S) V^T for an odd polynomial p(x) = c_0 x + c_1 x^3 + c_2 x^5 + ...
 * With G = X X^T on the smaller side (X^T X at the right for more rows than columns):
 *
 *   H = c_q G,  H = c_j G + H G for j = q - 1, ..., 1,  X+ = c_0 X + H X
 *
 * each sum rounded once after its two products with the coefficients, as mc_combine says; of
 * degree 3, X+ = c_0 X + c_1 (G X).  That is the order of the published codes for quintics.
 */
#ifndef ODD_POLYNOMIAL_H
#define ODD_POLYNOMIAL_H

#include "muoncheck/iteration.h"

void odd_polynomial_apply(struct mc_state *state, const fmpq_poly_t p);

/* state->above and below of p: w+ = w above(w^2) / 1. */
void odd_polynomial_note(struct mc_state *state, const fmpq_poly_t p);

/* C = G B or B G, on the side where the small matrix G fits. */
void apply_small(arb_mat_t C, const arb_mat_t G, const arb_mat_t B,
                 const struct mc_arithmetic *in);

#endif
