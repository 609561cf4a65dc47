// SPDX-License-Identifier: GPL-3.0-or-later
/* (n+1) x n: a row of ones over mu I.  sigma_1 = sqrt(n + mu^2), all others are mu. */
#include "generator/shape.h"

static enum mc_status make(struct mc_matrix *A, const struct spec *spec,
                           struct mc_complaint *why)
{
    slong n, i;
    fmpq_t mu;
    enum mc_status status = shape_order(&n, spec, 8, SHAPE_LIMIT - 1, why);

    fmpq_init(mu);
    if (status == MC_OK)
        status = spec_rational(mu, spec, "scale", "1/1000000", why);
    if (status == MC_OK) {
        mc_matrix_init_rational(A, spec_text(spec), n + 1, n);
        for (i = 0; i < n; i++) {
            fmpq_one(fmpq_mat_entry(A->rational, 0, i));
            fmpq_set(fmpq_mat_entry(A->rational, i + 1, i), mu);
        }
    }
    fmpq_clear(mu);
    return status;
}

const struct generator generator_lauchli = {
    .id = "lauchli",
    .title = "ones over scale times the identity: A^T A loses what A knows",
    .source = "Lauchli 1961",
    .keys = "n scale",
    .example = "lauchli:n=4,scale=1e-8",
    .make = make,
};
