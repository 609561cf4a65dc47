// SPDX-License-Identifier: Apache-2.0
/*
 * Within this room: X+ = U f(S) V^T for an odd rational function, G = X X^T on the smaller
 * side.
 *
 *   by one inverse       f(x) = x N(x^2) / D(x^2):          X+ = (N(G) D(G)^-1) X
 *   by partial fractions f(x) = x (g + sum h_j / (x^2 + e_j)):
 *                        X+ = g X + sum h_j (G + e_j I)^-1 X, in the order of j
 *
 * N and D by Horner's rule.  Inverses are formed, and neither QR nor Cholesky is: the numerical
 * stability of the inverse-free variants is not that of these.
 */
#ifndef ODD_RATIONAL_H
#define ODD_RATIONAL_H

#include "muoncheck/iteration.h"

/* w+ = w above(w^2) / below(w^2), the map_at of everything that notes its step. */
void rational_map_at(arb_t next, const arb_t w, const struct mc_state *state, slong prec);

/* Sets state->above and below.  Errors: MC_NOT_DECIDED when D(G) cannot be inverted. */
MC_MUST_CHECK enum mc_status odd_rational_step(struct mc_state *state, const fmpq_poly_t N,
                                               const fmpq_poly_t D);

/* The same with integers, `count` of each, lowest power first. */
MC_MUST_CHECK enum mc_status integer_rational_step(struct mc_state *state, const slong *N,
                                                   const slong *D, slong count);

/* The same, with h and e of `count` items.  Sets state->above and below. */
MC_MUST_CHECK enum mc_status partial_fractions_step(struct mc_state *state, const fmpq_t g,
                                                    const fmpq *h, const fmpq *e, slong count);

#endif
