// SPDX-License-Identifier: Apache-2.0
/*
 * What follows the last row for ever.  The tail p, p, p, ... has the largest S <= z (the first
 * positive root of p) with max p <= S on [0, S]: the forward orbit of (0, r) is an interval
 * (0, s) with p((0, s)) = (0, s), so S is a fixed point of p or z.
 */
#include "prover/radius.h"

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
 * Is p <= s on [0, s], s in `at` a fixed point of p (fixed), or p < s, s a root?  1 yes, 0 no,
 * -1 unknown. A fixed point: p <= at.lo <= s on [0, at.lo], and from there p rises to p(s) = s.
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
        if (fmpq_cmp(image.max.value.hi, at->lo) < (fixed ? 1 : 0))
            answer = !fixed || rises(p, at, bits) ? 1 : -1;
        else if (fmpq_cmp(image.max.value.lo, at->hi) > 0)
            answer = 0;
    }
    mc_image_clear(&image);
    mc_interval_clear(&on);
    return answer;
}

/* c(x) = p(x)/x - 1, whose roots are the fixed points of p beside 0. */
static void excess(fmpq_poly_t c, const fmpq_poly_t p)
{
    fmpq_poly_set_coeff_si(c, 1, 1);
    fmpq_poly_sub(c, p, c);
    fmpq_poly_shift_right(c, c, 1);
}

/* at = the largest fixed point s below z (NULL: none) with p <= s on [0, s].  1: there is one;
 * 0: none; -1: unknown. */
static int largest_fixed(struct mc_interval *at, const struct mc_roots *fixed,
                         const fmpq_poly_t p, const struct mc_interval *z, slong bits)
{
    int answer = 0;
    slong i;

    for (i = fixed->count - 1; i >= 0 && !answer; i--) {
        if (z && fmpq_cmp(fixed->at[i].lo, z->hi) > 0)
            continue;
        answer = z && fmpq_cmp(fixed->at[i].hi, z->lo) >= 0
                     ? -1
                     : stays_below(p, fixed->at + i, true, bits);
        if (answer == 1)
            mc_interval_set(at, fixed->at[i].lo, fixed->at[i].hi);
    }
    return answer;
}

enum mc_status radius_repeated(struct radius *r, const fmpq_poly_t p, slong bits)
{
    struct mc_interval zero;
    struct mc_roots fixed = {0};
    fmpq_poly_t beyond;
    fmpq_t bound, nought;
    enum mc_status status = MC_NOT_DECIDED;
    bool has_zero;
    int answer = 0;

    fmpq_init(bound);
    fmpq_init(nought);
    mc_interval_init(&zero);
    fmpq_poly_init(beyond);
    has_zero = radius_first_root(&zero, p, nought, bits);
    excess(beyond, p);
    fmpq_zero(r->at.lo);
    fmpq_zero(r->at.hi);
    mc_root_bound(bound, beyond);
    if (!fmpq_poly_is_zero(beyond))
        status = mc_roots_isolate(&fixed, beyond, nought, bound, bits);
    if (status == MC_OK && radius_slope_sign(p) > 0) {
        answer = has_zero ? stays_below(p, &zero, false, bits) : 0;
        if (answer == 1)
            mc_interval_set(&r->at, zero.lo, zero.hi);
        if (!answer)
            answer = largest_fixed(&r->at, &fixed, p, has_zero ? &zero : NULL, bits);
    }
    /* a x with 0 < a < 1 keeps all */
    r->finite = fmpq_poly_degree(p) != 1 || has_zero || fixed.count ||
                radius_slope_sign(beyond) >= 0;
    mc_roots_clear(&fixed);
    fmpq_poly_clear(beyond);
    mc_interval_clear(&zero);
    fmpq_clear(nought);
    fmpq_clear(bound);
    return answer < 0 ? MC_NOT_DECIDED : status;
}

/* bound > all roots of p - c x */
static void outgrows(fmpq_t bound, const fmpq_poly_t p, const fmpq_t c)
{
    fmpq_poly_t line;

    fmpq_poly_init(line);
    fmpq_poly_set_coeff_fmpq(line, 1, c);
    fmpq_poly_sub(line, p, line);
    mc_root_bound(bound, line);
    fmpq_poly_clear(line);
}

/*
 * Beyond r every input grows for ever: let A <= 1 be the product of the slopes below 1 of the
 * linear rows, and X such that every other row has p(x) >= (2/A) x for x >= X.  From x >= X/A
 * on all values of a round are >= X, and it ends at 2 x or more.  (A row that falls at infinity
 * has a root, which bounds r as well.)  With linear rows alone: whether their product is <= 1.
 */
static void beyond_which_all_grow(struct radius *r, const struct mc_table *table)
{
    fmpq_t shrink, product, factor, bound;
    slong k;

    fmpq_init(shrink);
    fmpq_init(product);
    fmpq_init(factor);
    fmpq_init(bound);
    fmpq_one(shrink);
    fmpq_one(product);
    r->finite = false;
    for (k = 0; k < table->count; k++)
        if (fmpq_poly_degree(table->rows + k) == 1) {
            fmpq_poly_get_coeff_fmpq(factor, table->rows + k, 1);
            fmpq_mul(product, product, factor);
            if (fmpq_cmp_ui(factor, 1) < 0 && fmpq_sgn(factor) > 0)
                fmpq_mul(shrink, shrink, factor);
        }
    fmpq_set_si(factor, 2, 1);
    fmpq_div(factor, factor, shrink);
    for (k = 0; k < table->count; k++)
        if (fmpq_poly_degree(table->rows + k) > 1) {
            r->finite = true;
            outgrows(bound, table->rows + k, factor);
            if (fmpq_cmp(bound, r->at.hi) > 0)
                fmpq_set(r->at.hi, bound);
        }
    if (r->finite)
        fmpq_div(r->at.hi, r->at.hi, shrink);
    else
        r->finite = fmpq_cmp_ui(product, 1) > 0; /* at = [0, 0] then */
    fmpq_clear(bound);
    fmpq_clear(factor);
    fmpq_clear(product);
    fmpq_clear(shrink);
}

/* r = R(p_1, R(p_2, ... R(p_n, r))), rounded outward. */
static void round_back(struct radius *r, const struct mc_table *table, slong bits)
{
    slong k;

    for (k = table->count - 1; k >= 0; k--) {
        radius_step_back(r, table->rows + k, bits);
        mc_round_dyadic(r->at.hi, r->at.hi, 1, bits);
        mc_round_dyadic(r->at.lo, r->at.lo, -1, bits);
    }
}

/* Does one round keep (0, s) positive and inside itself? */
static bool keeps(const struct mc_table *table, const fmpq_t s, slong bits)
{
    struct radius back = {.finite = true};
    bool yes;

    mc_interval_init(&back.at);
    mc_interval_set(&back.at, s, s);
    round_back(&back, table, bits);
    yes = !back.finite || fmpq_cmp(back.at.lo, s) >= 0;
    mc_interval_clear(&back.at);
    return yes;
}

/* From above by rounds backward from a bound of all that does not grow for ever; from below by
 * s = hi (1 - 2^-j) which a round keeps. */
enum mc_status radius_cycled(struct radius *r, const struct mc_table *table, slong bits)
{
    enum { ROUNDS = 200 };
    slong round;
    fmpq_t s;

    beyond_which_all_grow(r, table);
    for (round = 0; round < ROUNDS && r->finite && fmpq_sgn(r->at.hi) > 0; round++)
        round_back(r, table, bits);
    fmpq_zero(r->at.lo);
    fmpq_init(s);
    for (round = bits / 2; round > 0 && r->finite && fmpq_sgn(r->at.hi) > 0; round--) {
        fmpq_div_2exp(s, r->at.hi, (ulong)round);
        fmpq_sub(s, r->at.hi, s);
        if (keeps(table, s, bits)) {
            fmpq_set(r->at.lo, s);
            break;
        }
    }
    fmpq_clear(s);
    return MC_OK;
}
