// SPDX-License-Identifier: GPL-3.0-or-later
/* Best odd polynomials, their compositions, and tables made of them. */
#include <criterion/criterion.h>
#include <math.h>

#include "muoncheck/prover.h"

static void interval(struct mc_interval *out, const char *lo, const char *hi)
{
    mc_interval_init(out);
    cr_assert(mc_rational_parse(out->lo, lo, NULL) == MC_OK);
    cr_assert(mc_rational_parse(out->hi, hi, NULL) == MC_OK);
}

/* Both ends are proved: the image of the candidate, and its alternation. */
Test(best, errors_of_all_degrees_are_enclosed_to_the_bits_asked_for)
{
    static const char *const least[] = {"1e-6", "1/1000", "1/10", "1/2", "9/10", "999999/1000000"};
    static const slong bits[] = {64, 128, 256, 512};
    struct mc_interval on, error;
    fmpq_poly_t p;
    fmpq_t width;
    size_t i, j;
    slong q;

    fmpq_init(width), fmpq_poly_init(p), mc_interval_init(&error);
    for (i = 0; i < sizeof least / sizeof *least; i++)
        for (j = 0; j < sizeof bits / sizeof *bits; j++)
            for (q = 1; q <= 5; q++) {
                interval(&on, least[i], "1");
                cr_assert(mc_best_odd(&error, p, q, &on, bits[j]) == MC_OK,
                          "degree %ld on [%s, 1]", 2 * (long)q - 1, least[i]);
                fmpq_sub(width, error.hi, error.lo);
                cr_expect(fmpq_sgn(width) >= 0);
                fmpq_mul_2exp(width, width, (ulong)bits[j] - 17);
                cr_expect(fmpq_cmp_ui(width, 1) <= 0, "degree %ld on [%s, 1], %ld bits",
                          2 * (long)q - 1, least[i], (long)bits[j]);
                mc_interval_clear(&on);
            }
    mc_interval_clear(&error), fmpq_poly_clear(p), fmpq_clear(width);
}

/* c = (2 / (2 + l u (l + u) a^3)) (3 a x - a^3 x^3), a^2 = 3 / (u^2 + l u + u^2), at l = 2, u =
 * 11 over 11: rational, with error 100/243. */
Test(best, the_best_cubic_on_2_11ths_is_the_closed_form)
{
    struct mc_interval on, error;
    fmpq_poly_t p;
    fmpq_t known;

    fmpq_init(known), fmpq_poly_init(p), mc_interval_init(&error);
    interval(&on, "2/11", "1");
    cr_assert(mc_best_odd(&error, p, 2, &on, 200) == MC_OK);
    fmpq_set_si(known, 100, 243);
    cr_expect(fmpq_cmp(error.lo, known) <= 0 && fmpq_cmp(known, error.hi) <= 0);
    mc_interval_clear(&on), mc_interval_clear(&error), fmpq_poly_clear(p), fmpq_clear(known);
}

/* Row i of M: (x, x^3, x^5, +-1), at the ends of [lo, hi] and where the quintic is flat, x^2 =
 * (-3 c_1 +- sqrt(9 c_1^2 - 20 c_0 c_2)) / (10 c_2). */
static void alternation(arb_mat_t M, const fmpq_poly_t row, const fmpq_t lo, const fmpq_t hi)
{
    arb_ptr x = _arb_vec_init(4), c = _arb_vec_init(3);
    fmpq_t q;
    slong i;

    fmpq_init(q);
    for (i = 0; i < 3; i++) {
        fmpq_poly_get_coeff_fmpq(q, row, 2 * i + 1);
        arb_set_fmpq(c + i, q, 256);
    }
    arb_set_fmpq(x, lo, 256), arb_set_fmpq(x + 3, hi, 256);
    arb_mul(x + 1, c, c + 2, 256), arb_mul_si(x + 1, x + 1, -20, 256);
    arb_sqr(x + 2, c + 1, 256), arb_mul_ui(x + 2, x + 2, 9, 256);
    arb_add(x + 2, x + 2, x + 1, 256), arb_sqrt(x + 2, x + 2, 256);
    arb_mul_si(c + 1, c + 1, -3, 256), arb_mul_ui(c + 2, c + 2, 10, 256);
    arb_sub(x + 1, c + 1, x + 2, 256), arb_add(x + 2, c + 1, x + 2, 256);
    for (i = 1; i <= 2; i++)
        arb_div(x + i, x + i, c + 2, 256), arb_sqrt(x + i, x + i, 256);
    for (i = 0; i < 4; i++) {
        for (slong j = 0; j < 3; j++)
            arb_pow_ui(arb_mat_entry(M, i, j), x + i, (ulong)(2 * j + 1), 256);
        arb_set_si(arb_mat_entry(M, i, 3), i % 2 ? -1 : 1);
    }
    _arb_vec_clear(x, 4), _arb_vec_clear(c, 3), fmpq_clear(q);
}

static double size_of(const arb_t x)
{
    return fabs(arf_get_d(arb_midref(x), ARF_RND_NEAR));
}

/* limit[j] = 2 (16 u + 5 delta) (|M^-1| |M| |c|)_j: see the test. */
static void allow(double *limit, const fmpq_poly_t row, const fmpq_t lo, const fmpq_t hi,
                  double delta)
{
    arb_mat_t M, inverse;
    double sizes[4];
    slong i, j;
    fmpq_t c;

    fmpq_init(c), arb_mat_init(M, 4, 4), arb_mat_init(inverse, 4, 4);
    alternation(M, row, lo, hi);
    cr_assert(arb_mat_inv(inverse, M, 256));
    for (i = 0; i < 4; i++) {
        sizes[i] = 1;               /* |E|, and the right-hand side, are at most 1            */
        for (j = 0; j < 3; j++) {
            fmpq_poly_get_coeff_fmpq(c, row, 2 * j + 1);
            sizes[i] += size_of(arb_mat_entry(M, i, j)) * fabs(fmpq_get_d(c));
        }
    }
    for (j = 0; j < 3; j++) {
        limit[j] = 0;
        for (i = 0; i < 4; i++)
            limit[j] += 2 * (16 * 0x1p-53 + 5 * delta) *
                        size_of(arb_mat_entry(inverse, j, i)) * sizes[i];
    }
    fmpq_clear(c), arb_mat_clear(M), arb_mat_clear(inverse);
}

/* The largest |made - published| / limit of a row. */
static double compare(const fmpq_poly_t made, const fmpq_poly_t published, const double *limit)
{
    double worst = 0;
    fmpq_t a, b;
    slong j;

    fmpq_init(a), fmpq_init(b);
    for (j = 0; j < 3; j++) {
        fmpq_poly_get_coeff_fmpq(a, made, 2 * j + 1);
        fmpq_poly_get_coeff_fmpq(b, published, 2 * j + 1);
        fmpq_sub(a, a, b);
        worst = fmax(worst, fabs(fmpq_get_d(a)) / limit[j]);
    }
    fmpq_clear(a), fmpq_clear(b);
    return worst;
}

static void cushioned(struct mc_recipe *recipe)
{
    mc_recipe_init(recipe);
    recipe->q = 3;
    fmpq_set_si(recipe->on.lo, 1, 1000), fmpq_one(recipe->on.hi);
    cr_assert(mc_rational_parse(recipe->cushion, "0.02407327424182761", NULL) == MC_OK);
}

/* Row k against the recipe's, the rows before it as published: their l is the authors'. */
static double row_against_recipe(const struct mc_table *published, slong k)
{
    struct mc_recipe recipe;
    struct mc_interval on;
    struct mc_table made;
    double limit[3], delta, out;
    fmpq_t l, least;
    slong i;

    fmpq_init(l), fmpq_init(least), mc_interval_init(&on), mc_table_init(&made);
    cushioned(&recipe);
    mc_interval_set(&on, recipe.on.lo, recipe.on.hi);
    fmpq_set(l, recipe.on.lo);
    for (i = 0; i < k; i++)
        fmpq_poly_evaluate_fmpq(l, published->rows + i, l);
    recipe.steps = k;
    if (k)
        cr_assert(mc_recipe_table(&made, &on, &recipe, 256) == MC_OK);
    mc_table_clear(&made), mc_table_init(&made);
    recipe.steps = k + 1;
    cr_assert(mc_recipe_table(&made, NULL, &recipe, 256) == MC_OK);
    fmpq_div(l, l, on.lo);
    delta = fabs(fmpq_get_d(l) - 1) + 0x1p-52;
    fmpq_mul(least, recipe.cushion, on.hi);
    if (fmpq_cmp(least, on.lo) < 0)
        fmpq_set(least, on.lo);
    allow(limit, made.rows + k, least, on.hi, delta);
    out = compare(made.rows + k, published->rows + k, limit);
    fmpq_clear(l), fmpq_clear(least), mc_table_clear(&made), mc_recipe_clear(&recipe);
    mc_interval_clear(&on);
    return out;
}

/*
 * What an exchange in doubles may lose.  Its last system is M (c_0, c_1, c_2, E)^T = 1 with M as
 * above.  Elimination solves (M + D) c = 1 exactly with |D| <= gamma_12 |M|, but for growth,
 * which pivoting of four rows keeps small (Higham 2002, theorem 9.4); powers are off by 4 u; and
 * points that are off by delta, as the interval is, by 5 delta: to first order c is off by
 * |M^-1| |D| |c|, and the right-hand side by as much again.
 */
Test(recipe, makes_the_published_polar_express_table_again_as_far_as_doubles_go)
{
    struct mc_table published;
    fmpq_t c, tiny;

    fmpq_init(c), fmpq_init(tiny), mc_table_init(&published);
    fmpq_set_si(tiny, 1, UWORD(1000000000000));
    cr_assert(mc_table_read(&published, "polar-express", NULL) == MC_OK);
    for (slong k = 0; k < published.count; k++) {
        double off = row_against_recipe(&published, k);

                cr_expect(off <= 1, "row %ld: %g times what is allowed", (long)k + 1, off);
    }
    fmpq_poly_get_coeff_fmpq(c, published.rows + 2, 3);
    fmpq_add(c, c, tiny);
    fmpq_poly_set_coeff_fmpq(published.rows + 2, 3, c);
    cr_expect(row_against_recipe(&published, 2) > 1, "row 3 with its 12th decimal wrong");
    fmpq_clear(tiny);
    mc_table_clear(&published), fmpq_clear(c);
}

static void expect_reached(slong q, slong steps, const char *lo, const char *cushion,
                           const char *lower, const char *upper)
{
    struct mc_interval reached, known;
    struct mc_recipe recipe;
    struct mc_table made;

    mc_table_init(&made), mc_recipe_init(&recipe), mc_interval_init(&reached);
    recipe.q = q, recipe.steps = steps;
    cr_assert(mc_rational_parse(recipe.on.lo, lo, NULL) == MC_OK);
    fmpq_one(recipe.on.hi);
    cr_assert(mc_rational_parse(recipe.cushion, cushion, NULL) == MC_OK);
    cr_assert(mc_recipe_table(&made, &reached, &recipe, 128) == MC_OK);
    interval(&known, lower, upper);
    cr_expect(fmpq_cmp(known.lo, reached.lo) <= 0 && fmpq_cmp(reached.lo, known.hi) <= 0,
              "degree %ld, %ld steps: %.17g", 2 * (long)q - 1, (long)steps,
              fmpq_get_d(reached.lo));
    mc_table_clear(&made), mc_recipe_clear(&recipe);
    mc_interval_clear(&reached), mc_interval_clear(&known);
}

Test(recipe, reaches_the_lower_ends_that_were_published)
{
    expect_reached(3, 1, "1/1000", "0.02407327424182761", "0.00828718", "0.00828719");
    expect_reached(3, 2, "1/1000", "0.02407327424182761", "0.0340342", "0.0340343");
    expect_reached(3, 5, "1/1000", "0.02407327424182761", "0.8764409", "0.8764410");
    expect_reached(3, 5, "1/1000", "0", "0.88655", "0.88656");
    expect_reached(2, 12, "1/1000", "0", "0.999999999999999", "1");
    expect_reached(4, 4, "1/1000", "0.01", "0.5", "1");
}

/* The error that five quintics have from 1/1000, to more digits than 2^-20 moves. */
Test(recipe, finds_the_interval_of_an_error)
{
    struct mc_recipe recipe;
    struct mc_interval known;
    fmpq_t error;

    fmpq_init(error), mc_recipe_init(&recipe);
    recipe.q = 3, recipe.steps = 5, fmpq_one(recipe.on.hi);
    cr_assert(mc_rational_parse(error, "0.11344845738159", NULL) == MC_OK);
    cr_assert(mc_recipe_reach(&recipe, error, 128) == MC_OK);
    interval(&known, "0.000999998", "0.001000002");
    cr_expect(fmpq_cmp(known.lo, recipe.on.lo) <= 0 && fmpq_cmp(recipe.on.lo, known.hi) <= 0,
              "%.17g", fmpq_get_d(recipe.on.lo));
    fmpq_one(error);
    cr_expect(mc_recipe_reach(&recipe, error, 128) == MC_BAD_INPUT);
    mc_interval_clear(&known), mc_recipe_clear(&recipe), fmpq_clear(error);
}

Test(recipe, refuses_what_is_no_recipe)
{
    struct mc_recipe recipe;
    struct mc_table made;

    mc_table_init(&made), mc_recipe_init(&recipe);
    recipe.q = 3, recipe.steps = 2;
    fmpq_one(recipe.on.hi);
    cr_expect(mc_recipe_table(&made, NULL, &recipe, 128) == MC_BAD_INPUT);
    fmpq_set_si(recipe.on.lo, 1, 2), fmpq_one(recipe.cushion);
    cr_expect(mc_recipe_table(&made, NULL, &recipe, 128) == MC_BAD_INPUT);
    mc_table_clear(&made), mc_recipe_clear(&recipe);
}

Test(best, encloses_the_known_errors_of_compositions)
{
    static const struct {
        slong steps;
        const char *lo, *hi;
    } rows[] = {
        {1, "0.9915296963042", "0.9915296963043"}, {2, "0.9645720133242", "0.9645720133243"},
        {3, "0.8597707005213", "0.8597707005215"}, {4, "0.5458932838610", "0.5458932838614"},
        {5, "0.1134484573815", "0.1134484573818"}, {6, "9.1647218872e-4", "9.1647218873e-4"}};
    struct mc_interval on, error, known;
    size_t i;

    interval(&on, "1/1000", "1");
    mc_interval_init(&error);
    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        interval(&known, rows[i].lo, rows[i].hi);
        cr_assert(mc_best_composition(&error, rows[i].steps, 3, &on, 128) == MC_OK);
        cr_expect(fmpq_cmp(known.lo, error.lo) <= 0 && fmpq_cmp(error.lo, error.hi) <= 0 &&
                      fmpq_cmp(error.hi, known.hi) <= 0,
                  "%ld steps: %.17g %.17g", (long)rows[i].steps, fmpq_get_d(error.lo),
                  fmpq_get_d(error.hi));
        mc_interval_clear(&known);
    }
    mc_interval_clear(&error);
    mc_interval_clear(&on);
}
