// SPDX-License-Identifier: GPL-3.0-or-later
/* A(i,i) = scale, A(i,i+1) = 1: far from normal. */
#include "generator/shape.h"

static enum mc_status make(struct mc_matrix *A, const struct spec *spec,
                           struct mc_complaint *why)
{
    slong n, i;
    fmpq_t scale;
    enum mc_status status = shape_order(&n, spec, 8, SHAPE_LIMIT, why);

    fmpq_init(scale);
    if (status == MC_OK)
        status = spec_rational(scale, spec, "scale", "1", why);
    if (status == MC_OK) {
        mc_matrix_init_rational(A, spec_text(spec), n, n);
        for (i = 0; i < n; i++) {
            fmpq_set(fmpq_mat_entry(A->rational, i, i), scale);
            if (i + 1 < n)
                fmpq_one(fmpq_mat_entry(A->rational, i, i + 1));
        }
    }
    fmpq_clear(scale);
    return status;
}

const struct generator generator_jordan = {
    .id = "jordan",
    .title = "Jordan block with scale on the diagonal",
    .source = "Jordan 1870",
    .keys = "n scale",
    .example = "jordan:n=2",
    .make = make,
};
