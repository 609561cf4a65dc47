// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Random numbers that are the same on every machine: GSL's mt19937, whose integers are
 * specified bit by bit, and functions of them in exact or correctly rounded operations.
 */
#ifndef RANDOM_H
#define RANDOM_H

#include <gsl/gsl_rng.h>
#include "generator/generator.h"

/* The key "seed" (0 to 2^32 - 1, 1 where absent; 0 is the generator's own default, 4357).
 * Errors: MC_BAD_INPUT; MC_NO_RESOURCE.  *rng is then NULL, and gsl_rng_free accepts that. */
MC_MUST_CHECK enum mc_status random_new(gsl_rng **rng, const struct spec *spec,
                                        struct mc_complaint *why);

/* Uniform on -bound, ..., bound. */
slong random_integer(gsl_rng *rng, slong bound);

/* k/2^16, uniform on 0 < k < 2^16. */
void random_fraction(fmpq_t u, gsl_rng *rng);

/*
 * Standard Gaussian: the quotient of two uniforms (Kinderman and Monahan 1977, with the bounds
 * of Leva 1992), which is one division, so that only the choice between two draws, never a
 * digit of one, hangs on the system's logarithm.
 */
double random_gaussian(gsl_rng *rng);

#endif
