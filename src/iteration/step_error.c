// SPDX-License-Identifier: Apache-2.0
#include <math.h>

#include "iteration/product_error.h"
#include "iteration/range.h"
#include "iteration/step_error.h"

enum { BITS = 128 };

/* What the steps of this file are about, G^ and its spectrum included. */
struct run {
    const struct rounding_model *model;
    const struct step *step;
    double r, N, lo, hi;
    struct size X, G;        /* of X, of G^                                                   */
    struct error E;          /* G^ - G                                                        */
};

/* |c|, and |fl(c) - c|, from above; infinite where c does not fit. */
struct coefficient {
    double size, off;
};

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

static struct coefficient coefficient(const struct run *run, slong j)
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

static bool is_symmetric(const struct run *run)
{
    return run->model->in->rounding != MC_STOCHASTIC;
}

/* The largest |H_j'| on [lo, hi]. */
static double steepest(const struct run *run, slong j, double lo, double hi)
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
static double derived(const struct run *run, slong j, int order, double t)
{
    double out = 0, i;

    for (i = 1; 2 * (j + (slong)i) - 1 <= fmpq_poly_degree(run->step->p); i++)
        if (i >= order)
            out += (order == 1 ? i : i * (i - 1) / 2) * pow(t, i - order) *
                   coefficient(run, j + (slong)i - 1).size;
    return out;
}

/* The derivative of H_j = d_1 t + d_2 t^2 + ... at G, times E, is M E + E M and what is between
 * two G: with M = d_1/2 + d_2 G + d_3 G^2 + ... */
static double split(const struct run *run, slong j)
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
        between += (k - 2) * pow(run->hi, k - 1) * coefficient(run, j + (slong)k - 1).size;
    between += largest_on(h, run->lo, run->hi);
    fmpq_poly_clear(h);
    fmpq_clear(d);
    return between;
}

/* H_j(G^) - H_j(G) */
static struct error moved(const struct run *run, slong j)
{
    struct size E = error_size(run->model, run->E);
    double first = fmin(split(run, j), derived(run, j, 1, run->hi));
    double bent = derived(run, j, 2, run->hi) * E.spectral;
    double slope = steepest(run, j, run->lo, run->hi);
    struct error out = {
        size_scaled(first + bent, run->E.always),
        size_sum(size_scaled(first, run->E.lost), size_scaled(bent, E)),
        slope * slope * run->E.frobenius, first * first * run->E.spectral};

    if (is_symmetric(run))
        out.always.frobenius = fmin(first + bent, slope) * run->E.always.frobenius;
    return out;
}

/* The sizes of H_j(G^): on its spectrum, or on that of G and moved. */
static struct size tail_size(const struct run *run, slong j)
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
    return is_symmetric(run) ? out : size_sum(out, error_size(run->model, moved(run, j)));
}

/* fl(c^ Y) - c Y for Y of this size. */
static struct error scaling(const struct run *run, struct coefficient c, struct size Y,
                            double entries)
{
    return error_sum(certain(c.off * Y.frobenius, c.off * Y.spectral),
                     rounding_of(run->model, size_scaled(c.size + c.off, Y), entries));
}

/* H^ - H(G^). */
static struct error inner(const struct run *run)
{
    const struct rounding_model *model = run->model;
    slong q = fmpq_poly_degree(run->step->p) / 2, j;
    double entries = run->r * run->r;
    struct error off = scaling(run, coefficient(run, q), run->G, entries);
    struct size H;

    for (j = q - 1; j >= 1; j--) {
        H = tail_size(run, j + 1);
        off = error_sum(error_times(run->G.spectral, off),
                        product_error(model, (slong)run->r, size_sum(H, error_size(model, off)),
                                      run->G, size_scaled(H.spectral, run->G), entries));
        off = error_sum(off, scaling(run, coefficient(run, j), run->G, entries));
        H = size_sum(tail_size(run, j), error_size(model, off));
        off = error_sum(off, rounding_of(model, H, entries));
    }
    return off;
}

/* fl(c_1^ fl(G^ X)), or fl(H^ X), against c_1 G^ X and H^ X. */
static struct error image(const struct run *run, struct size H, bool scaled)
{
    struct size product = size_scaled(H.spectral, run->X);
    double entries = run->r * run->N;
    struct error off;
    struct coefficient c;

    off = product_error(run->model, (slong)run->r, H, run->X, product, entries);
    if (!scaled)
        return off;
    c = coefficient(run, 1);
    product = size_sum(product, error_size(run->model, off));
    return error_sum(error_times(c.size, off), scaling(run, c, product, entries));
}

/* The last rounding is that of p(X) + L X + D. */
static struct step_error finish(const struct run *run, struct error left, struct error plain)
{
    const struct step *step = run->step;
    double norm = fmin(step->ratio * run->X.frobenius, sqrt(run->r) * step->value);
    struct error all = error_sum(error_times(step->h, left), plain);
    struct size image = size_sum((struct size){norm, step->value},
                                 error_size(run->model, all));
    struct error last = rounding_of(run->model, image, run->r * run->N);

    return (struct step_error){error_size(run->model, left),
                               error_size(run->model, error_sum(plain, last)),
                               error_size(run->model, error_sum(all, last)).spectral};
}

struct step_error step_error(const struct rounding_model *model, const struct step *step,
                             double size, double r, double N)
{
    struct run run = {.model = model, .step = step, .r = r, .N = N, .X = {size, step->h}};
    bool cubic = fmpq_poly_degree(step->p) <= 3;
    struct error left, plain;
    struct size H, E;

    run.G = (struct size){step->h * size, step->h * step->h};
    run.E = product_error(model, (slong)N, run.X, run.X, run.G, r * r);
    E = error_size(model, run.E);
    run.G = size_sum(run.G, E);
    run.lo = step->from * step->from * (1 - 0x1p-40) - E.spectral * (1 + 0x1p-40);
    run.hi = run.G.spectral * (1 + 0x1p-40);
    left = moved(&run, 1);
    H = run.G;
    if (!cubic) {
        H = size_sum(tail_size(&run, 1), error_size(model, inner(&run)));
        left = error_sum(left, inner(&run));
    }
    plain = error_sum(image(&run, H, cubic),
                      scaling(&run, coefficient(&run, 0), run.X, r * N));
    return finish(&run, left, plain);
}

/* p(x)/x as a polynomial of x. */
void step_describe(struct step *out, const fmpq_poly_t p, double from, double h)
{
    fmpq_poly_t q;
    arf_t lo, hi;

    *out = (struct step){.p = p, .from = from, .h = h, .value = HUGE_VAL, .ratio = HUGE_VAL};
    if (!isfinite(h))
        return;
    fmpq_poly_init(q);
    arf_init(lo);
    arf_init(hi);
    out->value = largest_on(p, from, h);
    fmpq_poly_shift_right(q, p, 1);
    out->ratio = largest_on(q, from, h);
    arf_set_d(lo, from);
    arf_set_d(hi, h);
    range_of(lo, hi, q, lo, hi);
    out->least = arf_get_d(lo, ARF_RND_FLOOR);
    fmpq_poly_clear(q);
    arf_clear(lo);
    arf_clear(hi);
}
