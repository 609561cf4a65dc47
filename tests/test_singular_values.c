// SPDX-License-Identifier: GPL-3.0-or-later
#include <criterion/criterion.h>
#include <stdio.h>

#include "generator/generator.h"
#include "muoncheck/number.h"

#define MOST 6

/* The values that the diagonal of "diagonal:<spec>" must be: exactly where they are rational,
 * else as enclosed to 200 bits. */
static void expect_values(const char *spec, const char *const expected[MOST])
{
    char text[128];
    struct mc_complaint why = {""};
    struct mc_matrix A;
    arb_mat_t a;
    fmpq_t q;
    slong i;

    snprintf(text, sizeof text, "diagonal:%s", spec);
    cr_assert(generate(&A, text, &why) == MC_OK, "%s: %s", text, why.text);
    arb_mat_init(a, A.rows, A.cols);
    fmpq_init(q);
    mc_matrix_enclose(a, &A, 200);
    for (i = 0; i < MOST && expected[i]; i++) {
        cr_assert(mc_rational_parse(q, expected[i], NULL) == MC_OK, "%s", expected[i]);
        if (A.kind == MC_RATIONAL)
            cr_expect(fmpq_equal(fmpq_mat_entry(A.rational, i, i), q), "%s: %ld", text, i + 1);
        else
            cr_expect(arb_contains_fmpq(arb_mat_entry(a, i, i), q), "%s: %ld", text, i + 1);
    }
    cr_expect(i == (A.rows < A.cols ? A.rows : A.cols), "%s: %ld values", text, i);
    fmpq_clear(q);
    arb_mat_clear(a);
    mc_matrix_clear(&A);
}

Test(singular_values, follow_the_law_that_is_named)
{
    static const struct {
        const char *spec, *expected[MOST];
    } rows[] = {
        {"n=3,cond=10", {"1", "11/20", "1/10"}},
        {"n=4,cond=10,rank=3,scale=1/3", {"1/3", "11/60", "1/30", "0"}},
        {"n=1,cond=10", {"1"}},
        {"n=5,spectrum=clustered,cond=2",
         {"1", "1099511627775/1099511627776", "1099511627774/1099511627776", "1/2", "1/2"}},
        {"m=4,n=9,spectrum=one-large,cond=7", {"1", "1/7", "1/7", "1/7"}},
        {"n=3,spectrum=one-small,cond=7", {"1", "1", "1/7"}},
        {"n=3,spectrum=power-law", {"1", "1/32", "1/243"}},
        {"n=5,spectrum=rank-deficient,cond=2", {"1", "3/4", "1/2", "0", "0"}},
        {"n=5,spectrum=rank-deficient,cond=2,rank=2", {"1", "1/2", "0", "0", "0"}},
        {"n=3,spectrum=linear-to-zero", {"1/2", "1/4", "0"}},
        {"n=3,spectrum=geometric,cond=100", {"1", "1/10", "1/100"}},
        {"n=4,spectrum=geometric,cond=1e300,rank=3,scale=2", {"2", "2e-150", "2e-300", "0"}},
        {"n=6,spectrum=two-then-tail", {"1", "1", "1e-4", "1e-5", "1e-6", "1e-7"}},
        {"m=3,n=4,spectrum=[1/3,2]", {"2", "1/3", "0"}},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof rows[0]; i++)
        expect_values(rows[i].spec, rows[i].expected);
}

/* exp(-2 sigma) = u1 u2 u3 is a multiple of 2^-48 strictly between 0 and 1. */
Test(singular_values, gamma_is_half_the_logarithm_of_three_fractions)
{
    struct mc_matrix A;
    arb_mat_t a;
    arb_t x, y;
    fmpz_t k;
    slong i;

    cr_assert(generate(&A, "diagonal:n=20,spectrum=gamma", NULL) == MC_OK);
    arb_mat_init(a, 20, 20);
    arb_init(x);
    arb_init(y);
    fmpz_init(k);
    mc_matrix_enclose(a, &A, 200);
    for (i = 0; i < 20; i++) {
        arb_mul_si(x, arb_mat_entry(a, i, i), -2, 200);
        arb_exp(x, x, 200);
        arb_mul_2exp_si(x, x, 48);
        cr_expect(arb_get_unique_fmpz(k, x), "value %ld", i + 1);
        cr_expect(fmpz_sgn(k) > 0 && fmpz_bits(k) <= 48, "value %ld", i + 1);
        arb_sub(y, arb_mat_entry(a, i, i), arb_mat_entry(a, i ? i - 1 : 0, i ? i - 1 : 0), 200);
        cr_expect(!arb_is_positive(y), "value %ld ascends", i + 1);
    }
    fmpz_clear(k);
    arb_clear(x);
    arb_clear(y);
    arb_mat_clear(a);
    mc_matrix_clear(&A);
}

Test(singular_values, log_uniform_lie_between_one_and_one_over_cond_and_descend)
{
    struct mc_matrix A;
    arb_mat_t a;
    slong i;

    cr_assert(generate(&A, "diagonal:n=20,spectrum=log-uniform,cond=1000", NULL) == MC_OK);
    arb_mat_init(a, 20, 20);
    mc_matrix_enclose(a, &A, 200);
    cr_expect(mag_cmp_2exp_si(arb_radref(arb_mat_entry(a, 0, 0)), -190) < 0);
    for (i = 0; i < 20; i++) {
        double x = arf_get_d(arb_midref(arb_mat_entry(a, i, i)), ARF_RND_NEAR);
        cr_expect(x > 0.001 && x < 1, "value %ld: %a", i + 1, x);
        cr_expect(i == 0 || !arb_gt(arb_mat_entry(a, i, i), arb_mat_entry(a, i - 1, i - 1)));
    }
    arb_mat_clear(a);
    mc_matrix_clear(&A);
}
