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
    struct size X, G, E;     /* of X, of G^, of G^ - G                                        */
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

/* ||H_j(G^) - H_j(G)|| */
static struct size moved(const struct run *run, slong j)
{
    double slope = 0, power = 1;
    struct size out;
    fmpq_poly_t h;
    slong i;

    for (i = j; 2 * i + 1 <= fmpq_poly_degree(run->step->p); i++, power *= run->hi)
        slope += (double)(i - j + 1) * coefficient(run, i).size * power;
    out = size_scaled(slope, run->E);
    if (is_symmetric(run)) {
        fmpq_poly_init(h);
        tail(h, run->step->p, j, 0);
        fmpq_poly_derivative(h, h);
        out.frobenius = fmin(out.frobenius,
                             largest_on(h, run->lo, run->hi) * run->E.frobenius);
        fmpq_poly_clear(h);
    }
    out.spectral = fmin(out.spectral, out.frobenius);
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
    return is_symmetric(run) ? out : size_sum(out, moved(run, j));
}

/* fl(c^ Y) - c Y for Y of this size. */
static struct size scaling(const struct run *run, struct coefficient c, struct size Y,
                           double entries)
{
    return size_sum(size_scaled(c.off, Y),
                    rounding_of(run->model, size_scaled(c.size + c.off, Y), entries));
}

/* H^ - H(G^). */
static struct size inner(const struct run *run)
{
    slong q = fmpq_poly_degree(run->step->p) / 2, j;
    double entries = run->r * run->r;
    struct size off = scaling(run, coefficient(run, q), run->G, entries), H, product;

    for (j = q - 1; j >= 1; j--) {
        H = tail_size(run, j + 1);
        product = size_scaled(H.spectral, run->G);
        off = size_sum(size_scaled(run->G.spectral, off),
                       product_error(run->model, (slong)run->r, size_sum(H, off), run->G,
                                     product, entries));
        off = size_sum(off, scaling(run, coefficient(run, j), run->G, entries));
        off = size_sum(off, rounding_of(run->model, size_sum(tail_size(run, j), off),
                                        entries));
    }
    return off;
}

/* fl(c_1^ fl(G^ X)), or fl(H^ X), against G^ X and H^ X. */
static struct size image(const struct run *run, struct size H, bool scaled)
{
    struct size product = size_scaled(H.spectral, run->X), off;
    double entries = run->r * run->N;
    struct coefficient c;

    off = product_error(run->model, (slong)run->r, H, run->X, product, entries);
    if (!scaled)
        return off;
    c = coefficient(run, 1);
    return size_sum(size_scaled(c.size, off),
                    scaling(run, c, size_sum(product, off), entries));
}

struct step_error step_error(const struct rounding_model *model, const struct step *step,
                             double size, double r, double N)
{
    struct run run = {.model = model, .step = step, .r = r, .N = N, .X = {size, step->h}};
    bool cubic = fmpq_poly_degree(step->p) <= 3;
    double entries = r * N, norm;
    struct step_error out;
    struct size H;

    run.G = (struct size){step->h * size, step->h * step->h};
    run.E = product_error(model, (slong)N, run.X, run.X, run.G, r * r);
    run.G = size_sum(run.G, run.E);
    run.lo = step->from * step->from * (1 - 0x1p-40) - run.E.spectral * (1 + 0x1p-40);
    run.hi = run.G.spectral * (1 + 0x1p-40);
    out.left = moved(&run, 1);
    if (!cubic)
        out.left = size_sum(out.left, inner(&run));
    H = cubic ? run.G : size_sum(tail_size(&run, 1), inner(&run));
    out.plain = size_sum(image(&run, H, cubic),
                         scaling(&run, coefficient(&run, 0), run.X, entries));
    norm = fmin(step->ratio * size, sqrt(r) * step->value);
    out.plain = size_sum(out.plain, rounding_of(model, (struct size){
        norm + step->h * out.left.frobenius + out.plain.frobenius,
        step->value + step->h * out.left.spectral + out.plain.spectral}, entries));
    return out;
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
