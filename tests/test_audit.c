// SPDX-License-Identifier: GPL-3.0-or-later
/* Bounds of updates and of decay, against trajectories that attain them. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "muoncheck/audit.h"

enum { PREC = 128 };

static void expect_bound(const char *convention, slong m, slong n, slong c, double value)
{
    fmpq_t number;
    arb_t bound;

    fmpq_init(number);
    arb_init(bound);
    fmpq_set_si(number, c, 1);
    cr_assert(mc_update_bound(bound, convention, m, n, number, PREC, NULL) == MC_OK);
    cr_expect(fabs(arf_get_d(arb_midref(bound), ARF_RND_NEAR) - value) <= 0x1p-50 * value,
              "%s %ld x %ld: %.17g", convention, (long)m, (long)n,
              arf_get_d(arb_midref(bound), ARF_RND_NEAR));
    arb_clear(bound);
    fmpq_clear(number);
}

/* What a factor costs that is applied in bf16, at r = 4. */
static const double once = 1 + (0x1p-8 + 0x1p-23) * 2;
static const double twice = 1 + (0x1p-8 + 0x1p-23) * (2 + 0x1p-8 + 0x1p-23) * 2;

Test(audit, has_the_factor_of_keller_jordans_muon)
{
    expect_bound("keller", 16, 4, 3, 6);
    expect_bound("keller", 4, 16, 3, 3);
    expect_bound("keller", 12, 4, 1, sqrt(3) * once);
    expect_bound("keller", 12, 4, -1, 1.2023686052 * sqrt(3) * once);
}

Test(audit, has_the_factor_of_pytorchs_muon)
{
    expect_bound("pytorch", 12, 4, 1, sqrt(3));
    expect_bound("pytorch", 4, 12, 1, 1);
}

Test(audit, has_the_factor_of_moonlight)
{
    expect_bound("moonlight", 12, 100, 1, 2);
    expect_bound("moonlight", 100, 12, 1, 2);
    expect_bound("moonlight", 12, 12, -1, 1.2023686052 * sqrt(12) / 5);
}

/* A shape that is a power of two leaves the rounding by the radius. */
Test(audit, has_the_factor_and_the_radius_of_scion)
{
    expect_bound("scion", 4, 16, 1, 0.5 * once);
    expect_bound("scion", 16, 4, 1, 2 * once);
    expect_bound("scion", 12, 4, 1, sqrt(3) * twice);
    expect_bound("scion", 4, 12, -1, 1.2023686052 / sqrt(3) * twice);
}

Test(audit, has_no_factor_where_the_update_is_exact)
{
    expect_bound("exact", 12, 4, -1, 1);
    expect_bound("exact", 4, 12, 3, 3);
}

Test(audit, refuses_a_convention_that_it_does_not_know)
{
    fmpq_t number;
    arb_t bound;

    fmpq_init(number);
    arb_init(bound);
    cr_expect(mc_update_bound(bound, "adam", 2, 2, number, PREC, NULL) == MC_BAD_INPUT);
    cr_expect(!arb_is_finite(bound));
    arb_clear(bound);
    fmpq_clear(number);
}

/* 1 x 1 in floats: w+ = fl(fl(k w) + a), the fastest growth that updates of norm 1 allow. */
static void hold_growth(float eta, float lambda, float w, slong steps)
{
    const struct mc_weight weight = {.rows = 1, .cols = 1, .digits = 24, .tiny = -126};
    arb_t bound, first, update, rate, decay;
    float keep = (float)(1 - (double)eta * (double)lambda);
    double limit = fmax((double)w, 1 / (double)lambda);

    arb_init(bound);
    arb_init(first);
    arb_init(update);
    arb_init(rate);
    arb_init(decay);
    arb_set_d(first, (double)w);
    arb_one(update);
    arb_set_d(rate, (double)eta);
    arb_set_d(decay, (double)lambda);
    for (slong k = 0; k < steps; k++)
        w = keep * w + eta;
    mc_decay_bound(bound, first, update, rate, decay, steps, &weight, PREC);
    arb_set_d(update, (double)w);
    cr_expect(arb_le(update, bound), "%a after %ld steps", (double)w, (long)steps);
    /* The attained rounding is below 4u / (eta lambda) of the limit, the allowed about that. */
    arb_set_d(rate, limit * 0x1p-21 / ((double)eta * (double)lambda));
    arb_add(update, update, rate, PREC);
    cr_expect(arb_gt(update, bound), "the bound is wide after %ld steps", (long)steps);
    arb_clear(bound);
    arb_clear(first);
    arb_clear(update);
    arb_clear(rate);
    arb_clear(decay);
}

Test(audit, bounds_the_fastest_growth_in_floats_and_not_by_much)
{
    const float starts[] = {0.25F, 9.75F, 10, 12, 100};

    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        for (slong steps = 1; steps <= 100000; steps *= 10)
            hold_growth(0.02F, 0.1F, starts[i], steps);
}

Test(audit, claims_nothing_where_rounding_is_larger_than_the_decay)
{
    const struct mc_weight weight = {.rows = 1, .cols = 1, .digits = 8, .tiny = -126};
    arb_t bound, one, rate;

    arb_init(bound);
    arb_init(one);
    arb_init(rate);
    arb_one(one);
    arb_set_d(rate, 0x1p-6);
    mc_decay_bound(bound, one, one, rate, one, 3, &weight, PREC);
    cr_expect(!arb_is_finite(bound), "eta lambda = 4u");
    arb_set_d(rate, 1.5);
    mc_decay_bound(bound, one, one, rate, one, 3, &weight, PREC);
    cr_expect(!arb_is_finite(bound), "eta lambda > 1");
    arb_clear(bound);
    arb_clear(one);
    arb_clear(rate);
}

Test(audit, has_edges_that_descend_by_the_preferred_numbers)
{
    cr_expect(mc_spectrum_edge(0) == MC_SPECTRUM_UNIT && mc_spectrum_edge(5) == 315000);
    cr_expect(mc_spectrum_edge(MC_SPECTRUM_BINS - 1) == 100);
    cr_expect(mc_spectrum_edge(MC_SPECTRUM_BINS) == 0);
    for (size_t k = 0; k < 40; k++) {
        cr_expect(mc_spectrum_edge(k) > mc_spectrum_edge(k + 1), "edge %zu", k);
        cr_expect(k < 10 || 10 * mc_spectrum_edge(k) == mc_spectrum_edge(k - 10), "edge %zu", k);
    }
}

/* millionths of the first, each up to 2^radius, or exact. */
static void count(struct mc_figures *figures, const slong *values, slong length, slong radius)
{
    arb_ptr sigma = _arb_vec_init(length);

    for (slong i = 0; i < length; i++) {
        arb_set_si(sigma + i, values[i]);
        if (radius)
            arb_add_error_2exp_si(sigma + i, radius);
    }
    mc_figures_init(figures);
    mc_figures_count(figures, sigma, length);
    _arb_vec_clear(sigma, length);
}

Test(audit, counts_what_is_certain_and_what_may_be)
{
    static const slong values[] = {1000000, 999999, 800000, 700000, 100, 50, 0};
    struct mc_figures exact, wide;

    count(&exact, values, 7, 0);
    count(&wide, values, 7, -10);
    cr_expect(exact.has_counts && wide.has_counts);
    /* Edges belong to the bin below; the largest is in the first whatever its radius. */
    cr_expect(exact.least[0] == 2 && exact.most[0] == 2, "%ld", (long)exact.least[0]);
    cr_expect(exact.least[1] == 2 && exact.most[1] == 2, "%ld", (long)exact.least[1]);
    cr_expect(exact.least[39] == 0 && exact.least[40] == 3, "%ld", (long)exact.least[40]);
    cr_expect(wide.least[0] == 2 && wide.most[0] == 3 && wide.least[1] == 1 && wide.most[1] == 2);
    cr_expect(wide.least[39] == 0 && wide.most[39] == 1 && wide.least[40] == 2 &&
              wide.most[40] == 3);
    mc_figures_clear(&exact);
    mc_figures_clear(&wide);
}

Test(audit, counts_nothing_of_a_matrix_that_may_be_zero)
{
    static const slong values[] = {0, 0};
    struct mc_figures figures;

    count(&figures, values, 2, -10);
    cr_expect(!figures.has_counts);
    mc_figures_clear(&figures);
}
