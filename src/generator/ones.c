// SPDX-License-Identifier: GPL-3.0-or-later
/* A(i,j) = scale: rank one, sigma_1 = |scale| sqrt(m n); the zero matrix with scale=0. */
#include "generator/shape.h"

static enum mc_status make(struct mc_matrix *A, const struct spec *spec,
                           struct mc_complaint *why)
{
    slong m, n, i, j;
    fmpq_t scale;
    enum mc_status status = shape_read(&m, &n, spec, 8, why);

    fmpq_init(scale);
    if (status == MC_OK)
        status = spec_rational(scale, spec, "scale", "1", why);
    if (status == MC_OK) {
        mc_matrix_init_rational(A, spec_text(spec), m, n);
        for (i = 0; i < m; i++)
            for (j = 0; j < n; j++)
                fmpq_set(fmpq_mat_entry(A->rational, i, j), scale);
    }
    fmpq_clear(scale);
    return status;
}

const struct generator generator_ones = {
    .id = "ones",
    .title = "all entries equal",
    .source = "definition",
    .keys = "m n scale",
    .example = "ones:m=3,n=4,scale=1/3",
    .make = make,
};
