// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator/random.h"
#include "generator/singular_values.h"

/* t = i/(r-1), 0 for a single value. */
static void position(fmpq_t t, slong i, slong r)
{
    fmpq_set_si(t, i, r > 1 ? (ulong)(r - 1) : 1);
}

static void arithmetic(fmpq_t t, slong i, slong r, const fmpq_t cond, gsl_rng *rng)
{
    fmpq_t drop;

    fmpq_init(drop);
    fmpq_inv(drop, cond);
    fmpq_sub_si(drop, drop, 1);
    position(t, i, r);
    fmpq_mul(t, t, drop);
    fmpq_add_si(t, t, 1);
    fmpq_clear(drop);
}

static void clustered(fmpq_t t, slong i, slong r, const fmpq_t cond, gsl_rng *rng)
{
    if (2 * i >= r && i > 0) {
        fmpq_inv(t, cond);
        return;
    }
    fmpq_set_si(t, -i, UWORD(1) << 40);
    fmpq_add_si(t, t, 1);
}

static void one_large(fmpq_t t, slong i, slong r, const fmpq_t cond, gsl_rng *rng)
{
    fmpq_one(t);
    if (i > 0)
        fmpq_inv(t, cond);
}

static void one_small(fmpq_t t, slong i, slong r, const fmpq_t cond, gsl_rng *rng)
{
    fmpq_one(t);
    if (i > 0 && i == r - 1)
        fmpq_inv(t, cond);
}

static void power_law(fmpq_t t, slong i, slong r, const fmpq_t cond, gsl_rng *rng)
{
    fmpq_set_si(t, 1, (ulong)i + 1);
    fmpq_pow_si(t, t, 5);
}

static void linear_to_zero(fmpq_t t, slong i, slong r, const fmpq_t cond, gsl_rng *rng)
{
    position(t, r - 1 - i, r);
    fmpq_div_2exp(t, t, 1);
}

static void geometric(fmpq_t t, slong i, slong r, const fmpq_t cond, gsl_rng *rng)
{
    position(t, i, r);
}

static void log_uniform(fmpq_t t, slong i, slong r, const fmpq_t cond, gsl_rng *rng)
{
    random_fraction(t, rng);
}

/* Base 10: the tail runs over 4 + 3 (i-2)/(r-3). */
static void two_then_tail(fmpq_t t, slong i, slong r, const fmpq_t cond, gsl_rng *rng)
{
    fmpz_t three;

    fmpq_zero(t);
    if (i < 2)
        return;
    fmpz_init_set_si(three, 3);
    position(t, i - 2, r - 2);
    fmpq_mul_fmpz(t, t, three);
    fmpq_add_si(t, t, 4);
    fmpz_clear(three);
}

static void gamma_three(fmpq_t t, slong i, slong r, const fmpq_t cond, gsl_rng *rng)
{
    fmpq_t u;
    int factor;

    fmpq_init(u);
    fmpq_one(t);
    for (factor = 0; factor < 3; factor++) {
        random_fraction(u, rng);
        fmpq_mul(t, t, u);
    }
    fmpq_clear(u);
}

const struct spectrum_law spectrum_laws[] = {
    {"arithmetic", true, SIGMA_LISTED, arithmetic},
    {"clustered", true, SIGMA_LISTED, clustered},
    {"gamma", false, SIGMA_LOGARITHM, gamma_three},
    {"geometric", true, SIGMA_POWER, geometric},
    {"linear-to-zero", false, SIGMA_LISTED, linear_to_zero},
    {"log-uniform", true, SIGMA_POWER, log_uniform},
    {"one-large", true, SIGMA_LISTED, one_large},
    {"one-small", true, SIGMA_LISTED, one_small},
    {"power-law", false, SIGMA_LISTED, power_law},
    {"rank-deficient", true, SIGMA_LISTED, arithmetic},
    {"two-then-tail", false, SIGMA_POWER, two_then_tail},
};
const size_t spectrum_law_count = sizeof spectrum_laws / sizeof spectrum_laws[0];
