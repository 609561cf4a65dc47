// SPDX-License-Identifier: GPL-3.0-or-later
/* A(i,j) = scale (-1)^(number of common binary ones of i and j), i, j from 0: scale sqrt(n)
 * times an orthogonal matrix. */
#include "generator/shape.h"

static void fill(struct mc_matrix *A, const fmpq_t scale)
{
    slong i, j;

    for (i = 0; i < A->rows; i++)
        for (j = 0; j < A->cols; j++) {
            fmpq *x = fmpq_mat_entry(A->rational, i, j);
            if (__builtin_parityl((unsigned long)(i & j)))
                fmpq_neg(x, scale);
            else
                fmpq_set(x, scale);
        }
}

static enum mc_status make(struct mc_matrix *A, const struct spec *spec,
                           struct mc_complaint *why)
{
    slong n;
    fmpq_t scale;
    enum mc_status status = shape_order(&n, spec, 8, SHAPE_LIMIT, why);

    fmpq_init(scale);
    if (status == MC_OK && (n & (n - 1)) != 0)
        status = mc_complain(why, MC_BAD_INPUT, "n=%ld is not a power of two", (long)n);
    if (status == MC_OK)
        status = spec_rational(scale, spec, "scale", "1", why);
    if (status == MC_OK) {
        mc_matrix_init_rational(A, spec_text(spec), n, n);
        fill(A, scale);
    }
    fmpq_clear(scale);
    return status;
}

const struct generator generator_hadamard = {
    .id = "hadamard",
    .title = "Hadamard matrix of order 2^k: one singular value, n times",
    .source = "Sylvester 1867",
    .keys = "n scale",
    .example = "hadamard:n=8",
    .make = make,
};
