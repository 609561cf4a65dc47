// SPDX-License-Identifier: Apache-2.0
#include <math.h>

#include "iteration/product_error.h"
#include "iteration/range.h"
#include "iteration/step_parts.h"

/* fl(c^ Y) - c Y for Y of this size. */
static struct error scaling(const struct step_run *run, struct coefficient c, struct size Y,
                            double entries)
{
    return error_sum(certain(c.off * Y.frobenius, c.off * Y.spectral),
                     rounding_of(run->model, size_scaled(c.size + c.off, Y), entries));
}

/* H^ - H(G^). */
static struct error inner(const struct step_run *run)
{
    const struct rounding_model *model = run->model;
    slong q = fmpq_poly_degree(run->step->p) / 2, j;
    double entries = run->r * run->r;
    struct error off = scaling(run, step_coefficient(run, q), run->G, entries);
    struct size H;

    for (j = q - 1; j >= 1; j--) {
        H = step_tail(run, j + 1);
        off = error_sum(error_times(run->G.spectral, off),
                        product_error(model, (slong)run->r, size_sum(H, error_size(model, off)),
                                      run->G, size_scaled(H.spectral, run->G), entries));
        off = error_sum(off, scaling(run, step_coefficient(run, j), run->G, entries));
        H = size_sum(step_tail(run, j), error_size(model, off));
        off = error_sum(off, rounding_of(model, H, entries));
    }
    return error_paired(model, off);
}

/* fl(c_1^ fl(G^ X)), or fl(H^ X), against c_1 G^ X and H^ X. */
static struct error image(const struct step_run *run, struct size H, bool scaled)
{
    struct size product = size_scaled(H.spectral, run->X);
    double entries = run->r * run->N;
    struct error off;
    struct coefficient c;

    off = product_error(run->model, (slong)run->r, H, run->X, product, entries);
    if (!scaled)
        return off;
    c = step_coefficient(run, 1);
    product = size_sum(product, error_size(run->model, off));
    return error_sum(error_times(c.size, off), scaling(run, c, product, entries));
}

/* The last rounding is that of p(X) + L X + D. */
static struct step_error finish(const struct step_run *run, struct error left,
                                struct error plain)
{
    const struct step *step = run->step;
    double norm = fmin(step->ratio * run->X.frobenius, sqrt(run->r) * step->value);
    struct error all = error_sum(error_times(step->h, left), plain);
    struct size image = size_sum((struct size){norm, step->value},
                                 error_size(run->model, all));
    struct error last = rounding_of(run->model, image, run->r * run->N);

    return (struct step_error){left, error_sum(plain, last),
                               error_size(run->model, error_sum(all, last)).spectral};
}

struct step_error step_error(const struct rounding_model *model, const struct step *step,
                             double size, double r, double N)
{
    struct step_run run = {.model = model, .step = step, .r = r, .N = N, .X = {size, step->h}};
    bool cubic = fmpq_poly_degree(step->p) <= 3;
    struct error left, plain;
    struct size H, E;

    run.G = (struct size){step->h * size, step->h * step->h};
    run.E = product_error(model, (slong)N, run.X, run.X, run.G, r * r);
    E = error_size(model, run.E);
    if (!(E.spectral <= run.G.spectral / 2))         /* semidefinite no more, not even nearly */
        E = error_size(model, run.E = error_paired(model, run.E));
    run.G = size_sum(run.G, E);
    run.lo = step->from * step->from * (1 - 0x1p-40) - E.spectral * (1 + 0x1p-40);
    run.hi = run.G.spectral * (1 + 0x1p-40);
    left = step_moved(&run, 1);
    H = run.G;
    if (!cubic) {
        H = size_sum(step_tail(&run, 1), error_size(model, inner(&run)));
        left = error_sum(left, inner(&run));
    }
    plain = error_sum(image(&run, H, cubic),
                      scaling(&run, step_coefficient(&run, 0), run.X, r * N));
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
