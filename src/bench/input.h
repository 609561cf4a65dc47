// SPDX-License-Identifier: GPL-3.0-or-later
/* The matrices of benchmarks. */
#ifndef INPUT_H
#define INPUT_H

#include "bench/benchmark.h"

/* A (initialised) = independent entries with `bits` random bits each, uniform in [0, 1). */
void input_random(arb_mat_t A, unsigned long long seed, slong bits);

/* A (initialised by this, cleared by the caller whatever it returns) =
 * NAME:m=n,n=n,seed=SEEDKEYS, rounded to `bits` bits.  Errors: those of the generator. */
MC_MUST_CHECK enum mc_status input_generate(arb_mat_t A, const char *name, const char *keys,
                                            slong n, unsigned long long seed, slong bits,
                                            struct mc_complaint *why);

#endif
