// SPDX-License-Identifier: Apache-2.0
#include <math.h>

#include "iteration/range.h"
#include "iteration/step_parts.h"

enum { BITS = 128 };

static double magnitude(const fmpq_t q)
{
    double out;
    arb_t x;
    mag_t most;

    arb_init(x);
    mag_init(most);
    arb_set_fmpq(x, q, BITS);
    arb_get_mag(most, x);
    out = mag_get_d(most);
    arb_clear(x);
    mag_clear(most);
    return out;
}

/* fl(c), as combine rounds it. */
static void stored(fmpq_t out, const fmpq_t c, const struct mc_arithmetic *in)
{
    arb_mat_t one;
    fmpq_t zero;

    fmpq_init(zero);
    arb_mat_init(one, 1, 1);
    arb_mat_one(one);
    mc_combine(one, c, one, zero, one, in);
    arf_get_fmpq(out, arb_midref(arb_mat_entry(one, 0, 0)));
    arb_mat_clear(one);
    fmpq_clear(zero);
}

struct coefficient step_coefficient(const struct step_run *run, slong j)
{
    const struct mc_arithmetic *in = run->model->in;
    struct coefficient out;
    fmpq_t c, rounded;

    fmpq_init(c);
    fmpq_init(rounded);
    fmpq_poly_get_coeff_fmpq(c, run->step->p, 2 * j + 1);
    out.size = magnitude(c);
    out.off = run->model->u * out.size;
    if (out.size > 0 && !(out.size >= ldexp(2, in->format->emin) &&
                          2 * out.size <= in->format->largest)) {
        out.off = HUGE_VAL;
    } else if (in->rounding != MC_STOCHASTIC) {
        stored(rounded, c, in);
        fmpq_sub(rounded, rounded, c);
        out.off = magnitude(rounded);
    }
    fmpq_clear(c);
    fmpq_clear(rounded);
    return out;
}

/* H_j(t) = c_j t + ... + c_q t^(q-j+1), less its first `shift` factors t. */
static void tail(fmpq_poly_t out, const fmpq_poly_t p, slong j, slong shift)
{
    slong i;
    fmpq_t c;

    fmpq_init(c);
    fmpq_poly_zero(out);
    for (i = j; 2 * i + 1 <= fmpq_poly_degree(p); i++) {
        fmpq_poly_get_coeff_fmpq(c, p, 2 * i + 1);
        fmpq_poly_set_coeff_fmpq(out, i - j + 1 - shift, c);
    }
    fmpq_clear(c);
}

static bool is_symmetric(const struct step_run *run)
{
    return run->model->in->rounding != MC_STOCHASTIC;
}

/* The largest |H_j'| on [lo, hi]. */
static double steepest(const struct step_run *run, slong j, double lo, double hi)
{
    fmpq_poly_t h;
    double out;

    fmpq_poly_init(h);
    tail(h, run->step->p, j, 0);
    fmpq_poly_derivative(h, h);
    out = largest_on(h, lo, hi);
    fmpq_poly_clear(h);
    return out;
}

/* Of the sum of |c_i| t^(i-j+1) the first derivative at t, or half the second. */
static double derived(const struct step_run *run, slong j, int order, double t)
{
    double out = 0, i;

    for (i = 1; 2 * (j + (slong)i) - 1 <= fmpq_poly_degree(run->step->p); i++)
        if (i >= order)
            out += (order == 1 ? i : i * (i - 1) / 2) * pow(t, i - order) *
                   step_coefficient(run, j + (slong)i - 1).size;
    return out;
}

/* The derivative of H_j = d_1 t + d_2 t^2 + ... at G, times E, is M E + E M and what is between
 * two G: with M = d_1/2 + d_2 G + d_3 G^2 + ... */
static double split(const struct step_run *run, slong j)
{
    fmpq_poly_t h;
    double between = 0, k;
    fmpq_t d;

    fmpq_init(d);
    fmpq_poly_init(h);
    tail(h, run->step->p, j, 1);
    fmpq_poly_get_coeff_fmpq(d, h, 0);
    fmpq_poly_scalar_mul_si(h, h, 2);
    fmpq_poly_set_coeff_fmpq(h, 0, d);
    for (k = 3; 2 * (j + (slong)k) - 1 <= fmpq_poly_degree(run->step->p); k++)
        between += (k - 2) * pow(run->hi, k - 1) * step_coefficient(run, j + (slong)k - 1).size;
    between += largest_on(h, run->lo, run->hi);
    fmpq_poly_clear(h);
    fmpq_clear(d);
    return between;
}

struct error step_moved(const struct step_run *run, slong j)
{
    struct size E = error_size(run->model, run->E);
    double first = fmin(split(run, j), derived(run, j, 1, run->hi));
    double bent = derived(run, j, 2, run->hi) * E.spectral;
    double slope = steepest(run, j, run->lo, run->hi);
    struct error out = {
        size_scaled(first + bent, run->E.always),
        size_sum(size_scaled(first, run->E.lost), size_scaled(bent, E)),
        slope * slope * run->E.frobenius, first * first * run->E.spectral,
        slope * slope * run->E.weak};

    if (is_symmetric(run))
        out.always.frobenius = fmin(first + bent, slope) * run->E.always.frobenius;
    return out;
}

struct size step_tail(const struct step_run *run, slong j)
{
    struct size out;
    fmpq_poly_t h;

    fmpq_poly_init(h);
    tail(h, run->step->p, j, 0);
    out.spectral = largest_on(h, run->lo, run->hi);
    tail(h, run->step->p, j, 1);
    out.frobenius = fmin(largest_on(h, run->lo, run->hi) * run->G.frobenius,
                         sqrt(run->r) * out.spectral);
    fmpq_poly_clear(h);
    return is_symmetric(run) ? out : size_sum(out, error_size(run->model, step_moved(run, j)));
}
