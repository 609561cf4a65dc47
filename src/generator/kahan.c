// SPDX-License-Identifier: GPL-3.0-or-later
/* A = diag(1, s, ..., s^(n-1)) T, T unit upper triangular with -c above the diagonal,
 * s = sin(theta), c = cos(theta). */
#include <stdlib.h>

#include "generator/shape.h"

struct parameters {
    fmpq_t theta;
};

static void free_parameters(void *parameters)
{
    struct parameters *p = parameters;

    fmpq_clear(p->theta);
    free(p);
}

/* A theta of height h can be as large as h, and is, but for rare fractions, 1/h^2 away from the
 * multiples of pi, near which s loses digits; its n-th power loses log2 n bits more. */
static slong working_bits(const fmpq_t theta, slong n, slong prec)
{
    return prec + 16 + 2 * FLINT_BIT_COUNT(n) + 3 * (slong)fmpq_height_bits(theta);
}

static void enclose(arb_mat_t out, const void *parameters, slong prec)
{
    const struct parameters *p = parameters;
    slong n = arb_mat_nrows(out), working = working_bits(p->theta, n, prec), i, j;
    arb_t theta, s, c;

    arb_init(theta);
    arb_init(s);
    arb_init(c);
    arb_set_fmpq(theta, p->theta, working);
    arb_sin_cos(s, c, theta, working);
    arb_neg(c, c);
    arb_mat_zero(out);
    for (i = 0; i < n; i++) {
        arb_pow_ui(arb_mat_entry(out, i, i), s, (ulong)i, working);
        for (j = i + 1; j < n; j++)
            arb_mul(arb_mat_entry(out, i, j), arb_mat_entry(out, i, i), c, working);
    }
    arb_clear(theta);
    arb_clear(s);
    arb_clear(c);
}

static enum mc_status make(struct mc_matrix *A, const struct spec *spec,
                           struct mc_complaint *why)
{
    slong n;
    struct parameters *p;
    enum mc_status status = shape_order(&n, spec, 8, SHAPE_LIMIT, why);

    if (status != MC_OK)
        return status;
    p = calloc(1, sizeof *p);
    if (!p)
        return mc_complain(why, MC_NO_RESOURCE, "memory is out");
    fmpq_init(p->theta);
    status = spec_rational(p->theta, spec, "theta", "6/5", why);
    if (status == MC_OK)
        mc_matrix_init_computed(A, spec_text(spec), n, n, enclose, p, free_parameters);
    else
        free_parameters(p);
    return status;
}

const struct generator generator_kahan = {
    .id = "kahan",
    .title = "upper triangular, near a matrix of lower rank that no diagonal entry shows",
    .source = "Kahan 1966",
    .keys = "n theta",
    .example = "kahan:n=6,theta=1.2",
    .make = make,
};
