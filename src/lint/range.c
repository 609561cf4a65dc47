// SPDX-License-Identifier: Apache-2.0
/* What the image, the safe radius and the slope say. */
#include <stdio.h>

#include "lint/rules.h"

/* ", at a singular value near ...", where that is known */
static const char *nearby(char out[2 * ABOUT], bool known, const fmpq_t at)
{
    char value[ABOUT];

    out[0] = 0;
    if (known)
        snprintf(out, 2 * ABOUT, ", at a singular value near %s", about(value, at));
    return out;
}

static void signs(struct examination *x)
{
    const struct mc_lint *lint = x->lint;
    char a[ABOUT], b[ABOUT], place[2 * ABOUT];

    nearby(place, lint->has_argmin, lint->argmin.lo);
    if (lint->sign_safe == 0 && lint->has_radius && lint->radius_finite)
        find_fault(x, "sign-flip", MC_ERROR, 0,
                   "beyond %s the sign may flip; the least value is %s%s",
                   about(b, lint->radius.hi), about(a, lint->min.hi), place);
    else if (lint->sign_safe == 0)
        find_fault(x, "sign-flip", MC_ERROR, 0,
                   "singular values come out with the wrong sign; the least value is %s%s",
                   about(a, lint->min.hi), place);
    else if (lint->has_radius && lint->radius_finite &&
             fmpq_cmp(lint->on.hi, lint->radius.hi) > 0 && !lint->escaped)
        find_fault(x, "blow-up", x->extension == MC_REPEAT_LAST ? MC_WARNING : MC_ERROR, 0,
                   "beyond %s some iterate turns negative, or grows without bound if %s; the "
                   "interval goes to %s",
                   about(a, lint->radius.hi),
                   x->extension == MC_CYCLE ? "all rows are cycled" : "the last row is repeated",
                   about(b, lint->on.hi));
    if (lint->escaped)
        find_fault(x, "blow-up", MC_ERROR, 0, "values pass 2^64 within %ld steps",
                   (long)lint->steps);
}

static void bounds(struct examination *x)
{
    const struct mc_lint *lint = x->lint;
    char a[ABOUT], place[2 * ABOUT];
    fmpq_t two;

    fmpq_init(two);
    fmpq_set_si(two, 2, 1);
    if (!lint->escaped && lint->sign_safe != 0 && fmpq_cmp(lint->max.lo, two) >= 0)
        find_fault(x, "leaves-zero-two", MC_ERROR, 0, "the greatest value is %s%s",
                   about(a, lint->max.lo), nearby(place, lint->has_argmax, lint->argmax.lo));
    fmpq_clear(two);
}

/* [A, B (1 + ulp)]: is it still inside (0, 2)? */
static void rounded_up(struct examination *x)
{
    struct mc_lint *lint = x->lint;
    struct mc_interval wider, min, max;
    struct mc_chain chain;
    fmpq_t two;
    char a[ABOUT];

    fmpq_init(two);
    fmpq_set_si(two, 2, 1);
    mc_interval_init(&wider);
    mc_interval_init(&min);
    mc_interval_init(&max);
    mc_interval_set(&wider, lint->on.lo, lint->on.hi);
    fmpq_mul(wider.lo, wider.hi, x->ulp);
    fmpq_add(wider.hi, wider.hi, wider.lo);
    fmpq_set(wider.lo, lint->on.lo);
    if (mc_chain_run(&chain, x->table, lint->steps, x->extension, &wider, lint->bits) ==
        MC_OK) {
        mc_chain_extreme(&min, &chain, false);
        mc_chain_extreme(&max, &chain, true);
        if (!lint->escaped && lint->sign_safe == 1 && fmpq_cmp(lint->max.lo, two) < 0 &&
            (chain.escaped || fmpq_sgn(min.hi) < (fmpq_sgn(lint->on.lo) > 0) ||
             fmpq_cmp(max.lo, two) >= 0))
            find_fault(x, "rounding-up", MC_ERROR, 0,
                       "an input rounded up by one ulp of %s, to %s, leaves (0, 2)", x->dtype,
                       about(a, wider.hi));
        else if (lint->has_radius && lint->radius_finite &&
                 fmpq_cmp(lint->on.hi, lint->radius.lo) <= 0 &&
                 fmpq_cmp(wider.hi, lint->radius.hi) > 0)
            find_fault(
                x, "rounding-up", MC_WARNING, 0,
                "an input rounded up by one ulp of %s, to %s, passes the safe radius: more "
                "steps would send it away",
                x->dtype, about(a, wider.hi));
        mc_chain_clear(&chain);
    }
    mc_interval_clear(&max);
    mc_interval_clear(&min);
    mc_interval_clear(&wider);
    fmpq_clear(two);
}

void rules_of_range(struct examination *x)
{
    fmpq_t one;
    char a[ABOUT];

    signs(x);
    bounds(x);
    rounded_up(x);
    fmpq_init(one);
    fmpq_one(one);
    if (fmpq_cmp(x->lint->slope, one) <= 0)
        find_fault(x, "slope", MC_WARNING, 0,
                   "the slope at zero is %s: small singular values do not grow",
                   about(a, x->lint->slope));
    fmpq_clear(one);
}
