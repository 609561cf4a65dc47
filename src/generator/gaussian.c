// SPDX-License-Identifier: GPL-3.0-or-later
/* Independent entries scale g, g a standard Gaussian double; with a scale other than 1 rounded
 * to nearest, with 53 bits and no limit to the exponent.  Drawn row by row. */
#include "generator/random.h"
#include "generator/shape.h"

static void draw(arb_t x, const fmpq_t scale, gsl_rng *rng)
{
    arf_ptr value;

    arb_set_d(x, random_gaussian(rng));
    if (fmpq_is_one(scale))
        return;
    value = arb_midref(x);
    arf_mul_fmpz(value, value, fmpq_numref(scale), ARF_PREC_EXACT, ARF_RND_DOWN);
    arf_div_fmpz(value, value, fmpq_denref(scale), 53, ARF_RND_NEAR);
}

static enum mc_status make(struct mc_matrix *A, const struct spec *spec,
                           struct mc_complaint *why)
{
    slong m, n, i, j;
    gsl_rng *rng = NULL;
    fmpq_t scale;
    enum mc_status status = shape_read(&m, &n, spec, 8, why);

    fmpq_init(scale);
    if (status == MC_OK)
        status = spec_rational(scale, spec, "scale", "1", why);
    if (status == MC_OK)
        status = random_new(&rng, spec, why);
    if (status == MC_OK) {
        mc_matrix_init_dyadic(A, spec_text(spec), m, n);
        for (i = 0; i < m; i++)
            for (j = 0; j < n; j++)
                draw(arb_mat_entry(A->dyadic, i, j), scale, rng);
    }
    gsl_rng_free(rng);
    fmpq_clear(scale);
    return status;
}

const struct generator generator_gaussian = {
    .id = "gaussian",
    .title = "independent standard Gaussian doubles, times scale",
    .source = "mt19937, ratio of uniforms",
    .keys = "m n seed scale",
    .example = "gaussian:m=4,n=6,seed=3",
    .make = make,
};
