// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A = U diag(sigma) V^T with U, V exactly orthonormal (rational butterflies): rational where
 * the singular values are, enclosed to any precision where they are not.
 */
#include <flint/fmpq_vec.h>
#include <stdlib.h>

#include "generator/frame.h"
#include "generator/random.h"
#include "generator/shape.h"
#include "generator/singular_values.h"

struct parameters {
    struct frame u, v;
    struct singular_values sigma;
};

static void free_parameters(void *parameters)
{
    struct parameters *p = parameters;

    frame_clear(&p->u);
    frame_clear(&p->v);
    singular_values_clear(&p->sigma);
    free(p);
}

static void enclose(arb_mat_t out, const void *parameters, slong prec)
{
    const struct parameters *p = parameters;
    slong k = p->sigma.count;
    arb_ptr sigma = _arb_vec_init(k);

    singular_values_enclose(sigma, &p->sigma, prec + 16);
    frame_product_enclosed(out, &p->u, sigma, &p->v, prec);
    _arb_vec_clear(sigma, k);
}

/* Takes the parameters over. */
static void build(struct mc_matrix *A, const struct spec *spec, slong m, slong n,
                  struct parameters *p)
{
    fmpq *sigma;

    if (!singular_values_are_rational(&p->sigma)) {
        mc_matrix_init_computed(A, spec_text(spec), m, n, enclose, p, free_parameters);
        return;
    }
    sigma = singular_values_rational(&p->sigma);
    mc_matrix_init_rational(A, spec_text(spec), m, n);
    frame_product(A->rational, &p->u, sigma, &p->v);
    _fmpq_vec_clear(sigma, p->sigma.count);
    free_parameters(p);
}

static enum mc_status make_with(struct mc_matrix *A, const struct spec *spec, slong m, slong n,
                                gsl_rng *rng, struct mc_complaint *why)
{
    slong k = m < n ? m : n;
    struct parameters *p = calloc(1, sizeof *p);
    enum mc_status status;

    if (!p)
        return mc_complain(why, MC_NO_RESOURCE, "memory is out");
    status = singular_values_init(&p->sigma, spec, k, rng, why);
    if (status != MC_OK) {
        singular_values_clear(&p->sigma);
        free(p);
        return status;
    }
    frame_init_butterfly(&p->u, m, k, rng);
    frame_init_butterfly(&p->v, n, k, rng);
    build(A, spec, m, n, p);
    return MC_OK;
}

static enum mc_status make(struct mc_matrix *A, const struct spec *spec,
                           struct mc_complaint *why)
{
    slong m, n;
    gsl_rng *rng;
    enum mc_status status = shape_read(&m, &n, spec, singular_values_default_count(spec), why);

    if (status == MC_OK)
        status = random_new(&rng, spec, why);
    if (status != MC_OK)
        return status;
    status = make_with(A, spec, m, n, rng, why);
    gsl_rng_free(rng);
    return status;
}

const struct generator generator_prescribed = {
    .id = "prescribed",
    .title = "a dense matrix with prescribed singular values, of any size",
    .source = "as the test matrices of LAPACK (xLATMS), with exactly orthogonal factors",
    .keys = "m n seed rank cond spectrum scale",
    .example = "prescribed:m=6,n=5,seed=1,spectrum=geometric,cond=1e6",
    .make = make,
};
