// SPDX-License-Identifier: GPL-3.0-or-later
/* A = 0, m x n. */
#include "generator/shape.h"

static enum mc_status make(struct mc_matrix *A, const struct spec *spec,
                           struct mc_complaint *why)
{
    slong m, n;
    enum mc_status status = shape_read(&m, &n, spec, 8, why);

    if (status == MC_OK)
        mc_matrix_init_rational(A, spec_text(spec), m, n);
    return status;
}

const struct generator generator_zero = {
    .id = "zero",
    .title = "the zero matrix",
    .source = "definition",
    .keys = "m n",
    .example = "zero:m=3,n=2",
    .make = make,
};
