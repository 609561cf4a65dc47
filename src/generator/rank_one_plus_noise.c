// SPDX-License-Identifier: GPL-3.0-or-later
/* A = u v^T + scale G, u and v integers from 1 to 9 with random signs, G Gaussian rounded down
 * to multiples of 2^-10: rational, and of rank one with scale=0. */
#include <math.h>

#include "generator/random.h"
#include "generator/shape.h"

static void draw_vector(fmpz *u, slong length, gsl_rng *rng)
{
    slong i;

    for (i = 0; i < length; i++) {
        slong size = 1 + (slong)gsl_rng_uniform_int(rng, 9);
        fmpz_set_si(u + i, gsl_rng_uniform_int(rng, 2) ? size : -size);
    }
}

static void draw_noise(fmpq_t x, const fmpq_t scale, gsl_rng *rng)
{
    fmpq_set_si(x, (slong)floor(1024 * random_gaussian(rng)), 1024);
    fmpq_mul(x, x, scale);
}

static void fill(struct mc_matrix *A, const fmpq_t scale, gsl_rng *rng)
{
    fmpz *u = _fmpz_vec_init(A->rows), *v = _fmpz_vec_init(A->cols);
    fmpz_t product;
    slong i, j;

    fmpz_init(product);
    draw_vector(u, A->rows, rng);
    draw_vector(v, A->cols, rng);
    for (i = 0; i < A->rows; i++)
        for (j = 0; j < A->cols; j++) {
            fmpq *x = fmpq_mat_entry(A->rational, i, j);
            draw_noise(x, scale, rng);
            fmpz_mul(product, u + i, v + j);
            fmpq_add_fmpz(x, x, product);
        }
    fmpz_clear(product);
    _fmpz_vec_clear(u, A->rows);
    _fmpz_vec_clear(v, A->cols);
}

static enum mc_status make(struct mc_matrix *A, const struct spec *spec,
                           struct mc_complaint *why)
{
    slong m, n;
    gsl_rng *rng = NULL;
    fmpq_t scale;
    enum mc_status status = shape_read(&m, &n, spec, 8, why);

    fmpq_init(scale);
    if (status == MC_OK)
        status = spec_rational(scale, spec, "scale", "1/1000", why);
    if (status == MC_OK)
        status = random_new(&rng, spec, why);
    if (status == MC_OK) {
        mc_matrix_init_rational(A, spec_text(spec), m, n);
        fill(A, scale, rng);
    }
    gsl_rng_free(rng);
    fmpq_clear(scale);
    return status;
}

const struct generator generator_rank_one_plus_noise = {
    .id = "rank-one-plus-noise",
    .title = "a rank-one matrix of integers plus Gaussian noise: the shape of gradients",
    .source = "definition",
    .keys = "m n seed scale",
    .example = "rank-one-plus-noise:m=5,n=4,seed=2,scale=1e-6",
    .make = make,
};
