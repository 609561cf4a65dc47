// SPDX-License-Identifier: Apache-2.0
/*
 * With S the supremum of the inputs that a tail of the table keeps positive and bounded,
 *   R(p, S) = sup{r: 0 < p < S on (0, r)}
 * is the first positive root of p or of p - S.  The tail p, p, p, ... has the largest S <= z
 * (the first positive root of p) with max p <= S on [0, S]: the forward orbit of (0, r) is an
 * interval (0, s) with p((0, s)) = (0, s), so S is a fixed point of p or z.
 */
#include "muoncheck/prover.h"

struct radius {
    struct mc_interval at;
    bool finite;
};

/* at = the first root of p - value in (0, bound of all roots]; false when there is none. */
static bool first_root(struct mc_interval *at, const fmpq_poly_t p, const fmpq_t value,
                       slong bits)
{
    struct mc_roots roots;
    fmpq_poly_t shifted;
    fmpq_t zero, bound;
    bool found;

    fmpq_init(zero);
    fmpq_init(bound);
    fmpq_poly_init(shifted);
    fmpq_poly_set_fmpq(shifted, value);
    fmpq_poly_sub(shifted, p, shifted);
    if (fmpq_is_zero(value))
        fmpq_poly_shift_right(shifted, shifted, 1); /* x = 0 itself does not count */
    mc_root_bound(bound, shifted);
    found = mc_roots_isolate(&roots, shifted, zero, bound, bits) == MC_OK && roots.count;
    if (found)
        mc_interval_set(at, roots.at->lo, roots.at->hi);
    mc_roots_clear(&roots);
    fmpq_poly_clear(shifted);
    fmpq_clear(bound);
    fmpq_clear(zero);
    return found;
}

static int slope_sign(const fmpq_poly_t p)
{
    slong i;

    for (i = 0; i < fmpq_poly_length(p); i++)
        if (!fmpz_is_zero(p->coeffs + i))
            return fmpz_sgn(p->coeffs + i);
    return 0;
}

/* Bounds for min(first root of p, first root of p - S): the lower bound with S at its least. */
static void step_back(struct radius *r, const fmpq_poly_t p, slong bits)
{
    struct mc_interval zero, low, high;
    bool has_zero, has_low = false, has_high = false;
    fmpq_t nought;

    fmpq_init(nought);
    mc_interval_init(&zero);
    mc_interval_init(&low);
    mc_interval_init(&high);
    has_zero = first_root(&zero, p, nought, bits);
    if (slope_sign(p) <= 0 || (r->finite && fmpq_sgn(r->at.hi) <= 0)) {
        fmpq_zero(r->at.lo);
        fmpq_zero(r->at.hi);
        r->finite = true;
    } else {
        if (r->finite) {
            has_low = fmpq_sgn(r->at.lo) > 0 && first_root(&low, p, r->at.lo, bits);
            has_high = first_root(&high, p, r->at.hi, bits);
        }
        if (has_zero && (!has_low || fmpq_cmp(zero.lo, low.lo) < 0))
            fmpq_set(low.lo, zero.lo);
        if (has_zero && (!has_high || fmpq_cmp(zero.hi, high.hi) < 0))
            fmpq_set(high.hi, zero.hi);
        r->finite = has_zero || has_high;
        if (has_zero || has_low)
            fmpq_set(r->at.lo, low.lo);
        fmpq_set(r->at.hi, high.hi);
    }
    mc_interval_clear(&high);
    mc_interval_clear(&low);
    mc_interval_clear(&zero);
    fmpq_clear(nought);
}

/* p' > 0 on [at.lo, at.hi]? */
static bool rises(const fmpq_poly_t p, const struct mc_interval *at, slong bits)
{
    struct mc_image image;
    fmpq_poly_t slope;
    bool yes;

    fmpq_poly_init(slope);
    mc_image_init(&image);
    fmpq_poly_derivative(slope, p);
    yes = mc_image_of(&image, slope, at, bits) == MC_OK && fmpq_sgn(image.min.value.lo) > 0;
    mc_image_clear(&image);
    fmpq_poly_clear(slope);
    return yes;
}

/*
 * Is p <= s on [0, s], s in `at` a fixed point of p (fixed) or a root?  1 yes, 0 no, -1
 * unknown. A fixed point: p <= at.lo <= s on [0, at.lo], and from there p rises to p(s) = s.
 */
static int stays_below(const fmpq_poly_t p, const struct mc_interval *at, bool fixed,
                       slong bits)
{
    struct mc_interval on;
    struct mc_image image;
    int answer = -1;

    mc_interval_init(&on);
    mc_image_init(&image);
    fmpq_set(on.hi, fixed ? at->lo : at->hi);
    if (mc_image_of(&image, p, &on, bits) == MC_OK) {
        if (fmpq_cmp(image.max.value.hi, at->lo) <= 0)
            answer = !fixed || rises(p, at, bits) ? 1 : -1;
        else if (fmpq_cmp(image.max.value.lo, at->hi) > 0)
            answer = 0;
    }
    mc_image_clear(&image);
    mc_interval_clear(&on);
    return answer;
}

/* r = S of the tail p, p, p, ...  Errors: MC_NOT_DECIDED. */
static enum mc_status repeated(struct radius *r, const fmpq_poly_t p, slong bits)
{
    struct mc_interval zero;
    struct mc_roots fixed = {0};
    fmpq_poly_t shifted;
    fmpq_t bound, nought;
    enum mc_status status;
    bool has_zero;
    int answer = 0;
    slong i;

    fmpq_init(bound);
    fmpq_init(nought);
    mc_interval_init(&zero);
    fmpq_poly_init(shifted);
    has_zero = first_root(&zero, p, nought, bits);
    fmpq_poly_set_coeff_si(shifted, 1, 1);
    fmpq_poly_sub(shifted, p, shifted);
    fmpq_poly_shift_right(shifted, shifted, 1); /* p(x)/x - 1 */
    r->finite = true;
    fmpq_zero(r->at.lo);
    fmpq_zero(r->at.hi);
    mc_root_bound(bound, shifted);
    status = fmpq_poly_is_zero(shifted)
                 ? MC_NOT_DECIDED
                 : mc_roots_isolate(&fixed, shifted, nought, bound, bits);
    if (status == MC_OK && slope_sign(p) > 0 && has_zero)
        answer = stays_below(p, &zero, false, bits);
    if (answer == 1)
        mc_interval_set(&r->at, zero.lo, zero.hi);
    if (fmpq_poly_degree(p) == 1 && !has_zero && !fixed.count && slope_sign(shifted) < 0)
        r->finite = false; /* a x with 0 < a < 1 */
    for (i = fixed.count - 1; i >= 0 && !answer && status == MC_OK && slope_sign(p) > 0; i--) {
        if (has_zero && fmpq_cmp(fixed.at[i].lo, zero.lo) >= 0)
            continue;
        answer = stays_below(p, fixed.at + i, true, bits);
        if (answer == 1)
            mc_interval_set(&r->at, fixed.at[i].lo, fixed.at[i].hi);
    }
    mc_roots_clear(&fixed);
    fmpq_poly_clear(shifted);
    mc_interval_clear(&zero);
    fmpq_clear(nought);
    fmpq_clear(bound);
    return answer < 0 ? MC_NOT_DECIDED : status;
}

/* The whole table for ever: S is a fixed point of one round, approached from above by rounds
 * backward from infinity; every invariant (0, s) proves a lower bound. */
static enum mc_status cycled(struct radius *r, const struct mc_table *table, slong bits)
{
    enum { ROUNDS = 200 };
    struct radius below;
    slong round, k;

    r->finite = false;
    for (round = 0; round < ROUNDS; round++)
        for (k = table->count - 1; k >= 0; k--) {
            step_back(r, table->rows + k, bits);
            mc_round_dyadic(r->at.hi, r->at.hi, 1, bits);
            mc_round_dyadic(r->at.lo, r->at.lo, -1, bits);
        }
    /* Lower bound: s = hi (1 - 2^-j) is invariant when one round backward from s gives >= s. */
    mc_interval_init(&below.at);
    fmpq_zero(r->at.lo);
    for (round = bits / 2; round > 0 && r->finite; round--) {
        fmpq_div_2exp(below.at.lo, r->at.hi, (ulong)round);
        fmpq_sub(below.at.lo, r->at.hi, below.at.lo);
        fmpq_set(below.at.hi, below.at.lo);
        mc_interval_set(&below.at, below.at.lo, below.at.hi);
        below.finite = true;
        fmpq_t start;
        fmpq_init(start);
        fmpq_set(start, below.at.lo);
        for (k = table->count - 1; k >= 0; k--)
            step_back(&below, table->rows + k, bits);
        if (fmpq_cmp(below.at.lo, start) >= 0) {
            fmpq_set(r->at.lo, start);
            fmpq_clear(start);
            break;
        }
        fmpq_clear(start);
    }
    mc_interval_clear(&below.at);
    return MC_OK;
}

enum mc_status mc_safe_radius(struct mc_interval *out, bool *finite,
                              const struct mc_table *table, slong steps,
                              enum mc_extension extension, slong bits)
{
    struct radius r = {.finite = false};
    enum mc_status status = MC_OK;
    slong k, last = steps;

    mc_interval_init(&r.at);
    if (extension == MC_REPEAT_LAST) {
        status = repeated(&r, table->rows + table->count - 1, bits);
        last = table->count - 1;
    } else if (extension == MC_CYCLE) {
        status = cycled(&r, table, bits);
        last = 0;
    } else {
        last = last > table->count ? table->count : last;
        fmpq_set_si(r.at.lo, 2, 1);
        fmpq_set_si(r.at.hi, 2, 1);
        r.finite = true;
    }
    for (k = last - 1; k >= 0 && status == MC_OK; k--)
        step_back(&r, table->rows + mc_table_row(table, k, extension), bits);
    mc_interval_set(out, r.at.lo, r.at.hi);
    *finite = r.finite;
    mc_interval_clear(&r.at);
    return status;
}
