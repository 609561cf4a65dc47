// SPDX-License-Identifier: Apache-2.0
/* The zeros of p'q - pq' and the ends say what the image should be; three signs prove it. */
#include "muoncheck/prover.h"

void mc_rational_image_clear(struct mc_rational_image *image)
{
    mc_interval_clear(&image->value);
    mc_breaks_clear(&image->positive);
    mc_breaks_clear(&image->below);
    mc_breaks_clear(&image->above);
}

/* out = p'q - pq' */
static void turning(fmpq_poly_t out, const fmpq_poly_t p, const fmpq_poly_t q)
{
    fmpq_poly_t term;

    fmpq_poly_init(term);
    fmpq_poly_derivative(out, p);
    fmpq_poly_mul(out, out, q);
    fmpq_poly_derivative(term, q);
    fmpq_poly_mul(term, term, p);
    fmpq_poly_sub(out, out, term);
    fmpq_poly_clear(term);
}

/* Widens value to hold p(x)/q(x) -+ slack; q(x) != 0. */
static void take(struct mc_interval *value, bool first, const fmpq_poly_t p,
                 const fmpq_poly_t q, const fmpq_t x, const fmpq_t slack)
{
    fmpq_t at, below;

    fmpq_init(at);
    fmpq_init(below);
    fmpq_poly_evaluate_fmpq(at, p, x);
    fmpq_poly_evaluate_fmpq(below, q, x);
    fmpq_div(at, at, below);
    fmpq_sub(below, at, slack);
    if (first || fmpq_cmp(below, value->lo) < 0)
        fmpq_set(value->lo, below);
    fmpq_add(below, at, slack);
    if (first || fmpq_cmp(below, value->hi) > 0)
        fmpq_set(value->hi, below);
    fmpq_clear(below);
    fmpq_clear(at);
}

/* What the image should be; q > 0 on the interval. */
static enum mc_status guess(struct mc_interval *value, const fmpq_poly_t p, const fmpq_poly_t q,
                            const struct mc_interval *on, slong bits)
{
    struct mc_roots roots = {0};
    enum mc_status status = MC_OK;
    fmpq_poly_t slope;
    fmpq_t slack;
    slong i;

    fmpq_init(slack);
    fmpq_poly_init(slope);
    turning(slope, p, q);
    take(value, true, p, q, on->lo, slack);
    take(value, false, p, q, on->hi, slack);
    if (!fmpq_poly_is_zero(slope) && !fmpq_equal(on->lo, on->hi))
        status = mc_roots_isolate(&roots, slope, on->lo, on->hi, bits);
    fmpq_one(slack);
    fmpq_div_2exp(slack, slack, (ulong)bits);
    for (i = 0; i < roots.count; i++)
        if (fmpq_cmp(on->lo, roots.at[i].lo) < 0 && fmpq_cmp(roots.at[i].hi, on->hi) < 0)
            take(value, false, p, q, roots.at[i].lo, slack);
    mc_round_dyadic(value->lo, value->lo, -1, bits);
    mc_round_dyadic(value->hi, value->hi, 1, bits);
    mc_roots_clear(&roots);
    fmpq_poly_clear(slope);
    fmpq_clear(slack);
    return status;
}

/* side (p - bound q) >= 0 on the interval */
static enum mc_verdict bound(struct mc_breaks *breaks, const fmpq_poly_t p, const fmpq_poly_t q,
                             const fmpq_t value, int side, const struct mc_interval *on,
                             slong budget)
{
    enum mc_verdict verdict;
    fmpq_poly_t difference;
    fmpq_t witness;

    fmpq_init(witness);
    fmpq_poly_init(difference);
    fmpq_poly_scalar_mul_fmpq(difference, q, value);
    fmpq_poly_sub(difference, p, difference);
    if (side < 0)
        fmpq_poly_neg(difference, difference);
    verdict = mc_decide_sign(breaks, witness, difference, on->lo, on->hi, false, budget);
    fmpq_poly_clear(difference);
    fmpq_clear(witness);
    return verdict;
}

enum mc_verdict mc_rational_image_of(struct mc_rational_image *out, const fmpq_poly_t p,
                                     const fmpq_poly_t q, const struct mc_interval *on,
                                     slong bits, slong budget)
{
    enum mc_verdict verdict;
    fmpq_t witness;

    *out = (struct mc_rational_image){0};
    mc_interval_init(&out->value);
    fmpq_init(witness);
    verdict = mc_decide_sign(&out->positive, witness, q, on->lo, on->hi, true, budget);
    if (verdict == MC_PROVED && guess(&out->value, p, q, on, bits) != MC_OK)
        verdict = MC_UNDECIDED;
    if (verdict == MC_PROVED)
        verdict = bound(&out->below, p, q, out->value.lo, 1, on, budget);
    if (verdict == MC_PROVED)
        verdict = bound(&out->above, p, q, out->value.hi, -1, on, budget);
    fmpq_clear(witness);
    return verdict == MC_PROVED ? MC_PROVED : MC_UNDECIDED;
}
