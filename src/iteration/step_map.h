// SPDX-License-Identifier: Apache-2.0
/*
 * Within this room: the scalar map f of a step that an exact run has taken, kept by itself, and
 * its divided differences f[u, v] = (f(u) - f(v)) / (u - v), f'(u) where u = v.
 *
 *   rational   f(w) = w R(w^2), R = N / D:   f[u, v] = u (u + v) R[a, b] + R(b), a = u^2, b =
 *              v^2, R[a, b] = (N[a, b] - R(b) D[a, b]) / D(a), and p[a, b] = a q[a, b] + q(b)
 *              for p(t) = t q(t) + c: Horner's rule, which divides by no difference
 *   Newton     f(w) = (mu w + 1 / (mu w)) / 2:   f[u, v] = (mu - 1 / (mu u v)) / 2
 *
 * Enclosures; not finite where D or u v is not told from zero.
 */
#ifndef STEP_MAP_H
#define STEP_MAP_H

#include <flint/fmpq_poly.h>
#include "muoncheck/iteration.h"

struct step_map {
    fmpq_poly_t above, below;   /* N, D; 0 where the step is Newton's                         */
    arb_t mu;
};

void step_map_init(struct step_map *map);
void step_map_clear(struct step_map *map);

/* The map of the step that `state` has just taken; false: it noted none. */
bool step_map_note(struct step_map *map, const struct mc_state *state);

void step_map_apply(arb_t out, const arb_t w, const struct step_map *map, slong prec);

/* plus = f[u, v] and minus = f[u, -v]; they may be neither u nor v. */
void step_map_differences(arb_t plus, arb_t minus, const arb_t u, const arb_t v,
                          const struct step_map *map, slong prec);

/* f(w)/w = f[w, 0] */
void step_map_ratio(arb_t out, const arb_t w, const struct step_map *map, slong prec);

/* C = U f(S) V^T of X = U S V^T; false: not enclosed. */
bool step_map_matrix(arb_mat_t C, const arb_mat_t X, const struct step_map *map, slong prec);

#endif
