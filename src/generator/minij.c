// SPDX-License-Identifier: GPL-3.0-or-later
/* A(i,j) = min(i,j), sigma_k = 1/(4 sin^2((2k-1) pi/(4n+2))). */
#include "generator/shape.h"

static enum mc_status make(struct mc_matrix *A, const struct spec *spec,
                           struct mc_complaint *why)
{
    slong n, i, j;
    enum mc_status status = shape_order(&n, spec, 8, SHAPE_LIMIT, why);

    if (status != MC_OK)
        return status;
    mc_matrix_init_rational(A, spec_text(spec), n, n);
    for (i = 0; i < n; i++)
        for (j = 0; j < n; j++)
            fmpq_set_si(fmpq_mat_entry(A->rational, i, j), 1 + (i < j ? i : j), 1);
    return MC_OK;
}

const struct generator generator_minij = {
    .id = "minij",
    .title = "min(i,j): integers, singular values in closed form",
    .source = "Higham, Accuracy and Stability, 2nd ed., 28",
    .keys = "n",
    .example = "minij:n=10",
    .make = make,
};
