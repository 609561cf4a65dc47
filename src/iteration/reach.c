// SPDX-License-Identifier: Apache-2.0
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include "muoncheck/arb.h"
#if __has_include(<flint/arb_poly.h>)
#include <flint/arb_poly.h>
#else
#include <arb_poly.h>
#endif

#include "iteration/reach.h"

enum { BITS = 64, POINTS = 256, DEEPEST = 48, MOST_BOXES = 100000 };
static const double NEAR_ENOUGH = 1 + 0x1p-5;

/* p, p' and p(x)/x. */
struct stage {
    arb_poly_t p, slope, ratio;
};

struct search {
    struct stage *stages;
    slong count, boxes;
    struct reach shown, out;     /* at points; and over the boxes that are done               */
};

static void stage_init(struct stage *s, const fmpq_poly_t p)
{
    arb_poly_init(s->p);
    arb_poly_init(s->slope);
    arb_poly_init(s->ratio);
    arb_poly_set_fmpq_poly(s->p, p, BITS);
    arb_poly_derivative(s->slope, s->p, BITS);
    arb_poly_shift_right(s->ratio, s->p, 1);
}

static void stage_clear(struct stage *s)
{
    arb_poly_clear(s->p);
    arb_poly_clear(s->slope);
    arb_poly_clear(s->ratio);
}

/* out contains f(x), by f(mid) + f'(x) (x - mid): off by the square of the radius. */
static void evaluate(arb_t out, const arb_poly_t f, const arb_t x)
{
    arb_t value, slope, mid;

    arb_init(value);
    arb_init(slope);
    arb_init(mid);
    arb_get_mid_arb(mid, x);
    arb_poly_evaluate2(value, slope, f, x, BITS);
    arb_poly_evaluate(value, f, mid, BITS);
    arb_sub(mid, x, mid, BITS);
    arb_addmul(value, slope, mid, BITS);
    arb_swap(out, value);
    arb_clear(value);
    arb_clear(slope);
    arb_clear(mid);
}

static double upper(const arb_t x)
{
    mag_t most;
    double out;

    mag_init(most);
    arb_get_mag(most, x);
    out = mag_cmp_2exp_si(most, 100) < 0 ? mag_get_d(most) : HUGE_VAL;
    mag_clear(most);
    return out;
}

static double end_of(const arb_t x, bool top)
{
    arf_t end;
    double out;

    if (isinf(upper(x)))
        return top ? HUGE_VAL : -HUGE_VAL;
    arf_init(end);
    if (top)
        arb_get_ubound_arf(end, x, BITS);
    else
        arb_get_lbound_arf(end, x, BITS);
    out = arf_get_d(end, top ? ARF_RND_CEIL : ARF_RND_FLOOR);
    arf_clear(end);
    return out;
}

/* What holds for all x in the ball. */
static struct reach on_ball(const struct search *s, const arb_t x)
{
    struct reach out;
    arb_t w, t, ratio, slope;
    slong k;

    arb_init(w);
    arb_init(t);
    arb_init(ratio);
    arb_init(slope);
    arb_set(w, x);
    arb_one(ratio);
    arb_one(slope);
    for (k = 0; k < s->count; k++) {
        evaluate(t, s->stages[k].slope, w);
        arb_mul(slope, slope, t, BITS);
        evaluate(t, s->stages[k].ratio, w);
        arb_mul(ratio, ratio, t, BITS);
        evaluate(w, s->stages[k].p, w);
    }
    arb_mul(t, x, slope, BITS);
    out = (struct reach){fmax(upper(slope), upper(ratio)), upper(t), end_of(w, false),
                         end_of(w, true)};
    arb_clear(w);
    arb_clear(t);
    arb_clear(ratio);
    arb_clear(slope);
    return out;
}

static struct reach on_interval(const struct search *s, double from, double to)
{
    struct reach out;
    arf_t lo, hi;
    arb_t x;

    arf_init(lo);
    arf_init(hi);
    arb_init(x);
    arf_set_d(lo, from);
    arf_set_d(hi, to);
    arb_set_interval_arf(x, lo, hi, BITS);
    out = on_ball(s, x);
    arf_clear(lo);
    arf_clear(hi);
    arb_clear(x);
    return out;
}

static void widen(struct reach *a, struct reach b)
{
    *a = (struct reach){fmax(a->lipschitz, b.lipschitz), fmax(a->relative, b.relative),
                        fmin(a->lo, b.lo), fmax(a->hi, b.hi)};
}

static bool is_near(const struct reach *box, const struct reach *shown)
{
    double room = (shown->hi - shown->lo) * (NEAR_ENOUGH - 1) + 0x1p-30;

    return box->lipschitz <= shown->lipschitz * NEAR_ENOUGH &&
           box->relative <= shown->relative * NEAR_ENOUGH && box->hi <= shown->hi + room &&
           box->lo >= shown->lo - room;
}

static void divide(struct search *s, double from, double to, int depth)
{
    double mid = from + (to - from) / 2;
    struct reach box = on_interval(s, from, to);

    if (is_near(&box, &s->shown) || depth >= DEEPEST || ++s->boxes > MOST_BOXES ||
        !(from < mid && mid < to)) {
        widen(&s->out, box);
        return;
    }
    widen(&s->shown, on_interval(s, mid, mid));
    divide(s, from, mid, depth + 1);
    divide(s, mid, to, depth + 1);
}

/* Points grow toward `to` as squares: small x are where compositions bend. */
struct reach reach_of(const fmpq_poly_struct *polynomials, slong count, double from, double to)
{
    static const struct reach nothing = {0, 0, HUGE_VAL, -HUGE_VAL};
    static const struct reach anything = {HUGE_VAL, HUGE_VAL, -HUGE_VAL, HUGE_VAL};
    struct search s = {.count = count, .shown = nothing, .out = nothing};
    slong k;

    if (!(from >= 0 && from <= to && to < 0x1p100))
        return anything;
    s.stages = calloc((size_t)count + 1, sizeof *s.stages);
    if (!s.stages)
        return anything;
    for (k = 0; k < count; k++)
        stage_init(s.stages + k, polynomials + k);
    for (k = 0; k <= POINTS; k++) {
        double x = from + (to - from) * (double)(k * k) / (POINTS * POINTS);

        widen(&s.shown, on_interval(&s, x, x));
    }
    divide(&s, from, to, 0);
    for (k = 0; k < count; k++)
        stage_clear(s.stages + k);
    free(s.stages);
    return s.out;
}
