// SPDX-License-Identifier: Apache-2.0
#include "muoncheck/audit.h"

enum { PREC = 128, DECADE = 10 };

slong mc_spectrum_edge(size_t k)
{
    static const slong of_first_decade[DECADE] = {1000000, 800000, 630000, 500000, 400000,
                                                  315000,  250000, 200000, 160000, 125000};
    slong edge = of_first_decade[k % DECADE];

    if (k >= MC_SPECTRUM_BINS)
        return 0;
    for (; k >= DECADE; k -= DECADE)
        edge /= DECADE;
    return edge;
}

void mc_figures_init(struct mc_figures *f)
{
    *f = (struct mc_figures){0};
    arb_init(f->spectral);
    arb_init(f->frobenius);
    arb_init(f->stable_rank);
    arb_init(f->nuclear);
    arb_indeterminate(f->spectral);
    arb_indeterminate(f->frobenius);
    arb_indeterminate(f->stable_rank);
    arb_indeterminate(f->nuclear);
}

void mc_figures_clear(struct mc_figures *f)
{
    arb_clear(f->spectral);
    arb_clear(f->frobenius);
    arb_clear(f->stable_rank);
    arb_clear(f->nuclear);
}

void mc_figures_set_stable_rank(struct mc_figures *f)
{
    arb_div(f->stable_rank, f->frobenius, f->spectral, PREC);
    arb_sqr(f->stable_rank, f->stable_rank, PREC);
}

/* sigma <= edge_k sigma_1, or the contrary, for certain? */
static bool is_at_most(arb_srcptr sigma, arb_srcptr first, size_t k, bool contrary)
{
    arb_t left, right;
    bool certain;

    arb_init(left);
    arb_init(right);
    arb_mul_si(left, sigma, MC_SPECTRUM_UNIT, PREC);
    arb_mul_si(right, first, mc_spectrum_edge(k), PREC);
    certain = contrary ? arb_gt(left, right) : arb_le(left, right);
    arb_clear(left);
    arb_clear(right);
    return certain;
}

/* sigma_1 is in the first bin; of the others none is above it. */
void mc_figures_count(struct mc_figures *f, arb_srcptr sigma, slong count)
{
    size_t from = 0, to;

    f->has_counts = count > 0 && arb_is_positive(sigma);
    for (size_t k = 0; k < MC_SPECTRUM_BINS; k++)
        f->least[k] = f->most[k] = 0;
    for (slong i = 0; f->has_counts && i < count; i++) {
        while (i && from + 1 < MC_SPECTRUM_BINS && is_at_most(sigma + i, sigma, from + 1, false))
            from++;
        to = from;
        while (i && to + 1 < MC_SPECTRUM_BINS && !is_at_most(sigma + i, sigma, to + 1, true))
            to++;
        f->least[from] += from == to;
        for (size_t k = from; k <= to; k++)
            f->most[k]++;
    }
}
