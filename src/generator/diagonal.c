// SPDX-License-Identifier: GPL-3.0-or-later
/* A = diag(sigma), m x n: rational where the singular values are, else enclosed. */
#include <flint/fmpq_vec.h>
#include <stdlib.h>

#include "generator/random.h"
#include "generator/shape.h"
#include "generator/singular_values.h"

static void free_parameters(void *parameters)
{
    singular_values_clear(parameters);
    free(parameters);
}

static void enclose(arb_mat_t out, const void *parameters, slong prec)
{
    const struct singular_values *values = parameters;
    arb_ptr sigma = _arb_vec_init(values->count);
    slong i;

    singular_values_enclose(sigma, values, prec);
    arb_mat_zero(out);
    for (i = 0; i < values->count; i++)
        arb_swap(arb_mat_entry(out, i, i), sigma + i);
    _arb_vec_clear(sigma, values->count);
}

static void fill_rational(struct mc_matrix *A, const struct singular_values *values)
{
    fmpq *sigma = singular_values_rational(values);
    slong i;

    for (i = 0; i < values->count; i++)
        fmpq_set(fmpq_mat_entry(A->rational, i, i), sigma + i);
    _fmpq_vec_clear(sigma, values->count);
}

static void build(struct mc_matrix *A, const struct spec *spec, slong m, slong n,
                  struct singular_values *values)
{
    if (singular_values_are_rational(values)) {
        mc_matrix_init_rational(A, spec_text(spec), m, n);
        fill_rational(A, values);
        free_parameters(values);
    } else {
        mc_matrix_init_computed(A, spec_text(spec), m, n, enclose, values, free_parameters);
    }
}

static enum mc_status make(struct mc_matrix *A, const struct spec *spec,
                           struct mc_complaint *why)
{
    slong m, n;
    gsl_rng *rng;
    struct singular_values *values;
    enum mc_status status = shape_read(&m, &n, spec, singular_values_default_count(spec), why);

    if (status == MC_OK)
        status = random_new(&rng, spec, why);
    if (status != MC_OK)
        return status;
    values = calloc(1, sizeof *values);
    status = values ? singular_values_init(values, spec, m < n ? m : n, rng, why)
                    : mc_complain(why, MC_NO_RESOURCE, "memory is out");
    gsl_rng_free(rng);
    if (status == MC_OK)
        build(A, spec, m, n, values);
    else if (values)
        free_parameters(values);
    return status;
}

const struct generator generator_diagonal = {
    .id = "diagonal",
    .title = "prescribed singular values on the diagonal",
    .source = "definition",
    .keys = "m n seed rank cond spectrum scale",
    .example = "diagonal:m=4,n=5,spectrum=[3,1,1,1/1000]",
    .make = make,
};
