// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The worst rounding that a search finds (search.h), over spectra and directions (recipe.h): of
 * the format itself, or with rounding errors that an opponent chooses within the model
 * (adversary.h).
 *
 * What is found is a fact about one input, enclosed; that nothing is worse is not claimed.
 * Deterministic for a seed.  Distances are judged against a run in doubles, or in balls where
 * the format is fp64 itself, and the worst one is then enclosed.
 */
#ifndef WORST_ROUNDING_H
#define WORST_ROUNDING_H

#include "iteration/tolerance.h"
#include "worst/recipe.h"

struct worst_rounding {
    arb_t frobenius, spectral;   /* ||X^_K - X_K||; not finite: no run was                    */
    struct recipe recipe;
    slong runs, left_range;      /* how many, and how many of them ended beyond the format    */
};

void worst_rounding_init(struct worst_rounding *worst);
void worst_rounding_clear(struct worst_rounding *worst);

/* About ||X^_K - X_K||; infinite where X^_K is not finite. */
double rounding_estimate(const struct tolerance_question *question, const arb_mat_t M);

/* Some `runs` of them, of shape question->m x n. `seed` says where to start.  Errors:
 * MC_NO_RESOURCE. */
MC_MUST_CHECK enum mc_status worst_rounding_find(struct worst_rounding *out,
                                                 const struct tolerance_question *question,
                                                 slong runs, unsigned long seed);

/* The same against the opponent; `spectral` stays indeterminate.  Errors: MC_NOT_DECIDED, and
 * nothing found, where adversary.h has none; MC_NO_RESOURCE. */
MC_MUST_CHECK enum mc_status worst_adversary_find(struct worst_rounding *out,
                                                  const struct tolerance_question *question,
                                                  slong runs, unsigned long seed);

#endif
