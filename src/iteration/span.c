// SPDX-License-Identifier: Apache-2.0
#include <math.h>
#include "muoncheck/arb.h"
#if __has_include(<flint/arb_poly.h>)
#include <flint/arb_poly.h>
#else
#include <arb_poly.h>
#endif

#include "iteration/range.h"
#include "iteration/schedule.h"
#include "iteration/span.h"
#include "muoncheck/prover.h"

enum { BITS = 128, SAMPLES = 256 };

void span_init(struct span *span)
{
    arf_init(span->lo);
    arf_init(span->hi);
}

void span_clear(struct span *span)
{
    arf_clear(span->lo);
    arf_clear(span->hi);
}

void span_set_d(struct span *span, double lo, double hi)
{
    arf_set_d(span->lo, lo);
    arf_set_d(span->hi, hi);
}

void span_of_spectrum(struct span *span, const fmpq_t least, slong r)
{
    arb_t x;
    fmpq_t others;

    arb_init(x);
    fmpq_init(others);
    arb_set_fmpq(x, least, BITS);
    arb_get_lbound_arf(span->lo, x, BITS);
    fmpq_mul(others, least, least);
    fmpq_mul_si(others, others, 1 - r);
    fmpq_add_si(others, others, 1);
    arb_set_fmpq(x, others, BITS);
    arb_sqrtpos(x, x, BITS);
    arb_get_ubound_arf(span->hi, x, BITS);
    arb_clear(x);
    fmpq_clear(others);
}

void span_follow(struct span *span, const fmpq_poly_t p)
{
    struct mc_interval on;
    struct mc_image image;
    arb_t end;

    arb_init(end);
    mc_interval_init(&on);
    mc_image_init(&image);
    rational_from_arf(on.lo, span->lo);
    rational_from_arf(on.hi, span->hi);
    if (mc_image_of(&image, p, &on, BITS) == MC_OK) {
        arb_set_fmpq(end, image.min.value.lo, BITS);
        arb_get_lbound_arf(span->lo, end, BITS);
        arb_set_fmpq(end, image.max.value.hi, BITS);
        arb_get_ubound_arf(span->hi, end, BITS);
    } else {
        range_of(span->lo, span->hi, p, span->lo, span->hi);
    }
    arb_clear(end);
    mc_interval_clear(&on);
    mc_image_clear(&image);
}

void span_get_sizes(double *from, double *to, const struct span *span)
{
    double lo = arf_get_d(span->lo, ARF_RND_FLOOR), hi = arf_get_d(span->hi, ARF_RND_CEIL);

    *from = lo > 0 ? lo : hi < 0 ? -hi : 0;
    *to = fmax(fabs(lo), fabs(hi));
}

/* out = the largest |1 - F(w)| of samples. */
static void sample(arb_t out, const struct span *span, const fmpq_poly_struct *polynomials,
                   slong steps)
{
    arb_poly_t p;
    arb_t w, t;
    slong i, k;

    arb_poly_init(p);
    arb_init(w);
    arb_init(t);
    arb_zero(out);
    for (i = 0; i <= SAMPLES; i++) {
        arb_set_arf(w, span->lo);
        arb_set_arf(t, span->hi);
        arb_sub(t, t, w, BITS);
        arb_mul_si(t, t, i * i, BITS);
        arb_div_ui(t, t, SAMPLES * SAMPLES, BITS);
        arb_add(w, w, t, BITS);
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

/* max(|1 - lo|, |hi - 1|) */
static void farthest(arb_t out, const struct span *span)
{
    arb_t lo;

    arb_init(lo);
    arb_set_arf(lo, span->lo);
    arb_set_arf(out, span->hi);
    arb_sub_ui(lo, lo, 1, BITS);
    arb_sub_ui(out, out, 1, BITS);
    arb_abs(lo, lo);
    arb_abs(out, out);
    arb_max(out, lo, out, BITS);
    arb_clear(lo);
}

void span_approximation(arb_t out, const struct span *span,
                        const fmpq_poly_struct *polynomials, slong steps)
{
    struct span at;
    arb_t most;
    slong k;

    arb_init(most);
    span_init(&at);
    arf_set(at.lo, span->lo);
    arf_set(at.hi, span->hi);
    for (k = 0; k < steps; k++)
        span_follow(&at, polynomials + k);
    sample(out, span, polynomials, steps);
    farthest(most, &at);
    arb_union(out, out, most, BITS);
    arb_clear(most);
    span_clear(&at);
}
