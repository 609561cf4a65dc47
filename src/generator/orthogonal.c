// SPDX-License-Identifier: GPL-3.0-or-later
/* A Cayley transform with random signs: A^T A = I for m >= n, A A^T = I for m <= n, exactly. */
#include "generator/frame.h"
#include "generator/random.h"
#include "generator/shape.h"

static void fill(struct mc_matrix *A, gsl_rng *rng)
{
    bool tall = A->rows >= A->cols;
    struct frame q;
    fmpq_mat_t columns;

    frame_init_cayley(&q, tall ? A->rows : A->cols, tall ? A->cols : A->rows, rng);
    fmpq_mat_init(columns, fmpz_mat_nrows(q.columns), fmpz_mat_ncols(q.columns));
    frame_get_rational(columns, &q);
    if (tall)
        fmpq_mat_set(A->rational, columns);
    else
        fmpq_mat_transpose(A->rational, columns);
    fmpq_mat_clear(columns);
    frame_clear(&q);
}

static enum mc_status make(struct mc_matrix *A, const struct spec *spec,
                           struct mc_complaint *why)
{
    slong m, n;
    gsl_rng *rng;
    enum mc_status status = shape_read(&m, &n, spec, 8, why);

    if (status == MC_OK && (m > FRAME_CAYLEY_LIMIT || n > FRAME_CAYLEY_LIMIT))
        return mc_complain(why, MC_BAD_INPUT, "m=%ld, n=%ld: orthogonal goes up to %d", (long)m,
                           (long)n, FRAME_CAYLEY_LIMIT);
    if (status == MC_OK)
        status = random_new(&rng, spec, why);
    if (status != MC_OK)
        return status;
    mc_matrix_init_rational(A, spec_text(spec), m, n);
    fill(A, rng);
    gsl_rng_free(rng);
    return MC_OK;
}

const struct generator generator_orthogonal = {
    .id = "orthogonal",
    .title = "orthonormal rows or columns with rational entries",
    .source = "Cayley 1846",
    .keys = "m n seed",
    .example = "orthogonal:m=4,n=4,seed=1",
    .make = make,
};
