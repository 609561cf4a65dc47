// SPDX-License-Identifier: GPL-3.0-or-later
#include <criterion/criterion.h>

#include "generator/generator.h"
#include "muoncheck/number.h"

static struct mc_matrix made(const char *text)
{
    struct mc_complaint why = {""};
    struct mc_matrix A;

    cr_assert(generate(&A, text, &why) == MC_OK, "%s: %s", text, why.text);
    return A;
}

static bool entry_is(const struct mc_matrix *A, slong i, slong j, slong p, ulong q)
{
    fmpq_t expected;
    bool same;

    fmpq_init(expected);
    fmpq_set_si(expected, p, q);
    same = fmpq_equal(fmpq_mat_entry(A->rational, i, j), expected);
    fmpq_clear(expected);
    return same;
}

Test(generator_entries, entries_in_closed_form_are_right)
{
    struct mc_matrix A = made("hilbert:m=3,n=4");

    cr_expect(A.rows == 3 && A.cols == 4);
    cr_expect(entry_is(&A, 0, 0, 1, 1) && entry_is(&A, 2, 3, 1, 6) && entry_is(&A, 1, 2, 1, 4));
    mc_matrix_clear(&A);
    A = made("minij:n=5");
    cr_expect(entry_is(&A, 0, 4, 1, 1) && entry_is(&A, 3, 2, 3, 1) && entry_is(&A, 4, 4, 5, 1));
    mc_matrix_clear(&A);
    A = made("lauchli:n=3,scale=1e-2");
    cr_expect(A.rows == 4 && A.cols == 3);
    cr_expect(entry_is(&A, 0, 2, 1, 1) && entry_is(&A, 3, 2, 1, 100));
    cr_expect(entry_is(&A, 1, 2, 0, 1));
    mc_matrix_clear(&A);
    A = made("hadamard:n=4,scale=1/2");
    cr_expect(entry_is(&A, 1, 1, -1, 2) && entry_is(&A, 3, 3, 1, 2));
    cr_expect(entry_is(&A, 0, 3, 1, 2));
    mc_matrix_clear(&A);
}

Test(generator_entries, rosser_has_its_known_trace_and_eigenvalues)
{
    struct mc_matrix A = made("rosser");
    slong i, j;
    fmpz_t trace;
    fmpq_mat_t shifted;
    fmpq_t det;

    fmpz_init(trace);
    fmpq_init(det);
    fmpq_mat_init(shifted, 8, 8);
    for (i = 0; i < 8; i++)
        fmpz_add(trace, trace, fmpq_mat_entry_num(A.rational, i, i));
    cr_expect(fmpz_equal_si(trace, 4040));
    for (i = 0; i < 8; i++)
        for (j = 0; j < 8; j++)
            cr_expect(fmpq_equal(fmpq_mat_entry(A.rational, i, j),
                                 fmpq_mat_entry(A.rational, j, i)));
    fmpq_mat_det(det, A.rational);
    cr_expect(fmpq_is_zero(det));
    fmpq_mat_set(shifted, A.rational);
    for (i = 0; i < 8; i++)
        fmpq_sub_si(fmpq_mat_entry(shifted, i, i), fmpq_mat_entry(shifted, i, i), 1000);
    cr_expect(fmpq_mat_rref(shifted, shifted) == 6, "1000 is not a double eigenvalue");
    fmpq_mat_set(shifted, A.rational);
    for (i = 0; i < 8; i++)
        fmpq_sub_si(fmpq_mat_entry(shifted, i, i), fmpq_mat_entry(shifted, i, i), 1020);
    cr_expect(fmpq_mat_rref(shifted, shifted) == 7, "1020 is not a simple eigenvalue");
    fmpq_mat_clear(shifted);
    fmpq_clear(det);
    fmpz_clear(trace);
    mc_matrix_clear(&A);
}

Test(generator_entries, kahan_encloses_sines_and_cosines)
{
    struct mc_matrix A = made("kahan:n=4,theta=1.2");
    arb_mat_t a;
    arb_t expected;

    arb_mat_init(a, 4, 4);
    arb_init(expected);
    mc_matrix_enclose(a, &A, 100);
    cr_expect(arb_is_one(arb_mat_entry(a, 0, 0)) && arb_is_zero(arb_mat_entry(a, 3, 1)));
    arb_set_str(expected, "-0.362357754476673577638373355623 +/- 1e-30", 128); /* -cos(1.2) */
    cr_expect(arb_overlaps(arb_mat_entry(a, 0, 3), expected));
    arb_set_str(expected, "0.932039085967226349670134435494 +/- 1e-30", 128); /* sin(1.2) */
    cr_expect(arb_overlaps(arb_mat_entry(a, 1, 1), expected));
    arb_pow_ui(expected, expected, 3, 128);
    cr_expect(arb_overlaps(arb_mat_entry(a, 3, 3), expected));
    arb_clear(expected);
    arb_mat_clear(a);
    mc_matrix_clear(&A);
}

Test(gaussian, is_the_same_on_every_machine)
{
    struct mc_matrix A = made("gaussian:m=1,n=2,seed=3"), B = made("gaussian:m=1,n=2,seed=4");

    cr_expect(arf_equal_d(arb_midref(arb_mat_entry(A.dyadic, 0, 0)), -0x1.a3b5ea7bc8defp+0));
    cr_expect(arf_equal_d(arb_midref(arb_mat_entry(A.dyadic, 0, 1)), 0x1.ff9277e320796p+0));
    cr_expect(!arb_mat_equal(A.dyadic, B.dyadic));
    mc_matrix_clear(&A);
    mc_matrix_clear(&B);
}

Test(gaussian, scale_is_a_correctly_rounded_factor)
{
    struct mc_matrix A = made("gaussian:n=8"), B = made("gaussian:n=8,scale=1e-400");
    fmpq_t scale;
    slong i, j;
    arb_t x;

    fmpq_init(scale);
    arb_init(x);
    cr_assert(mc_rational_parse(scale, "1e-400", NULL) == MC_OK);
    for (i = 0; i < 8; i++)
        for (j = 0; j < 8; j++) {
            arb_set_fmpq(x, scale, 300);
            arb_mul(x, x, arb_mat_entry(A.dyadic, i, j), 300);
            arf_set_round(arb_midref(x), arb_midref(x), 53, ARF_RND_NEAR);
            cr_expect(arf_equal(arb_midref(x), arb_midref(arb_mat_entry(B.dyadic, i, j))));
        }
    arb_clear(x);
    fmpq_clear(scale);
    mc_matrix_clear(&A);
    mc_matrix_clear(&B);
}

Test(generator_entries, extreme_scales_hold_the_extreme_doubles)
{
    struct mc_matrix A = made("near-overflow:n=30"), B = made("near-underflow:n=30");
    slong i, j;

    cr_expect(arf_equal_d(arb_midref(arb_mat_entry(A.dyadic, 0, 0)), 0x1.fffffffffffffp1023));
    cr_expect(arf_equal_d(arb_midref(arb_mat_entry(B.dyadic, 0, 0)), 0x1p-1074));
    for (i = 0; i < 30; i++)
        for (j = 0; j < 30; j++) {
            double b = arf_get_d(arb_midref(arb_mat_entry(B.dyadic, i, j)), ARF_RND_DOWN);
            cr_expect(b < 0x1p-1022 && b > -0x1p-1022, "%a is normal", b);
        }
    mc_matrix_clear(&A);
    mc_matrix_clear(&B);
}

Test(generator_entries, rank_is_as_asked_for)
{
    static const struct {
        const char *text;
        slong rank;
    } rows[] = {
        {"rational-svd:m=7,n=5,spectrum=rank-deficient", 3}, {"rational-svd:n=6,rank=0", 0},
        {"prescribed:m=30,n=20,rank=11", 11}, {"prescribed:n=9,spectrum=linear-to-zero", 8},
        {"prescribed:m=5,n=9,spectrum=[1,1]", 2}, {"zero:m=3,n=3", 0}, {"rosser", 7},
        {"ones:m=5,n=3", 1}, {"rank-one-plus-noise:m=6,n=4,scale=0", 1}, {"hilbert:n=20", 20},
        {"rank-one-plus-noise:m=6,n=4", 4}, {"lauchli:n=5", 5}, {"graded:n=8,cond=1e300", 8},
        {"matrix-unit:m=3,n=5", 1}, {"gaussian:m=7,n=9", 7}, {"near-overflow:n=6", 6},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct mc_matrix A = made(rows[i].text);
        slong rank;

        cr_assert(mc_matrix_rank(&rank, &A) == MC_OK, "%s", rows[i].text);
        cr_expect(rank == rows[i].rank, "%s: rank %ld", rows[i].text, rank);
        mc_matrix_clear(&A);
    }
}
