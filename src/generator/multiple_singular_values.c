// SPDX-License-Identifier: GPL-3.0-or-later
/* [1,0,0,0; 0,2,1,0; 0,1,2,0; 0,0,0,-1]: sigma = 3, 1, 1, 1. */
#include "generator/generator.h"

static const short entries[4][4] = {
    {1, 0, 0, 0},
    {0, 2, 1, 0},
    {0, 1, 2, 0},
    {0, 0, 0, -1},
};

static enum mc_status make(struct mc_matrix *A, const struct spec *spec,
                           struct mc_complaint *why)
{
    slong i, j;

    mc_matrix_init_rational(A, spec_text(spec), 4, 4);
    for (i = 0; i < 4; i++)
        for (j = 0; j < 4; j++)
            fmpq_set_si(fmpq_mat_entry(A->rational, i, j), entries[i][j], 1);
    return MC_OK;
}

const struct generator generator_multiple_singular_values = {
    .id = "multiple-singular-values",
    .title = "4 x 4 integers, sigma = 3, 1, 1, 1, on which a multiprecision SVD has hung",
    .source = "GenericLinearAlgebra.jl issue 81",
    .keys = "",
    .example = "multiple-singular-values",
    .make = make,
};
