// SPDX-License-Identifier: GPL-3.0-or-later
#include <gsl/gsl_randist.h>

#include "generator/random.h"

enum mc_status random_new(gsl_rng **rng, const struct spec *spec, struct mc_complaint *why)
{
    slong seed;
    enum mc_status status = spec_integer(&seed, spec, "seed", 1, 0, 4294967295L, why);

    *rng = NULL;
    if (status != MC_OK)
        return status;
    *rng = gsl_rng_alloc(gsl_rng_mt19937);
    if (!*rng)
        return mc_complain(why, MC_NO_RESOURCE, "memory is out");
    gsl_rng_set(*rng, (unsigned long)seed);
    return MC_OK;
}

slong random_integer(gsl_rng *rng, slong bound)
{
    return (slong)gsl_rng_uniform_int(rng, 2 * (unsigned long)bound + 1) - bound;
}

void random_fraction(fmpq_t u, gsl_rng *rng)
{
    fmpq_set_si(u, (slong)gsl_rng_uniform_int(rng, 65535) + 1, 65536);
}

double random_gaussian(gsl_rng *rng)
{
    return gsl_ran_gaussian_ratio_method(rng, 1.0);
}
