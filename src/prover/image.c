// SPDX-License-Identifier: Apache-2.0
#include "prover/image.h"

static void extreme_init(struct mc_extreme *e)
{
    mc_interval_init(&e->value);
    mc_interval_init(&e->at);
}

static void extreme_clear(struct mc_extreme *e)
{
    mc_interval_clear(&e->value);
    mc_interval_clear(&e->at);
}

void mc_image_init(struct mc_image *image)
{
    extreme_init(&image->min);
    extreme_init(&image->max);
}

void mc_image_clear(struct mc_image *image)
{
    extreme_clear(&image->min);
    extreme_clear(&image->max);
}

void derivative_bound(fmpq_t out, const fmpq_poly_t p, slong order,
                      const struct mc_interval *on)
{
    slong i;
    fmpq_t power, side, term;

    fmpq_init(power);
    fmpq_init(side);
    fmpq_init(term);
    fmpq_abs(side, on->lo);
    fmpq_abs(term, on->hi);
    if (fmpq_cmp(side, term) < 0)
        fmpq_set(side, term);
    fmpq_one(power);
    fmpq_zero(out);
    for (i = order; i < fmpq_poly_length(p); i++) {
        fmpq_poly_get_coeff_fmpq(term, p, i);
        fmpq_abs(term, term);
        fmpq_mul_si(term, term, order == 2 ? i * (i - 1) : i);
        fmpq_mul(term, term, power);
        fmpq_add(out, out, term);
        fmpq_mul(power, power, side);
    }
    fmpq_clear(term);
    fmpq_clear(side);
    fmpq_clear(power);
}

/* value contains p(c) for the root c of p' in `at`: p(m) + [-1, 1] max|p''| (b - a)^2 / 8. */
static void critical_value(struct mc_interval *value, const fmpq_poly_t p,
                           const struct mc_interval *at)
{
    fmpq_t radius, width;

    fmpq_init(radius);
    fmpq_init(width);
    fmpq_add(width, at->lo, at->hi);
    fmpq_div_2exp(width, width, 1);
    fmpq_poly_evaluate_fmpq(value->lo, p, width);
    fmpq_set(value->hi, value->lo);
    fmpq_sub(width, at->hi, at->lo);
    if (!fmpq_is_zero(width)) {
        derivative_bound(radius, p, 2, at);
        fmpq_mul(radius, radius, width);
        fmpq_mul(radius, radius, width);
        fmpq_div_2exp(radius, radius, 3);
        fmpq_sub(value->lo, value->lo, radius);
        fmpq_add(value->hi, value->hi, radius);
    }
    fmpq_clear(width);
    fmpq_clear(radius);
}

/* a - b > gap, or >= where `equal` will do */
static bool ahead(const fmpq_t a, const fmpq_t b, const fmpq_t gap, bool equal)
{
    fmpq_t difference;
    int sign;

    fmpq_init(difference);
    fmpq_sub(difference, a, b);
    sign = fmpq_cmp(difference, gap);
    fmpq_clear(difference);
    return equal ? sign >= 0 : sign > 0;
}

static void replace(struct mc_extreme *e, const struct mc_extreme *by)
{
    mc_interval_set(&e->value, by->value.lo, by->value.hi);
    mc_interval_set(&e->at, by->at.lo, by->at.hi);
    e->place = by->place;
    e->certain = true;
}

/*
 * Takes the candidate into the minimum, or the maximum; an exact tie keeps what was there.  The
 * value is exact for the interval as it is given; only who is ahead must leave room for ends
 * that are not quite known, hence the gap.
 */
static void offer(struct mc_extreme *e, const struct mc_extreme *candidate, bool greatest,
                  const fmpq_t gap)
{
    const struct mc_interval *c = &candidate->value;
    bool better = greatest ? ahead(c->lo, e->value.hi, gap, false)
                           : ahead(e->value.lo, c->hi, gap, false);
    bool worse =
        greatest ? ahead(e->value.lo, c->hi, gap, true) : ahead(c->lo, e->value.hi, gap, true);

    if (better) {
        replace(e, candidate);
    } else if (!worse) {
        e->certain = false;
        if (greatest == (fmpq_cmp(c->lo, e->value.lo) > 0))
            fmpq_set(e->value.lo, c->lo);
        if (greatest == (fmpq_cmp(c->hi, e->value.hi) > 0))
            fmpq_set(e->value.hi, c->hi);
    }
}

static void offer_both(struct mc_image *out, const struct mc_extreme *candidate,
                       const fmpq_t gap)
{
    offer(&out->min, candidate, false, gap);
    offer(&out->max, candidate, true, gap);
}

static void at_end(struct mc_extreme *e, enum mc_place place, const fmpq_poly_t p,
                   const fmpq_t x)
{
    e->place = place;
    e->certain = true;
    fmpq_poly_evaluate_fmpq(e->value.lo, p, x);
    fmpq_set(e->value.hi, e->value.lo);
    mc_interval_set(&e->at, x, x);
}

enum mc_status mc_image_of(struct mc_image *out, const fmpq_poly_t p,
                           const struct mc_interval *on, slong bits)
{
    enum mc_status status;
    struct mc_interval none;

    mc_interval_init(&none);
    status = image_within(out, p, on, &none, bits);
    mc_interval_clear(&none);
    return status;
}

enum mc_status image_within(struct mc_image *out, const fmpq_poly_t p,
                            const struct mc_interval *on, const struct mc_interval *slack,
                            slong bits)
{
    struct mc_roots roots = {0};
    struct mc_extreme candidate;
    enum mc_status status = MC_OK;
    fmpq_poly_t slope;
    fmpq_t gap;
    slong i;

    fmpq_init(gap);
    fmpq_add(gap, slack->lo, slack->hi);
    fmpq_poly_init(slope);
    extreme_init(&candidate);
    fmpq_poly_derivative(slope, p);
    at_end(&out->min, MC_AT_LOWER, p, on->lo);
    at_end(&out->max, MC_AT_LOWER, p, on->lo);
    at_end(&candidate, MC_AT_UPPER, p, on->hi);
    offer_both(out, &candidate, gap);
    if (!fmpq_poly_is_zero(slope))
        status = mc_roots_isolate(&roots, slope, on->lo, on->hi, bits / 2 + 4);
    candidate.place = MC_INSIDE;
    for (i = 0; i < roots.count; i++) {
        mc_interval_set(&candidate.at, roots.at[i].lo, roots.at[i].hi);
        critical_value(&candidate.value, p, roots.at + i);
        offer_both(out, &candidate, gap);
    }
    mc_roots_clear(&roots);
    extreme_clear(&candidate);
    fmpq_poly_clear(slope);
    fmpq_clear(gap);
    return status;
}
