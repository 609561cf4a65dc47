// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Noise of stochastic gradients: independent entries with mean zero, drawn as exact doubles.
 *
 *   gaussian    sigma g, g standard Gaussian                              E xi^2 = sigma^2
 *   two-point   +-sigma, each with probability 1/2                        E xi^2 = sigma^2
 *   pareto      +-sigma U^(-1/2), U uniform on (0, 1]: P(|xi| > sigma t) = t^-2 for t >= 1; its
 *               variance is infinite
 *
 * Stale gradients are the trajectory's business: they are taken at an older X.
 */
#ifndef NOISE_H
#define NOISE_H

#include <gsl/gsl_rng.h>
#include <stdbool.h>
#include "muoncheck/arb.h"

struct noise {
    const char *id, *title;
    bool bounded_variance;
    double (*draw)(gsl_rng *rng);      /* with sigma = 1                                     */
};

/* NULL: there is none. */
const struct noise *noise_find(const char *id);

/* G (points) += 2^log2_sigma times a draw an entry; exact. */
void noise_add(arb_mat_t G, const struct noise *noise, slong log2_sigma, gsl_rng *rng);

#endif
