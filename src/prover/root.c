// SPDX-License-Identifier: Apache-2.0
/* Newton guesses, two exact signs confirm; else bisection. */
#include <stdbool.h>

#include "muoncheck/arb.h"
#include "prover/root.h"

/* sign of q(k 2^-depth) */
static int sign_at(const fmpz_poly_t q, const fmpz_t k, ulong depth)
{
    slong i, n = fmpz_poly_length(q);
    fmpz_t sum, power;
    int sign;

    fmpz_init(sum);
    fmpz_init(power);
    for (i = n - 1; i >= 0; i--) { /* Horner on 2^(depth (n - 1)) q */
        fmpz_mul(sum, sum, k);
        fmpz_mul_2exp(power, q->coeffs + i, depth * (ulong)(n - 1 - i));
        fmpz_add(sum, sum, power);
    }
    sign = fmpz_sgn(sum);
    fmpz_clear(power);
    fmpz_clear(sum);
    return sign;
}

/* Iterations of Newton at most, and bits beyond those wanted. */
enum { NEWTON_STEPS = 16, GUARD = 64 };

/* k = floor(t 2^depth) where Newton from 1/2 says that t in (0, 1) is a root: a mere guess. */
static bool guess(fmpz_t k, const fmpz_poly_t q, ulong depth)
{
    slong prec = (slong)depth + GUARD, i;
    arb_t t, value, slope;
    arb_poly_t p;
    bool settled = false;

    arb_init(t);
    arb_init(value);
    arb_init(slope);
    arb_poly_init(p);
    arb_poly_set_fmpz_poly(p, q, prec);
    arb_set_d(t, 0.5);
    for (i = 0; i < NEWTON_STEPS && !settled; i++) {
        arb_poly_evaluate2(value, slope, p, t, prec);
        arb_div(value, value, slope, prec);
        arb_sub(t, t, value, prec);
        arb_get_mid_arb(t, t);
        arb_get_mid_arb(value, value);
        settled = arf_cmpabs_2exp_si(arb_midref(value), -(slong)depth - 4) < 0;
    }
    settled = settled && arf_sgn(arb_midref(t)) > 0 && arf_cmp_si(arb_midref(t), 1) < 0;
    if (settled) {
        arf_mul_2exp_si(arb_midref(t), arb_midref(t), (slong)depth);
        arf_get_fmpz(k, arb_midref(t), ARF_RND_FLOOR);
    }
    arb_poly_clear(p);
    arb_clear(slope);
    arb_clear(value);
    arb_clear(t);
    return settled;
}

/* [k, next] 2^-depth, next = k or k + 1, with the root: from the guess? */
static bool confirm(fmpz_t k, fmpz_t next, const fmpz_poly_t q, ulong depth, int left)
{
    int below, above;

    if (!guess(k, q, depth))
        return false;
    fmpz_add_ui(next, k, 1);
    below = sign_at(q, k, depth);
    above = sign_at(q, next, depth);
    if (!below)
        fmpz_set(next, k);
    else if (!above)
        fmpz_set(k, next);
    else if (below != left || above == left)
        return false;
    return true;
}

/* The same by bisection; stops early, at *depth, where the root is met. */
static void bisect(fmpz_t k, fmpz_t next, const fmpz_poly_t q, ulong *depth, int left)
{
    ulong most = *depth;
    int sign = 1;

    fmpz_zero(k);
    for (*depth = 0; *depth < most && sign; ++*depth) {
        fmpz_mul_2exp(k, k, 1);
        fmpz_add_ui(next, k, 1);
        sign = sign_at(q, next, *depth + 1);
        if (sign == left || !sign)
            fmpz_set(k, next);
    }
    fmpz_add_ui(next, k, sign ? 1 : 0);
}

void refine_root(fmpz_t k, fmpz_t next, ulong *depth, const fmpz_poly_t q)
{
    int left;

    fmpz_zero(k);
    left = sign_at(q, k, 0);
    if (!confirm(k, next, q, *depth, left))
        bisect(k, next, q, depth, left);
}
