// SPDX-License-Identifier: GPL-3.0-or-later
/* Gaussian doubles times 2^1021, clipped to +-DBL_MAX, and A(1,1) = DBL_MAX: the largest
 * singular value is beyond the doubles. */
#include <float.h>
#include <math.h>

#include "generator/random.h"
#include "generator/shape.h"

static double draw(gsl_rng *rng)
{
    return fmax(-DBL_MAX, fmin(DBL_MAX, ldexp(random_gaussian(rng), 1021)));
}

static enum mc_status make(struct mc_matrix *A, const struct spec *spec,
                           struct mc_complaint *why)
{
    slong m, n, i, j;
    gsl_rng *rng;
    enum mc_status status = shape_read(&m, &n, spec, 8, why);

    if (status == MC_OK)
        status = random_new(&rng, spec, why);
    if (status != MC_OK)
        return status;
    mc_matrix_init_dyadic(A, spec_text(spec), m, n);
    for (i = 0; i < m; i++)
        for (j = 0; j < n; j++)
            mc_matrix_set_double(A, i, j, i + j ? draw(rng) : DBL_MAX);
    gsl_rng_free(rng);
    return MC_OK;
}

const struct generator generator_near_overflow = {
    .id = "near-overflow",
    .title = "doubles up to 1.8e308, norms beyond",
    .source = "definition",
    .keys = "m n seed",
    .example = "near-overflow:m=4,n=3,seed=1",
    .make = make,
};
