// SPDX-License-Identifier: GPL-3.0-or-later
#include <math.h>
#include <string.h>

#include "generator/random.h"
#include "objective/noise.h"

static double two_point(gsl_rng *rng)
{
    return gsl_rng_uniform_int(rng, 2) ? 1 : -1;
}

/* U = k 2^-32, k = 1, ..., 2^32 - 1: division and root are correctly rounded everywhere. */
static double pareto(gsl_rng *rng)
{
    const double u = (double)(gsl_rng_uniform_int(rng, 4294967295) + 1) * 0x1p-32;

    return two_point(rng) / sqrt(u);
}

static const struct noise kinds[] = {
    {"gaussian", "Gaussian", true, random_gaussian},
    {"pareto", "Pareto with exponent 2, either sign", false, pareto},
    {"two-point", "plus or minus sigma", true, two_point},
};

const struct noise *noise_find(const char *id)
{
    size_t i;

    for (i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kinds[i].id, id) == 0)
            return &kinds[i];
    return NULL;
}

void noise_add(arb_mat_t G, const struct noise *noise, slong log2_sigma, gsl_rng *rng)
{
    slong i, j;
    arb_t xi;

    arb_init(xi);
    for (i = 0; i < arb_mat_nrows(G); i++)
        for (j = 0; j < arb_mat_ncols(G); j++) {
            arb_set_d(xi, noise->draw(rng));
            arb_mul_2exp_si(xi, xi, log2_sigma);
            arb_add(arb_mat_entry(G, i, j), arb_mat_entry(G, i, j), xi, ARF_PREC_EXACT);
        }
    arb_clear(xi);
}
