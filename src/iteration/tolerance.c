// SPDX-License-Identifier: Apache-2.0
#include <math.h>
#if __has_include(<flint/arb_poly.h>)
#include <flint/arb_poly.h>
#else
#include <arb_poly.h>
#endif

#include "iteration/range.h"
#include "iteration/schedule.h"
#include "iteration/step_error.h"
#include "iteration/tolerance.h"
#include "muoncheck/prover.h"

enum { BITS = 128, SAMPLES = 256 };
static const double A_LITTLE_MORE = 1 + 0x1p-40;

/* Where a run is before step k. */
struct place {
    arf_t lo, hi;           /* exact singular values lie between                              */
    double error, size;     /* E_k; a bound of ||X_k||_F                                      */
};

void tolerance_init(struct tolerance *tolerance)
{
    arb_init(tolerance->approximation);
    tolerance->rounding = HUGE_VAL;
}

void tolerance_clear(struct tolerance *tolerance)
{
    arb_clear(tolerance->approximation);
}

/* |c_i|, from above. */
static double coefficient(const fmpq_poly_t p, slong i)
{
    double out;
    fmpq_t q;
    arb_t x;
    arf_t end;

    fmpq_init(q);
    arb_init(x);
    arf_init(end);
    fmpq_poly_get_coeff_fmpq(q, p, i);
    arb_set_fmpq(x, q, BITS);
    arb_abs(x, x);
    arb_get_ubound_arf(end, x, BITS);
    out = arf_get_d(end, ARF_RND_UP);
    fmpq_clear(q);
    arb_clear(x);
    arf_clear(end);
    return out;
}

/* The largest of |b + c x^2| (power 2), of |b x^2 + c x^4| (power 4). */
static double without_linear(const fmpq_poly_t p, slong shift, double from, double to)
{
    fmpq_poly_t q;
    double out;

    fmpq_poly_init(q);
    fmpq_poly_set(q, p);
    fmpq_poly_set_coeff_ui(q, 1, 0);
    fmpq_poly_shift_right(q, q, shift);
    out = largest_on(q, from, to);
    fmpq_poly_clear(q);
    return out;
}

static struct step describe(const fmpq_poly_t p, double from, double to)
{
    struct step out = {.a = coefficient(p, 1), .b = coefficient(p, 3), .c = coefficient(p, 5),
                       .h = to};
    fmpq_poly_t q;

    fmpq_poly_init(q);
    fmpq_poly_derivative(q, p);
    out.slope = largest_on(q, from, to);
    fmpq_poly_shift_right(q, p, 1);
    out.ratio = largest_on(q, from, to);
    out.value = largest_on(p, from, to);
    out.inner = without_linear(p, 3, from, to);
    out.image = without_linear(p, 1, from, to);
    fmpq_poly_clear(q);
    return out;
}

/* Coefficients that the format holds without over- or underflow. */
static bool holds(const struct mc_format *format, const struct step *p)
{
    const double all[] = {p->a, p->b, p->c};
    bool fine = true;

    for (int i = 0; i < 3; i++)
        fine = fine && (all[i] == 0 || (all[i] >= 2 * ldexp(1, format->emin) &&
                                        2 * all[i] <= format->largest));
    return fine;
}

/* [lo, hi] = the image under p: by its critical points, else piece by piece. */
static void follow(struct place *at, const fmpq_poly_t p)
{
    struct mc_interval on;
    struct mc_image image;
    arb_t end;

    arb_init(end);
    mc_interval_init(&on);
    mc_image_init(&image);
    rational_from_arf(on.lo, at->lo);
    rational_from_arf(on.hi, at->hi);
    if (mc_image_of(&image, p, &on, BITS) == MC_OK) {
        arb_set_fmpq(end, image.min.value.lo, BITS);
        arb_get_lbound_arf(at->lo, end, BITS);
        arb_set_fmpq(end, image.max.value.hi, BITS);
        arb_get_ubound_arf(at->hi, end, BITS);
    } else {
        range_of(at->lo, at->hi, p, at->lo, at->hi);
    }
    arb_clear(end);
    mc_interval_clear(&on);
    mc_image_clear(&image);
}

static void advance(struct place *at, const fmpq_poly_t p, const struct rounding_model *model,
                    slong r, slong N)
{
    double lo = arf_get_d(at->lo, ARF_RND_FLOOR), hi = arf_get_d(at->hi, ARF_RND_CEIL);
    double from = fmax(0, (lo - at->error) - 0x1p-40 * (lo + at->error));
    double to = (hi + at->error) * A_LITTLE_MORE;
    struct step near = describe(p, from, to), exact = describe(p, fmax(lo, 0), hi);
    double delta = step_error(model, &near, (at->size + at->error) * A_LITTLE_MORE, r, N);

    at->error = (fmax(near.slope, near.ratio) * at->error + delta) * A_LITTLE_MORE;
    if (!isfinite(at->error) || !holds(model->in->format, &near))
        at->error = HUGE_VAL;
    at->size = fmin(sqrt((double)r) * exact.value, exact.ratio * at->size) * A_LITTLE_MORE;
    follow(at, p);
}

/* A lower bound of the largest |1 - F_K(w)|, from samples. */
static void sample(arb_t out, const fmpq_poly_struct *polynomials, slong steps,
                   const fmpq_t from)
{
    arb_poly_t p;
    arb_t w, t;
    slong i, k;

    arb_poly_init(p);
    arb_init(w);
    arb_init(t);
    arb_zero(out);
    for (i = 0; i <= SAMPLES; i++) {
        arb_set_fmpq(w, from, BITS);
        arb_sub_ui(t, w, 1, BITS);
        arb_mul_si(t, t, i * i, BITS);
        arb_div_ui(t, t, SAMPLES * SAMPLES, BITS);
        arb_sub(w, w, t, BITS);
        for (k = 0; k < steps; k++) {
            arb_poly_set_fmpq_poly(p, polynomials + k, BITS);
            arb_poly_evaluate(w, p, w, BITS);
        }
        arb_sub_ui(w, w, 1, BITS);
        arb_abs(w, w);
        arb_max(out, out, w, BITS);
    }
    arb_clear(w);
    arb_clear(t);
    arb_poly_clear(p);
}

/* out contains max(|1 - lo|, |hi - 1|) and what samples show. */
static void approximation(arb_t out, const struct place *at)
{
    arb_t lo, hi;

    arb_init(lo);
    arb_init(hi);
    arb_set_arf(lo, at->lo);
    arb_set_arf(hi, at->hi);
    arb_sub_ui(lo, lo, 1, BITS);
    arb_sub_ui(hi, hi, 1, BITS);
    arb_abs(lo, lo);
    arb_abs(hi, hi);
    arb_max(hi, lo, hi, BITS);
    arb_union(out, out, hi, BITS);
    arb_clear(lo);
    arb_clear(hi);
}

static bool is_odd_quintic(const fmpq_poly_t p)
{
    bool fine = fmpq_poly_degree(p) <= 5;
    fmpq_t q;

    fmpq_init(q);
    for (slong i = 0; i < 5; i += 2) {
        fmpq_poly_get_coeff_fmpq(q, p, i);
        fine = fine && fmpq_is_zero(q);
    }
    fmpq_clear(q);
    return fine;
}

enum mc_status tolerance_bound(struct tolerance *out, const fmpq_poly_struct *polynomials,
                               slong steps, const struct mc_arithmetic *in, slong m, slong n,
                               const fmpq_t sigma_min, struct mc_complaint *why)
{
    struct rounding_model model;
    struct place at = {.size = 1};
    slong k;
    arb_t start;

    if (in->rules != &mc_rules_emulated)
        return mc_complain(why, MC_BAD_INPUT, "%s has no stated accumulation", in->name);
    for (k = 0; k < steps; k++)
        if (!is_odd_quintic(polynomials + k))
            return mc_complain(why, MC_BAD_INPUT, "step %ld is no odd polynomial of degree 5",
                               (long)k + 1);
    model = rounding_model_of(in);
    arb_init(start);
    arf_init(at.lo);
    arf_init(at.hi);
    arb_set_fmpq(start, sigma_min, BITS);
    arb_get_lbound_arf(at.lo, start, BITS);
    arf_one(at.hi);
    at.error = start_error(&model, m, n);
    for (k = 0; k < steps; k++)
        advance(&at, polynomials + k, &model, m < n ? m : n, m < n ? n : m);
    out->rounding = isfinite(at.error) ? at.error : HUGE_VAL;
    sample(out->approximation, polynomials, steps, sigma_min);
    approximation(out->approximation, &at);
    arb_clear(start);
    arf_clear(at.lo);
    arf_clear(at.hi);
    return MC_OK;
}
