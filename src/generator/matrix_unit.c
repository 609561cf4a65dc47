// SPDX-License-Identifier: GPL-3.0-or-later
/* A = e_1 e_n^T: one entry, in the last column of the first row. */
#include "generator/shape.h"

static enum mc_status make(struct mc_matrix *A, const struct spec *spec,
                           struct mc_complaint *why)
{
    slong m, n;
    fmpq_t scale;
    enum mc_status status = shape_read(&m, &n, spec, 8, why);

    fmpq_init(scale);
    if (status == MC_OK)
        status = spec_rational(scale, spec, "scale", "1", why);
    if (status == MC_OK) {
        mc_matrix_init_rational(A, spec_text(spec), m, n);
        if (m > 0 && n > 0)
            fmpq_set(fmpq_mat_entry(A->rational, 0, n - 1), scale);
    }
    fmpq_clear(scale);
    return status;
}

const struct generator generator_matrix_unit = {
    .id = "matrix-unit",
    .title = "a single nonzero entry, in the last column of the first row",
    .source = "definition",
    .keys = "m n scale",
    .example = "matrix-unit:m=3,n=2",
    .make = make,
};
