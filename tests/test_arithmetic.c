// SPDX-License-Identifier: GPL-3.0-or-later
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

#include "muoncheck/arithmetic.h"

/* Fixed pseudo-random doubles in (-1, 1): a linear congruence, the same on every machine. */
static void fill(arb_mat_t A, unsigned seed)
{
    slong i, j;

    for (i = 0; i < arb_mat_nrows(A); i++)
        for (j = 0; j < arb_mat_ncols(A); j++) {
            seed = seed * 1664525u + 1013904223u;
            arb_set_si(arb_mat_entry(A, i, j), (slong)(seed >> 1) - (1l << 30));
            arb_mul_2exp_si(arb_mat_entry(A, i, j), arb_mat_entry(A, i, j), -30);
        }
}

static struct mc_arithmetic format(const char *name)
{
    struct mc_arithmetic out;

    cr_assert(mc_arithmetic_parse(&out, name, NULL) == MC_OK, "%s", name);
    return out;
}

/* |C - AB|_ij <= gamma_k (|A||B|)_ij, gamma_k = k u / (1 - k u): Higham 2002, (3.13). */
static void check_product(const char *name, slong m, slong k, slong n)
{
    struct mc_arithmetic in = format(name);
    arb_mat_t A, B, C, exact, bound;
    arb_t gap, gamma;
    slong i, j, l;

    arb_mat_init(A, m, k), arb_mat_init(B, k, n);
    arb_mat_init(C, m, n), arb_mat_init(exact, m, n), arb_mat_init(bound, m, n);
    arb_init(gap), arb_init(gamma);
    fill(A, 1), fill(B, 2);
    mc_round(A, A, &in), mc_round(B, B, &in);
    mc_multiply(C, A, B, &in);
    arb_mat_mul(exact, A, B, ARF_PREC_EXACT);
    for (i = 0; i < m; i++)
        for (l = 0; l < k; l++)
            arb_abs(arb_mat_entry(A, i, l), arb_mat_entry(A, i, l));
    for (l = 0; l < k; l++)
        for (j = 0; j < n; j++)
            arb_abs(arb_mat_entry(B, l, j), arb_mat_entry(B, l, j));
    arb_mat_mul(bound, A, B, ARF_PREC_EXACT);
    arb_one(gap), arb_mul_2exp_si(gap, gap, -in.bits), arb_mul_si(gap, gap, k, 64);
    arb_sub_ui(gamma, gap, 1, 64), arb_neg(gamma, gamma), arb_div(gamma, gap, gamma, 64);
    for (i = 0; i < m; i++)
        for (j = 0; j < n; j++) {
            arb_sub(gap, arb_mat_entry(C, i, j), arb_mat_entry(exact, i, j), ARF_PREC_EXACT);
            arb_abs(gap, gap);
            arb_mul(arb_mat_entry(bound, i, j), arb_mat_entry(bound, i, j), gamma, 64);
            cr_expect(arb_le(gap, arb_mat_entry(bound, i, j)), "%s entry %ld, %ld", name,
                      (long)i, (long)j);
        }
    arb_mat_clear(A), arb_mat_clear(B), arb_mat_clear(C), arb_mat_clear(exact);
    arb_mat_clear(bound), arb_clear(gap), arb_clear(gamma);
}

Test(arithmetic, products_stay_within_the_a_priori_bound)
{
    static const char *const names[] = {"fp64", "mpfr:53", "mpfr:11", "mpfr:113", "mpfr:8"};
    size_t i;

    for (i = 0; i < sizeof names / sizeof *names; i++) {
        check_product(names[i], 5, 7, 3);
        check_product(names[i], 1, 40, 2);
    }
}

Test(arithmetic, mpfr_at_53_bits_rounds_entries_as_doubles_do)
{
    struct mc_arithmetic doubles = format("fp64"), bits53 = format("mpfr:53");
    arb_mat_t A, B, C, D;
    arb_t c, d;
    fmpq_t a, b;

    arb_mat_init(A, 6, 4), arb_mat_init(B, 6, 4), arb_mat_init(C, 6, 4), arb_mat_init(D, 6, 4);
    arb_init(c), arb_init(d), fmpq_init(a), fmpq_init(b);
    fill(A, 3), fill(B, 4);
    fmpq_set_si(a, 34445, 10000), fmpq_set_si(b, -1, 3);
    mc_combine(C, a, A, b, B, &doubles), mc_combine(D, a, A, b, B, &bits53);
    cr_expect(arb_mat_equal(C, D), "combine");
    mc_frobenius(c, A, &doubles), mc_frobenius(d, A, &bits53);
    cr_expect(arb_equal(c, d), "frobenius");
    mc_divide(C, A, c, &doubles), mc_divide(D, A, c, &bits53);
    cr_expect(arb_mat_equal(C, D), "divide");
    mc_scale(C, A, c, &doubles), mc_scale(D, A, c, &bits53);
    cr_expect(arb_mat_equal(C, D), "scale");
    mc_root(c, d, 2, &doubles);
    cr_expect(arf_get_d(arb_midref(c), ARF_RND_NEAR) ==
                  sqrt(arf_get_d(arb_midref(d), ARF_RND_NEAR)), "root");
    arb_mat_clear(A), arb_mat_clear(B), arb_mat_clear(C), arb_mat_clear(D);
    arb_clear(c), arb_clear(d), fmpq_clear(a), fmpq_clear(b);
}

Test(arithmetic, rounding_is_to_nearest_with_ties_to_even)
{
    static const struct row { double in, out; slong bits; } rows[] = {
        {17, 16, 4}, {19, 20, 4}, {9, 8, 3}, {11, 12, 3}, {-9, -8, 3}, {9.5, 10, 3}, {0, 0, 2},
    };
    struct mc_arithmetic in = format("mpfr:53");
    arb_mat_t A;
    size_t i;

    arb_mat_init(A, 1, 1);
    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        arb_set_d(arb_mat_entry(A, 0, 0), rows[i].in);
        in.bits = rows[i].bits;
        mc_round(A, A, &in);
        cr_expect(arf_equal_d(arb_midref(arb_mat_entry(A, 0, 0)), rows[i].out), "%g at %ld",
                  rows[i].in, (long)rows[i].bits);
    }
    arb_mat_clear(A);
}

Test(arithmetic, inverses_of_dyadic_triangles_are_exact_in_every_arithmetic)
{
    struct mc_arithmetic all[] = {format("fp64"), format("mpfr:24"), mc_arithmetic_ball(64)};
    arb_mat_t A, C, one;
    size_t i;

    arb_mat_init(A, 3, 3), arb_mat_init(C, 3, 3), arb_mat_init(one, 3, 3);
    arb_set_si(arb_mat_entry(A, 0, 1), 2), arb_set_si(arb_mat_entry(A, 1, 0), 4);
    arb_set_si(arb_mat_entry(A, 1, 2), 3), arb_set_si(arb_mat_entry(A, 2, 2), -1);
    for (i = 0; i < sizeof all / sizeof *all; i++) {
        cr_assert(mc_invert(C, A, all + i) == MC_OK, "%s", all[i].name);
        arb_mat_mul(C, C, A, 64);
        arb_mat_one(one);
        cr_expect(arb_mat_contains(C, one), "%s", all[i].name);
        cr_expect(mc_invert(C, one, all + i) == MC_OK, "%s", all[i].name);
        arb_mat_zero(one);
        cr_expect(mc_invert(C, one, all + i) == MC_NOT_DECIDED, "%s", all[i].name);
    }
    arb_mat_clear(A), arb_mat_clear(C), arb_mat_clear(one);
}

Test(arithmetic, integer_powers_agree_with_repeated_products)
{
    struct mc_arithmetic in = mc_arithmetic_ball(200);
    arb_mat_t A, C, D;
    ulong k;

    arb_mat_init(A, 3, 3), arb_mat_init(C, 3, 3), arb_mat_init(D, 3, 3);
    fill(A, 9);
    for (k = 1; k < 12; k++) {
        mc_integer_power(C, A, k, &in);
        arb_mat_pow_ui(D, A, k, ARF_PREC_EXACT);
        cr_expect(arb_mat_contains(C, D), "power %lu", k);
    }
    arb_mat_clear(A), arb_mat_clear(C), arb_mat_clear(D);
}

Test(arithmetic, refuses_formats_that_do_not_exist)
{
    static const char *const names[] = {"", "fp63", "mpfr", "mpfr:", "mpfr:1", "mpfr:x",
                                        "mpfr:53x", "mpfr:-5", "mpfr:100001"};
    struct mc_arithmetic in;
    struct mc_complaint why;
    size_t i;

    for (i = 0; i < sizeof names / sizeof *names; i++)
        cr_expect(mc_arithmetic_parse(&in, names[i], &why) == MC_BAD_INPUT, "%s", names[i]);
}
