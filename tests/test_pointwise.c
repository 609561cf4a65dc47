// SPDX-License-Identifier: GPL-3.0-or-later
/* Inequalities by mean values, and images of quotients. */
#include <criterion/criterion.h>

#include "muoncheck/prover.h"

enum { BITS = 60, BUDGET = 5000, SAMPLES = 400 };

/* f(x) = x^2 - 2 x + c */
static bool parabola(arb_t value, arb_t slope, const arb_t x, void *of, slong prec)
{
    arb_t c;

    arb_init(c);
    arb_set_fmpq(c, of, prec);
    if (value) {
        arb_sub_ui(value, x, 2, prec);
        arb_mul(value, value, x, prec);
        arb_add(value, value, c, prec);
    }
    arb_sub_ui(slope, x, 1, prec);
    arb_mul_2exp_si(slope, slope, 1);
    arb_clear(c);
    return true;
}

static enum mc_verdict decide(struct mc_breaks *breaks, fmpq_t witness, slong c, ulong below)
{
    enum mc_verdict verdict;
    fmpq_t lo, hi, constant;

    fmpq_init(lo);
    fmpq_init(hi);
    fmpq_init(constant);
    fmpq_set_si(hi, 3, 1);
    fmpq_set_si(constant, c, below);
    verdict =
        mc_decide_pointwise(breaks, witness, parabola, constant, lo, hi, BUDGET, 2 * BITS);
    fmpq_clear(constant);
    fmpq_clear(hi);
    fmpq_clear(lo);
    return verdict;
}

Test(pointwise, proves_with_slack_refutes_with_a_witness_and_leaves_contacts_undecided)
{
    struct mc_breaks breaks;
    fmpq_t witness;

    fmpq_init(witness);
    cr_expect(decide(&breaks, witness, 1000001, 1000000) == MC_PROVED);
    cr_expect(breaks.count > 2 && fmpq_is_zero(breaks.at) &&
              fmpq_cmp_si(breaks.at + breaks.count - 1, 3) == 0);
    mc_breaks_clear(&breaks);
    cr_expect(decide(&breaks, witness, 999999, 1000000) == MC_REFUTED);
    fmpq_sub_si(witness, witness, 1); /* f < 0 on (1 - 1/1000, 1 + 1/1000) alone */
    fmpq_mul_si(witness, witness, 1000);
    cr_expect(fmpq_cmp_si(witness, -1) > 0 && fmpq_cmp_si(witness, 1) < 0);
    cr_expect(decide(&breaks, witness, 1, 1) == MC_UNDECIDED && !breaks.count);
    fmpq_clear(witness);
}

static bool contains(const struct mc_interval *value, const fmpq_poly_t p, const fmpq_poly_t q,
                     const struct mc_interval *on, slong k)
{
    fmpq_t x, y;
    bool inside;

    fmpq_init(x);
    fmpq_init(y);
    fmpq_sub(x, on->hi, on->lo);
    fmpq_mul_si(x, x, k);
    fmpq_set_si(y, 1, SAMPLES);
    fmpq_mul(x, x, y);
    fmpq_add(x, x, on->lo);
    fmpq_poly_evaluate_fmpq(y, q, x);
    fmpq_poly_evaluate_fmpq(x, p, x);
    fmpq_div(x, x, y);
    inside = fmpq_cmp(value->lo, x) <= 0 && fmpq_cmp(x, value->hi) <= 0;
    fmpq_clear(y);
    fmpq_clear(x);
    return inside;
}

/* Random quotients of degrees up to 5 on random intervals: every sample is inside. */

Test(rational_image, holds_dense_samples_of_random_quotients)
{
    struct mc_rational_image image;
    struct mc_interval on;
    flint_rand_t state;
    fmpq_poly_t p, q;
    slong k, tries, proved = 0;

    flint_randinit(state);
    fmpq_poly_init(p);
    fmpq_poly_init(q);
    mc_interval_init(&on);
    for (tries = 0; tries < 200; tries++) {
        fmpq_poly_randtest(p, state, 6, 8);
        fmpq_poly_randtest_not_zero(q, state, 6, 8);
        fmpq_randtest(on.lo, state, 6);
        fmpq_randtest(on.hi, state, 6);
        if (fmpq_cmp(on.lo, on.hi) > 0)
            fmpq_swap(on.lo, on.hi);
        if (mc_rational_image_of(&image, p, q, &on, BITS, BUDGET) == MC_PROVED) {
            proved++;
            for (k = 0; k <= SAMPLES; k++)
                cr_expect(contains(&image.value, p, q, &on, k), "%ld", (long)k);
        }
        mc_rational_image_clear(&image);
    }
    cr_expect(proved > 30, "%ld", (long)proved);
    mc_interval_clear(&on);
    fmpq_poly_clear(q);
    fmpq_poly_clear(p);
    flint_randclear(state);
}

/* A point is an interval: p = x is 0 there, not positive, and not negative. */
Test(sign, is_decided_at_a_single_point)
{
    struct mc_breaks breaks;
    fmpq_t zero, witness;
    fmpq_poly_t p;

    fmpq_init(zero);
    fmpq_init(witness);
    fmpq_poly_init(p);
    fmpq_poly_set_coeff_si(p, 1, 1);
    cr_expect(mc_decide_sign(&breaks, witness, p, zero, zero, false, BUDGET) == MC_PROVED);
    cr_expect(breaks.count == 2);
    mc_breaks_clear(&breaks);
    cr_expect(mc_decide_sign(&breaks, witness, p, zero, zero, true, BUDGET) == MC_REFUTED);
    fmpq_poly_clear(p);
    fmpq_clear(witness);
    fmpq_clear(zero);
}

/* QDWH's map at s = 2 touches 1 at 1/2 and ends there. */
Test(rational_image, is_sharp_to_its_bits)
{
    struct mc_rational_image image;
    struct mc_interval on;
    fmpq_poly_t p, q;
    fmpq_t excess;

    fmpq_poly_init(p);
    fmpq_poly_init(q);
    fmpq_init(excess);
    fmpq_poly_set_str(p, "4  0 5 0 4");
    fmpq_poly_set_str(q, "3  1 0 8");
    mc_interval_init(&on);
    fmpq_set_si(on.lo, 2, 5);
    fmpq_one(on.hi);
    cr_assert(mc_rational_image_of(&image, p, q, &on, BITS, BUDGET) == MC_PROVED);
    fmpq_sub_si(excess, image.value.hi, 1);
    fmpq_mul_2exp(excess, excess, BITS);
    cr_expect(fmpq_sgn(excess) >= 0 && fmpq_cmp_si(excess, 2) <= 0);
    mc_rational_image_clear(&image);
    fmpq_poly_set_str(q, "2  -1/2 1");
    cr_expect(mc_rational_image_of(&image, p, q, &on, BITS, BUDGET) == MC_UNDECIDED);
    mc_rational_image_clear(&image);
    mc_interval_clear(&on);
    fmpq_clear(excess);
    fmpq_poly_clear(q);
    fmpq_poly_clear(p);
}
