// SPDX-License-Identifier: GPL-3.0-or-later
/* Inputs that round badly, and the search among them. */
#include <criterion/criterion.h>
#include <math.h>

#include "muoncheck/spectrum.h"
#include "muoncheck/table.h"
#include "worst/rounding.h"

enum { N = 12, PREC = 128 };

static struct mc_table table;
static struct mc_arithmetic in;
static fmpq_t zero;

static void set_up(void)
{
    mc_table_init(&table);
    fmpq_init(zero);
    cr_assert(mc_table_read(&table, "ns5", NULL) == MC_OK);
    cr_assert(mc_arithmetic_parse(&in, "fp32", NULL) == MC_OK);
    cr_assert(mc_arithmetic_accumulate(&in, "fp32", NULL) == MC_OK);
}

static void tear_down(void)
{
    mc_table_clear(&table);
    fmpq_clear(zero);
}

TestSuite(worst, .init = set_up, .fini = tear_down);

static struct tolerance_question one_step(void)
{
    return (struct tolerance_question){.polynomials = table.rows, .steps = 1, .m = N, .n = N,
                                       .in = &in, .sigma_min = zero, .failure = 1e-3};
}

static double middle(const arb_t x)
{
    return arf_get_d(arb_midref(x), ARF_RND_NEAR);
}

Test(worst, recipes_have_the_norm_and_the_least_singular_value_that_they_say)
{
    static const double S = 0.1;
    struct recipe recipe = {.top = 0.5, .share = 0.3, .level = 1, .tail = 3, .norm = 2.5,
                            .seed = 4};
    struct mc_svd svd;
    arb_mat_t M;
    arb_t size;
    int kind;

    arb_init(size);
    arb_mat_init(M, N, N + 3);
    for (kind = FRAMES; kind < DIRECTIONS; kind++) {
        recipe.directions = (enum directions)kind;
        cr_assert(recipe_make(M, &recipe, S));
        arb_mat_frobenius_norm(size, M, PREC);
        cr_expect(fabs(middle(size) - 2.5) <= 0x1p-40, "%d: norm %g", kind, middle(size));
        if (kind == SIGNS)
            continue;
        mc_svd_init(&svd);
        cr_assert(mc_svd_enclose(&svd, M, -1, PREC) == MC_OK);
        cr_expect(middle(svd.sigma + N - 1) >= 2.5 * S * (1 - 0x1p-40), "%d: %g", kind,
                  middle(svd.sigma + N - 1));
        cr_expect(middle(svd.sigma) > 2 * middle(svd.sigma + N - 1), "%d: flat", kind);
        mc_svd_clear(&svd);
    }
    arb_mat_clear(M);
    arb_clear(size);
}

Test(worst, the_search_is_repeatable_and_stays_below_the_bound)
{
    struct tolerance_question question = one_step();
    struct worst_rounding one, two;
    struct tolerance bound;
    struct recipe plain = {.top = 1, .norm = 1.5, .seed = 9};
    arb_mat_t M;

    arb_mat_init(M, N, N);
    tolerance_init(&bound);
    worst_rounding_init(&one);
    worst_rounding_init(&two);
    cr_assert(tolerance_bound(&bound, &question, NULL) == MC_OK);
    cr_assert(worst_rounding_find(&one, &question, 150, 5) == MC_OK);
    cr_assert(worst_rounding_find(&two, &question, 150, 5) == MC_OK);
    cr_expect(one.runs == 150 && one.left_range == 0);
    cr_expect(arb_equal(one.frobenius, two.frobenius) && one.recipe.norm == two.recipe.norm);
    cr_expect(arb_le(one.spectral, one.frobenius));
    cr_expect(middle(one.frobenius) <= bound.always.rounding);
    cr_assert(recipe_make(M, &plain, 0));
    cr_expect(middle(one.frobenius) > rounding_estimate(&question, M), "no worse than frames");
    worst_rounding_clear(&one);
    worst_rounding_clear(&two);
    tolerance_clear(&bound);
    arb_mat_clear(M);
}

Test(worst, runs_that_leave_the_range_are_counted)
{
    struct tolerance_question question = one_step();
    struct worst_rounding found;
    fmpq_poly_t p;

    fmpq_poly_init(p);
    cr_assert(fmpq_poly_set_str(p, "2  0 500") == 0);
    cr_assert(mc_arithmetic_parse(&in, "e4m3", NULL) == MC_OK);
    question.polynomials = p;
    worst_rounding_init(&found);
    cr_assert(worst_rounding_find(&found, &question, 20, 1) == MC_OK);
    cr_expect(found.left_range > 0 && found.left_range <= 20, "%ld", (long)found.left_range);
    worst_rounding_clear(&found);
    fmpq_poly_clear(p);
}
