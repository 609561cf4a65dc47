// SPDX-License-Identifier: GPL-3.0-or-later
/* Gaussian doubles times 2^-1060, rounded to multiples of 2^-1074; A(1,1) = 2^-1074: entries
 * of few bits, squares far below the doubles. */
#include <math.h>

#include "generator/random.h"
#include "generator/shape.h"

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
            mc_matrix_set_double(A, i, j, i + j ? ldexp(random_gaussian(rng), -1060)
                                                : ldexp(1, -1074));
    gsl_rng_free(rng);
    return MC_OK;
}

const struct generator generator_near_underflow = {
    .id = "near-underflow",
    .title = "subnormal doubles down to 4.9e-324",
    .source = "definition",
    .keys = "m n seed",
    .example = "near-underflow:m=4,n=3,seed=1",
    .make = make,
};
