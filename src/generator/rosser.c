// SPDX-License-Identifier: GPL-3.0-or-later
/* sigma = 10 sqrt(10405) twice, 510 + 100 sqrt(26), 1020, 1000 twice, 510 - 100 sqrt(26), 0. */
#include "generator/generator.h"

static const short entries[8][8] = {
    {611, 196, -192, 407, -8, -52, -49, 29},
    {196, 899, 113, -192, -71, -43, -8, -44},
    {-192, 113, 899, 196, 61, 49, 8, 52},
    {407, -192, 196, 611, 8, 44, 59, -23},
    {-8, -71, 61, 8, 411, -599, 208, 208},
    {-52, -43, 49, 44, -599, 411, 208, 208},
    {-49, -8, 8, 59, 208, 208, 99, -911},
    {29, -44, 52, -23, 208, 208, -911, 99},
};

static enum mc_status make(struct mc_matrix *A, const struct spec *spec,
                           struct mc_complaint *why)
{
    slong i, j;

    mc_matrix_init_rational(A, spec_text(spec), 8, 8);
    for (i = 0; i < 8; i++)
        for (j = 0; j < 8; j++)
            fmpq_set_si(fmpq_mat_entry(A->rational, i, j), entries[i][j], 1);
    return MC_OK;
}

const struct generator generator_rosser = {
    .id = "rosser",
    .title = "8 x 8 integers with double, nearly equal and zero singular values",
    .source = "Rosser, Lanczos, Hestenes and Karush 1951",
    .keys = "",
    .example = "rosser",
    .make = make,
};
