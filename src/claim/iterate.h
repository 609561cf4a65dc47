// SPDX-License-Identifier: GPL-3.0-or-later
/* Iterations of the registry, run in balls on a start that is scaled already. */
#ifndef ITERATE_H
#define ITERATE_H

#include "muoncheck/iteration.h"
#include "muoncheck/spectrum.h"

/* out (of X's shape) = X_steps from X_0 = X, of an iteration for the polar factor that needs no
 * bounds; indeterminate where a step fails.  out may be X. */
void iterate(arb_mat_t out, const char *id, const arb_mat_t X, slong steps, slong prec);

/* w = w_steps from w_0 = w, likewise. */
void iterate_number(arb_t w, const char *id, slong steps, slong prec);

/* 0 < lo <= the `rank` nonzero singular values <= hi, outward to 24 bits, as `converge` takes
 * them. */
void spectrum_bounds(fmpq_t lo, fmpq_t hi, const struct mc_svd *svd, slong rank);

#endif
