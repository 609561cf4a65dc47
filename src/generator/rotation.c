// SPDX-License-Identifier: GPL-3.0-or-later
/* scale [c, -s; s, c], s = sin(theta), c = cos(theta). */
#include <stdlib.h>

#include "generator/generator.h"

struct parameters {
    fmpq_t theta, scale;
};

static void free_parameters(void *parameters)
{
    struct parameters *p = parameters;

    fmpq_clear(p->theta);
    fmpq_clear(p->scale);
    free(p);
}

static void enclose(arb_mat_t out, const void *parameters, slong prec)
{
    const struct parameters *p = parameters;
    arb_ptr s = arb_mat_entry(out, 1, 0), c = arb_mat_entry(out, 0, 0);
    /* theta can be as large as its height, and its error is absolute. */
    slong working = prec + 16 + (slong)fmpq_height_bits(p->theta);
    arb_t theta, scale;

    arb_init(theta);
    arb_init(scale);
    arb_set_fmpq(theta, p->theta, working);
    arb_set_fmpq(scale, p->scale, working);
    arb_sin_cos(s, c, theta, working);
    arb_mul(s, s, scale, working);
    arb_mul(c, c, scale, working);
    arb_neg(arb_mat_entry(out, 0, 1), s);
    arb_set(arb_mat_entry(out, 1, 1), c);
    arb_clear(theta);
    arb_clear(scale);
}

static enum mc_status make(struct mc_matrix *A, const struct spec *spec,
                           struct mc_complaint *why)
{
    struct parameters *p = calloc(1, sizeof *p);
    enum mc_status status;

    if (!p)
        return mc_complain(why, MC_NO_RESOURCE, "memory is out");
    fmpq_init(p->theta);
    fmpq_init(p->scale);
    status = spec_rational(p->theta, spec, "theta", "6/5", why);
    if (status == MC_OK)
        status = spec_rational(p->scale, spec, "scale", "1", why);
    if (status == MC_OK)
        mc_matrix_init_computed(A, spec_text(spec), 2, 2, enclose, p, free_parameters);
    else
        free_parameters(p);
    return status;
}

const struct generator generator_rotation = {
    .id = "rotation",
    .title = "2 x 2 rotation by theta radians, times scale",
    .source = "definition",
    .keys = "theta scale",
    .example = "rotation:theta=1/3",
    .make = make,
};
