// SPDX-License-Identifier: GPL-3.0-or-later
#include <criterion/criterion.h>
#include <math.h>

#include "report/kernel_tests.h"

/* 2 x 3 or, turned, 3 x 2: rows (a, 0, 0), (0, b, 0). */
static void set_diagonal(arb_mat_t A, double a, double b)
{
    arb_mat_zero(A);
    arb_set_d(arb_mat_entry(A, 0, 0), a);
    arb_set_d(arb_mat_entry(A, 1, 1), b);
}

/* Input diag(3, 2), output diag(a, b), of both orientations. */
static void run_on(struct kernel_tests out[2], double a, double b)
{
    for (int turned = 0; turned < 2; turned++) {
        arb_mat_t X, Y;

        arb_mat_init(X, turned ? 3 : 2, turned ? 2 : 3);
        arb_mat_init(Y, turned ? 3 : 2, turned ? 2 : 3);
        set_diagonal(X, 3, 2);
        set_diagonal(Y, a, b);
        cr_assert(kernel_tests_run(&out[turned], X, Y) == MC_OK);
        arb_mat_clear(X);
        arb_mat_clear(Y);
    }
}

Test(kernel_tests, find_nothing_in_a_polar_factor)
{
    struct kernel_tests found[2];

    run_on(found, 1, 1);
    for (int i = 0; i < 2; i++)
        cr_expect(found[i].elementwise == 0 && found[i].gram == 0, "%g %g",
                  (double)found[i].elementwise, (double)found[i].gram);
}

Test(kernel_tests, measure_the_farthest_entry)
{
    struct kernel_tests found[2];

    run_on(found, 0.5, 1.25);   /* dyadic, so that nothing rounds: 1/2, and 25/16 - 1, 3/4 */
    for (int i = 0; i < 2; i++) {
        cr_expect(found[i].elementwise == 0.5f, "%g", (double)found[i].elementwise);
        cr_expect(found[i].gram == 0.75f, "%g", (double)found[i].gram);
    }
}

Test(kernel_tests, of_the_gram_matrix_does_not_see_a_wrong_sign)
{
    struct kernel_tests found[2];

    run_on(found, 1, -1);
    for (int i = 0; i < 2; i++) {
        cr_expect(found[i].elementwise == 2, "%g", (double)found[i].elementwise);
        cr_expect(found[i].gram == 0, "%g", (double)found[i].gram);
    }
}

Test(kernel_tests, let_no_overflow_pass)
{
    struct kernel_tests found[2];

    run_on(found, 1e30, 1);     /* its square is infinite in fp32 */
    for (int i = 0; i < 2; i++)
        cr_expect(!(found[i].gram <= GRAM_TOLERANCE) &&
                  !(found[i].elementwise <= ELEMENTWISE_TOLERANCE));
}
