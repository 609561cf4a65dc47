// SPDX-License-Identifier: GPL-3.0-or-later
#include <criterion/criterion.h>
#include <math.h>

#include "muoncheck/prover.h"

enum { SAMPLES = 1500 };

static void interval(struct mc_interval *out, const char *lo, const char *hi)
{
    mc_interval_init(out);
    cr_assert(mc_rational_parse(out->lo, lo, NULL) == MC_OK);
    cr_assert(mc_rational_parse(out->hi, hi, NULL) == MC_OK);
}

static bool holds(const struct mc_interval *x, const char *value)
{
    fmpq_t v;
    bool inside;

    fmpq_init(v);
    cr_assert(mc_rational_parse(v, value, NULL) == MC_OK);
    inside = fmpq_cmp(x->lo, v) <= 0 && fmpq_cmp(v, x->hi) <= 0;
    fmpq_clear(v);
    return inside;
}

Test(roots, counts_multiple_roots_once_and_meets_exact_ones)
{
    struct mc_interval on;
    struct mc_roots roots;
    fmpq_poly_t p, q;

    /* x (2x - 1)^2 (3x - 1)^3 (x^2 + 1)(x - 1) on [0, 1] */
    fmpq_poly_init(p);
    fmpq_poly_init(q);
    fmpq_poly_set_str(p, "2  0 1");
    fmpq_poly_set_str(q, "3  1 -4 4");
    fmpq_poly_mul(p, p, q);
    fmpq_poly_set_str(q, "4  -1 9 -27 27");
    fmpq_poly_mul(p, p, q);
    fmpq_poly_set_str(q, "4  -1 1 -1 1");
    fmpq_poly_mul(p, p, q);
    interval(&on, "0", "1");
    cr_assert(mc_roots_isolate(&roots, p, on.lo, on.hi, 40) == MC_OK);
    cr_assert(roots.count == 4, "%ld", (long)roots.count);
    cr_expect(holds(roots.at, "0") && holds(roots.at + 1, "1/3") &&
              holds(roots.at + 2, "1/2") && holds(roots.at + 3, "1"));
    mc_roots_clear(&roots);
    mc_interval_clear(&on);
    fmpq_poly_clear(q);
    fmpq_poly_clear(p);
}

Test(roots, agree_with_sturm_on_random_polynomials)
{
    flint_rand_t state;
    struct mc_roots roots;
    fmpq_poly_t p;
    fmpz_poly_t z, slope, common;
    fmpq_t bound, below;
    int i;

    flint_randinit(state);
    fmpq_poly_init(p);
    fmpz_poly_init(z);
    fmpz_poly_init(slope);
    fmpz_poly_init(common);
    fmpq_init(bound);
    fmpq_init(below);
    for (i = 0; i < 300; i++) {
        fmpz_poly_randtest_not_zero(z, state, 12, 6);
        fmpq_poly_set_fmpz_poly(p, z);
        mc_root_bound(bound, p);
        fmpq_neg(below, bound);
        cr_assert(mc_roots_isolate(&roots, p, below, bound, 20) == MC_OK);
        fmpz_poly_derivative(slope, z);
        fmpz_poly_gcd(common, z, slope);
        fmpz_poly_div(z, z, common);
        cr_expect(roots.count == fmpz_poly_num_real_roots_sturm(z), "polynomial %d", i);
        mc_roots_clear(&roots);
    }
    fmpq_clear(below);
    fmpq_clear(bound);
    fmpz_poly_clear(common);
    fmpz_poly_clear(slope);
    fmpz_poly_clear(z);
    fmpq_poly_clear(p);
    flint_randclear(state);
}

Test(sign, proves_refutes_and_gives_up_at_a_contact)
{
    struct mc_breaks breaks;
    struct mc_interval on;
    fmpq_poly_t p;
    fmpq_t at;

    fmpq_init(at);
    fmpq_poly_init(p);
    interval(&on, "0", "1");
    fmpq_poly_set_str(p, "3  101/900 -2/3 1"); /* (x - 1/3)^2 + 1/900 */
    cr_expect(mc_decide_sign(&breaks, at, p, on.lo, on.hi, true, 1000) == MC_PROVED);
    cr_expect(breaks.count > 2 && fmpq_equal(breaks.at, on.lo) &&
              fmpq_equal(breaks.at + breaks.count - 1, on.hi));
    mc_breaks_clear(&breaks);
    fmpq_poly_set_str(p, "3  99/900 -2/3 1"); /* (x - 1/3)^2 - 1/900 */
    cr_expect(mc_decide_sign(&breaks, at, p, on.lo, on.hi, false, 1000) == MC_REFUTED);
    fmpq_poly_evaluate_fmpq(at, p, at);
    cr_expect(fmpq_sgn(at) < 0 && breaks.count == 0);
    fmpq_poly_set_str(p, "3  1/9 -2/3 1"); /* (x - 1/3)^2 */
    cr_expect(mc_decide_sign(&breaks, at, p, on.lo, on.hi, false, 1000) == MC_UNDECIDED);
    cr_expect(breaks.count == 0);
    mc_interval_clear(&on);
    fmpq_poly_clear(p);
    fmpq_clear(at);
}

/* x -> f_T(x) in exact arithmetic on the grid 2^-400: off by far less than 2^-300 here. */
static void orbit(fmpq_t x, const struct mc_chain *chain)
{
    slong k;

    for (k = 0; k < chain->steps; k++) {
        fmpq_poly_evaluate_fmpq(x, chain->row[k], x);
        mc_round_dyadic(x, x, -1, 400);
    }
}

/* lo - 2^-300 <= x <= hi + 2^-300, and the gap to the nearer end into `gap` where it is
 * smaller. */
static bool inside(const fmpq_t x, const struct mc_interval *min, const struct mc_interval *max)
{
    fmpq_t slack, lo, hi;
    bool yes;

    fmpq_init(slack);
    fmpq_init(lo);
    fmpq_init(hi);
    fmpq_one(slack);
    fmpq_div_2exp(slack, slack, 300);
    fmpq_sub(lo, min->lo, slack);
    fmpq_add(hi, max->hi, slack);
    yes = fmpq_cmp(lo, x) <= 0 && fmpq_cmp(x, hi) <= 0;
    fmpq_clear(hi);
    fmpq_clear(lo);
    fmpq_clear(slack);
    return yes;
}

/* The value in the middle of `at` is within 2^-60 of the extreme. */
static bool attained(const struct mc_interval *at, const struct mc_interval *extreme,
                     const struct mc_chain *chain)
{
    fmpq_t x, y;
    bool yes;

    fmpq_init(x);
    fmpq_init(y);
    fmpq_add(x, at->lo, at->hi);
    fmpq_div_2exp(x, x, 1);
    orbit(x, chain);
    fmpq_sub(x, x, extreme->lo);
    fmpq_abs(x, x);
    fmpq_one(y);
    fmpq_div_2exp(y, y, 60);
    yes = fmpq_cmp(x, y) < 0;
    fmpq_clear(y);
    fmpq_clear(x);
    return yes;
}

static void check_chain(const struct mc_table *table, const struct mc_interval *on)
{
    struct mc_interval min, max, at;
    struct mc_chain chain;
    fmpq_t x;
    long i;

    fmpq_init(x);
    mc_interval_init(&min);
    mc_interval_init(&max);
    mc_interval_init(&at);
    cr_assert(mc_chain_run(&chain, table, table->steps, MC_REPEAT_LAST, on, 128) == MC_OK);
    cr_assert(!chain.escaped, "%s", table->id);
    mc_chain_extreme(&min, &chain, false);
    mc_chain_extreme(&max, &chain, true);
    for (i = 0; i <= SAMPLES; i++) {
        fmpq_sub(x, on->hi, on->lo);
        fmpq_mul_si(x, x, i * i);
        fmpq_div_2exp(x, x, 0);
        fmpz_mul_si(fmpq_denref(x), fmpq_denref(x), (slong)SAMPLES * SAMPLES);
        fmpq_canonicalise(x);
        fmpq_add(x, x, on->lo);
        orbit(x, &chain);
        cr_expect(inside(x, &min, &max), "%s: sample %ld", table->id, i);
    }
    if (mc_chain_place(&at, &chain, false) == MC_OK)
        cr_expect(attained(&at, &min, &chain), "%s: min", table->id);
    if (mc_chain_place(&at, &chain, true) == MC_OK)
        cr_expect(attained(&at, &max, &chain), "%s: max", table->id);
    mc_chain_clear(&chain);
    mc_interval_clear(&at);
    mc_interval_clear(&max);
    mc_interval_clear(&min);
    fmpq_clear(x);
}

Test(chain, holds_dense_samples_and_its_ends_are_attained, .timeout = 300)
{
    struct mc_interval on;
    struct mc_table table;
    const char *id;
    size_t i;

    interval(&on, "1/1000", "1");
    for (i = 0; (id = mc_table_id(i)); i++) {
        mc_table_init(&table);
        cr_assert(mc_table_read(&table, id, NULL) == MC_OK);
        check_chain(&table, &on);
        mc_table_clear(&table);
    }
    mc_interval_clear(&on);
}

Test(radius, brackets_what_is_known_in_closed_form)
{
    static const struct {
        const char *id, *value;
    } rows[] = {{"keller", "1.263729067298376896782670184307975"},
                {"ns3", "1.732050807568877293527446341505872"},
                {"ns5", "1.527525231651946668862682397909600"}};
    struct mc_interval radius;
    struct mc_table table;
    bool finite;
    size_t i;

    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        mc_table_init(&table);
        mc_interval_init(&radius);
        cr_assert(mc_table_read(&table, rows[i].id, NULL) == MC_OK);
        cr_assert(mc_safe_radius(&radius, &finite, &table, 5, MC_REPEAT_LAST, 60) == MC_OK);
        cr_expect(finite && holds(&radius, rows[i].value), "%s", rows[i].id);
        cr_expect(fmpq_get_d(radius.hi) - fmpq_get_d(radius.lo) < 1e-14, "%s", rows[i].id);
        mc_interval_clear(&radius);
        mc_table_clear(&table);
    }
}

/* Do `rounds` rounds of the table keep x in (0, 1e9)?  In doubles, which is enough where x is
 * not within rounding of the radius. */
static bool survives(const struct mc_table *table, double x, int rounds)
{
    slong k, j;
    double y;

    for (; rounds; rounds--)
        for (k = 0; k < table->count; k++, x = y) {
            y = 0;
            for (j = fmpq_poly_degree(table->rows + k); j >= 0; j--) {
                fmpq_t c;

                fmpq_init(c);
                fmpq_poly_get_coeff_fmpq(c, table->rows + k, j);
                y = y * x + fmpq_get_d(c);
                fmpq_clear(c);
            }
            if (!(y > 0 && y < 1e9))
                return false;
        }
    return true;
}

/* Below it the whole table can be cycled for ever, and just above it not. */
Test(radius, of_a_cycled_table_is_where_its_rounds_begin_to_fail)
{
    struct mc_interval radius;
    struct mc_table table;
    const char *id;
    bool finite;
    size_t i;

    for (i = 0; (id = mc_table_id(i)); i++) {
        mc_table_init(&table);
        mc_interval_init(&radius);
        cr_assert(mc_table_read(&table, id, NULL) == MC_OK);
        cr_assert(mc_safe_radius(&radius, &finite, &table, 5, MC_CYCLE, 80) == MC_OK);
        cr_expect(finite, "%s", id);
        if (fmpq_sgn(radius.lo) > 0)
            cr_expect(survives(&table, fmpq_get_d(radius.lo) * (1 - 1e-9), 500), "%s", id);
        cr_expect(!survives(&table, fmpq_get_d(radius.hi) * (1 + 1e-9), 500), "%s", id);
        mc_interval_clear(&radius);
        mc_table_clear(&table);
    }
}

static void cycled_radius(struct mc_interval *radius, bool *finite, const char *text)
{
    struct mc_table table;

    mc_table_init(&table);
    mc_interval_init(radius);
    cr_assert(mc_table_parse(&table, text, NULL) == MC_OK);
    cr_assert(mc_safe_radius(radius, finite, &table, 5, MC_CYCLE, 80) == MC_OK);
    mc_table_clear(&table);
}

/* 3/2 x + x^3/2 grows without bound from anywhere, and so does its round with 3/2 x - x^3/2. */
Test(radius, of_rounds_that_always_grow_is_zero)
{
    static const char *const texts[] = {"[[1.5, 0.5, 0]]", "[[1.5, -0.5, 0], [1.5, 0.5, 0]]",
                                        "[[2, 0, 0]]"};
    struct mc_interval radius;
    bool finite;
    size_t i;

    for (i = 0; i < sizeof texts / sizeof *texts; i++) {
        cycled_radius(&radius, &finite, texts[i]);
        cr_expect(finite && fmpq_is_zero(radius.lo) && fmpq_get_d(radius.hi) < 1e-20, "%s",
                  texts[i]);
        mc_interval_clear(&radius);
    }
    cycled_radius(&radius, &finite, "[[2, 0, 0], [0.5, 0, 0]]");
    cr_expect(!finite);
    mc_interval_clear(&radius);
}
