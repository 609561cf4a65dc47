// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A = U diag(sigma) V^T with U, V the first columns of Cayley transforms of integer skew
 * matrices over an integer, and sigma rational.  Irrational laws are rounded to 24 bits.
 */
#include <flint/fmpq_vec.h>
#include <string.h>

#include "generator/frame.h"
#include "generator/random.h"
#include "generator/rational_svd.h"
#include "generator/shape.h"
#include "generator/singular_values.h"

/* What the spec determines. */
struct factors {
    slong m, n, k;
    struct frame u, v;
    fmpq *sigma;
};

static void factors_clear(struct factors *f)
{
    frame_clear(&f->u);
    frame_clear(&f->v);
    _fmpq_vec_clear(f->sigma, f->k);
}

static enum mc_status read_shape(struct factors *f, const struct spec *spec,
                                 struct mc_complaint *why)
{
    enum mc_status status = shape_read(&f->m, &f->n, spec, singular_values_default_count(spec),
                                       why);

    if (status == MC_OK && (f->m > FRAME_CAYLEY_LIMIT || f->n > FRAME_CAYLEY_LIMIT))
        status = mc_complain(why, MC_BAD_INPUT, "m=%ld, n=%ld: rational-svd goes up to %d",
                             (long)f->m, (long)f->n, FRAME_CAYLEY_LIMIT);
    f->k = f->m < f->n ? f->m : f->n;
    return status;
}

static enum mc_status factors_init(struct factors *f, const struct spec *spec,
                                   struct mc_complaint *why)
{
    struct singular_values values;
    gsl_rng *rng;
    enum mc_status status = read_shape(f, spec, why);

    if (status != MC_OK)
        return status;
    status = random_new(&rng, spec, why);
    if (status != MC_OK)
        return status;
    status = singular_values_init(&values, spec, f->k, rng, why);
    if (status == MC_OK) {
        f->sigma = singular_values_rational(&values);
        frame_init_cayley(&f->u, f->m, f->k, rng);
        frame_init_cayley(&f->v, f->n, f->k, rng);
    }
    singular_values_clear(&values);
    gsl_rng_free(rng);
    return status;
}

static enum mc_status make(struct mc_matrix *A, const struct spec *spec,
                           struct mc_complaint *why)
{
    struct factors f;
    enum mc_status status = factors_init(&f, spec, why);

    if (status != MC_OK)
        return status;
    mc_matrix_init_rational(A, spec_text(spec), f.m, f.n);
    frame_product(A->rational, &f.u, f.sigma, &f.v);
    factors_clear(&f);
    return MC_OK;
}

static void take_factors(struct rational_svd *truth, const struct factors *f)
{
    slong i;

    fmpq_mat_init(truth->u, f->m, f->k);
    fmpq_mat_init(truth->s, f->k, f->k);
    fmpq_mat_init(truth->v, f->n, f->k);
    frame_get_rational(truth->u, &f->u);
    frame_get_rational(truth->v, &f->v);
    for (i = 0; i < f->k; i++)
        fmpq_set(fmpq_mat_entry(truth->s, i, i), f->sigma + i);
}

enum mc_status rational_svd_init(struct rational_svd *truth, const char *text,
                                 struct mc_complaint *why)
{
    struct factors f;
    struct spec *spec;
    enum mc_status status = spec_parse(&spec, text, why);

    if (status != MC_OK)
        return status;
    if (!strcmp(spec_name(spec), "rational-svd"))
        status = factors_init(&f, spec, why);
    else
        status = mc_complain(why, MC_BAD_INPUT, "'%.60s' is not rational-svd", spec_name(spec));
    if (status == MC_OK) {
        take_factors(truth, &f);
        factors_clear(&f);
    }
    spec_free(spec);
    return status;
}

void rational_svd_clear(struct rational_svd *truth)
{
    fmpq_mat_clear(truth->u);
    fmpq_mat_clear(truth->s);
    fmpq_mat_clear(truth->v);
}

const struct generator generator_rational_svd = {
    .id = "rational-svd",
    .title = "U S V^T with all three factors rational: the truth is known exactly",
    .source = "Cayley transforms",
    .keys = "m n seed rank cond spectrum scale",
    .example = "rational-svd:m=5,n=4,seed=1,spectrum=[1,1,1/2,0]",
    .make = make,
};
