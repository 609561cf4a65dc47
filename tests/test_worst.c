// SPDX-License-Identifier: GPL-3.0-or-later
/* Inputs that round badly, and the search among them. */
#include <criterion/criterion.h>
#include <math.h>

#include "muoncheck/spectrum.h"
#include "muoncheck/table.h"
#include "worst/adversary.h"
#include "worst/escape.h"
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

/* <= bound for every order that the opponent plays, and more than nature's worst. */
Test(worst, an_opponent_within_the_model_stays_below_the_bound_and_above_chance)
{
    static const char *const sums[][2] = {
        {"fp32", "fp32"},        {"fp32", "fp32/fused"},  {"fp32", "fp32/pairwise"},
        {"fp32", "fp32/lanes4"}, {"fp32", "fp32/split3"}, {"bf16", "fp32/blocks4"},
        {"fp16", "fp16"},        {"fp16", "fp32/swapped/fused/flush"},
    };
    struct tolerance_question question = one_step();
    size_t i;

    question.steps = 2;
    question.polynomials = (fmpq_poly_struct[]){table.rows[0], table.rows[0]};
    for (i = 0; i < sizeof sums / sizeof *sums; i++) {
        struct worst_rounding played, chance;
        struct tolerance bound;

        cr_assert(mc_arithmetic_parse(&in, sums[i][0], NULL) == MC_OK);
        cr_assert(mc_arithmetic_accumulate(&in, sums[i][1], NULL) == MC_OK);
        tolerance_init(&bound);
        worst_rounding_init(&played);
        worst_rounding_init(&chance);
        cr_assert(tolerance_bound(&bound, &question, NULL) == MC_OK);
        cr_assert(worst_adversary_find(&played, &question, 30, 1) == MC_OK);
        cr_assert(worst_rounding_find(&chance, &question, 60, 1) == MC_OK);
        cr_log_info("%s: bound / adversary %.3g, adversary / chance %.3g", in.name,
                    bound.always.rounding / middle(played.frobenius),
                    middle(played.frobenius) / middle(chance.frobenius));
        cr_expect(middle(played.frobenius) <= bound.always.rounding, "%s: %g beyond %g",
                  in.name, middle(played.frobenius), bound.always.rounding);
        cr_expect(middle(played.frobenius) >= bound.always.rounding / 10, "%s: %g of %g",
                  in.name, middle(played.frobenius), bound.always.rounding);
        cr_expect(arb_gt(played.frobenius, chance.frobenius), "%s: no worse than chance",
                  in.name);
        worst_rounding_clear(&played);
        worst_rounding_clear(&chance);
        tolerance_clear(&bound);
    }
}

/* 1 x 1: x = 1, G = 1 + d_1, (c_0 x)(1 + d_2) + (c_1 G)(1 + d_3), all of one sign: by hand. */
Test(worst, an_opponent_of_one_number_does_all_that_the_model_allows)
{
    struct mc_arithmetic bf16;
    struct adversary *adversary;
    struct tolerance_question question = {.steps = 1, .m = 1, .n = 1, .in = &bf16,
                                          .sigma_min = zero, .failure = 0.5};
    double u = 0x1p-8, v = 0x1p-24, d = 1 - 0x1p-20, G, T, most;
    fmpq_poly_t p;
    arb_mat_t M;

    fmpq_poly_init(p);
    cr_assert(fmpq_poly_set_str(p, "4  0 1/2 0 1/2") == 0);
    cr_assert(mc_arithmetic_parse(&bf16, "bf16", NULL) == MC_OK);
    cr_assert(mc_arithmetic_accumulate(&bf16, "fp32/fused", NULL) == MC_OK);
    question.polynomials = p;
    arb_mat_init(M, 1, 1);
    arb_mat_one(M);
    adversary = adversary_new(&question);
    cr_assert(adversary != NULL);
    G = (1 + v * d) * (1 + u * d);
    T = G * (1 + v * d) * (1 + u * d) / 2 * (1 + u * d);
    most = (0.5 * (1 + u * d) + T) * (1 + u * d) - 1;
    cr_expect(fabs(fabs(adversary_play(adversary, M, 4)) / most - 1) <= 4 * u, "%g of %g",
              adversary_play(adversary, M, 4), most);
    adversary_free(adversary);
    fmpq_poly_clear(p);
    arb_mat_clear(M);
}

/* keller in bf16: the witness that no bound keeps it where it is safe. */
Test(worst, an_opponent_drives_keller_in_bf16_out_of_its_safe_radius_but_not_in_fp32)
{
    static const double radii[] = {1.2638, 1.2638, 1.2638, 1.2638, 1.2638};
    fmpq_poly_struct steps[5];
    struct tolerance_question question = one_step();
    struct escape found;
    slong k;

    for (k = 0; k < 5; k++) {
        fmpq_poly_init(steps + k);
        cr_assert(fmpq_poly_set_str(steps + k, "6  0 6889/2000 0 -191/40 0 4063/2000") == 0);
    }
    question.polynomials = steps;
    question.steps = 5;
    question.m = question.n = 32;
    cr_assert(escape_find(&found, &question, radii, 20, 1) == MC_OK);
    cr_expect(found.step == 0);
    cr_assert(mc_arithmetic_parse(&in, "bf16", NULL) == MC_OK);
    cr_assert(escape_find(&found, &question, radii, 20, 1) == MC_OK);
    cr_expect(found.step > 0 && found.sigma > found.radius, "step %ld, %g", (long)found.step,
              found.sigma);
    for (k = 0; k < 5; k++)
        fmpq_poly_clear(steps + k);
}

/* 2 x 500 is above the largest number of e4m3: no run of the format shows it. */
Test(worst, an_opponent_does_not_leave_the_format)
{
    struct tolerance_question question = one_step();
    struct adversary *adversary;
    struct worst_rounding found;
    fmpq_poly_struct steps[2];
    struct escape escape;
    arb_mat_t M;

    fmpq_poly_init(steps);
    fmpq_poly_init(steps + 1);
    cr_assert(fmpq_poly_set_str(steps, "4  0 2 0 1") == 0);
    cr_assert(fmpq_poly_set_str(steps + 1, "4  0 200 0 100") == 0);
    cr_assert(mc_arithmetic_parse(&in, "e4m3", NULL) == MC_OK);
    question.polynomials = steps;
    question.steps = 2;
    question.m = question.n = 1;
    arb_mat_init(M, 1, 1);
    arb_mat_one(M);
    adversary = adversary_new(&question);
    cr_assert(adversary != NULL);
    cr_expect(!isfinite(adversary_play(adversary, M, 2)));
    cr_assert(escape_find(&escape, &question, (double[]){1e3, 1e3}, 4, 1) == MC_OK);
    cr_expect(escape.step == 0, "%g after step %ld", escape.sigma, (long)escape.step);
    worst_rounding_init(&found);
    cr_assert(worst_adversary_find(&found, &question, 4, 1) == MC_OK);
    cr_expect(!arb_is_finite(found.frobenius) && found.left_range == 4);
    worst_rounding_clear(&found);
    adversary_free(adversary);
    fmpq_poly_clear(steps);
    fmpq_poly_clear(steps + 1);
    arb_mat_clear(M);
}

/* What the opponent is not made for. */
Test(worst, there_is_no_opponent_for_aligned_sums_nor_for_fp64)
{
    struct tolerance_question question = one_step();

    cr_assert(mc_arithmetic_accumulate(&in, "tensor-core-h100", NULL) == MC_OK);
    cr_expect(adversary_new(&question) == NULL);
    cr_assert(mc_arithmetic_parse(&in, "fp64", NULL) == MC_OK);
    cr_assert(mc_arithmetic_accumulate(&in, "fp64", NULL) == MC_OK);
    cr_expect(adversary_new(&question) == NULL);
}
