// SPDX-License-Identifier: GPL-3.0-or-later
/* A(i,i) = scale, m x n. */
#include "generator/shape.h"

static enum mc_status make(struct mc_matrix *A, const struct spec *spec,
                           struct mc_complaint *why)
{
    slong m, n, i;
    fmpq_t scale;
    enum mc_status status = shape_read(&m, &n, spec, 8, why);

    fmpq_init(scale);
    if (status == MC_OK)
        status = spec_rational(scale, spec, "scale", "1", why);
    if (status == MC_OK) {
        mc_matrix_init_rational(A, spec_text(spec), m, n);
        for (i = 0; i < m && i < n; i++)
            fmpq_set(fmpq_mat_entry(A->rational, i, i), scale);
    }
    fmpq_clear(scale);
    return status;
}

const struct generator generator_identity = {
    .id = "identity",
    .title = "a multiple of the identity, square or not",
    .source = "definition",
    .keys = "m n scale",
    .example = "identity:m=4,n=3",
    .make = make,
};
