// SPDX-License-Identifier: GPL-3.0-or-later
/* A(i,j) = 1/(i+j-1), i, j from 1. */
#include "generator/shape.h"

static enum mc_status make(struct mc_matrix *A, const struct spec *spec,
                           struct mc_complaint *why)
{
    slong m, n, i, j;
    enum mc_status status = shape_read(&m, &n, spec, 8, why);

    if (status != MC_OK)
        return status;
    mc_matrix_init_rational(A, spec_text(spec), m, n);
    for (i = 0; i < m; i++)
        for (j = 0; j < n; j++)
            fmpq_set_si(fmpq_mat_entry(A->rational, i, j), 1, (ulong)(i + j + 1));
    return MC_OK;
}

const struct generator generator_hilbert = {
    .id = "hilbert",
    .title = "1/(i+j-1): condition growing as (1 + sqrt(2))^(4n)",
    .source = "Hilbert 1894",
    .keys = "m n",
    .example = "hilbert:n=5",
    .make = make,
};
