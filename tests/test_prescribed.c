// SPDX-License-Identifier: GPL-3.0-or-later
#include <criterion/criterion.h>
#include <stdio.h>

#include "generator/generator.h"

static struct mc_matrix made(const char *text)
{
    struct mc_complaint why = {""};
    struct mc_matrix A;

    cr_assert(generate(&A, text, &why) == MC_OK, "%s: %s", text, why.text);
    return A;
}

/* out = ||A||_F^2. */
static void frobenius_square(arb_t out, const struct mc_matrix *A, slong prec)
{
    arb_mat_t a;

    arb_mat_init(a, A->rows, A->cols);
    mc_matrix_enclose(a, A, prec);
    arb_mat_frobenius_norm(out, a, prec);
    arb_sqr(out, out, prec);
    arb_mat_clear(a);
}

/* The matrix with dense factors and the diagonal one have the same values: the same sum of
 * squares and, being square, the same determinant up to sign. */
Test(prescribed, has_the_invariants_of_its_spectrum)
{
    static const char *const laws[] = {"arithmetic", "clustered", "gamma", "geometric",
                                       "log-uniform", "one-large", "one-small", "power-law",
                                       "two-then-tail", "[5,4,3,3,2,1,1,1/2,1/7]"};
    size_t k;

    for (k = 0; k < sizeof laws / sizeof laws[0]; k++) {
        char text[128];
        struct mc_matrix A, D;
        arb_mat_t a, d;
        arb_t x, y;

        snprintf(text, sizeof text, "prescribed:n=9,seed=4,spectrum=%s", laws[k]);
        A = made(text);
        snprintf(text, sizeof text, "diagonal:n=9,seed=4,spectrum=%s", laws[k]);
        D = made(text);
        arb_mat_init(a, 9, 9);
        arb_mat_init(d, 9, 9);
        arb_init(x);
        arb_init(y);
        frobenius_square(x, &A, 256);
        frobenius_square(y, &D, 256);
        cr_expect(arb_overlaps(x, y) && arb_rel_accuracy_bits(x) > 200, "%s", laws[k]);
        mc_matrix_enclose(a, &A, 512);
        mc_matrix_enclose(d, &D, 512);
        arb_mat_det(x, a, 512);
        arb_mat_det(y, d, 512);
        arb_abs(x, x);
        cr_expect(arb_overlaps(x, y) && arb_rel_accuracy_bits(x) > 200, "%s", laws[k]);
        arb_clear(x);
        arb_clear(y);
        arb_mat_clear(a);
        arb_mat_clear(d);
        mc_matrix_clear(&A);
        mc_matrix_clear(&D);
    }
}

Test(prescribed, is_dense_at_any_size)
{
    slong n, i, j, zeros;
    char text[64];

    for (n = 2; n < 20; n++) {
        struct mc_matrix A;

        snprintf(text, sizeof text, "prescribed:n=%ld", n);
        A = made(text);
        for (zeros = i = 0; i < n; i++)
            for (j = 0; j < n; j++)
                zeros += fmpq_is_zero(fmpq_mat_entry(A.rational, i, j));
        cr_expect(zeros == 0, "n = %ld: %ld zeros", n, zeros);
        mc_matrix_clear(&A);
    }
}

/* A^T A = I, exactly, for m >= n. */
static bool orthonormal(const struct mc_matrix *A)
{
    fmpq_mat_t transpose, gram;
    bool yes;

    fmpq_mat_init(transpose, A->cols, A->rows);
    fmpq_mat_init(gram, A->cols, A->cols);
    fmpq_mat_transpose(transpose, A->rational);
    fmpq_mat_mul(gram, transpose, A->rational);
    yes = fmpq_mat_is_one(gram);
    fmpq_mat_clear(transpose);
    fmpq_mat_clear(gram);
    return yes;
}

Test(prescribed, is_exactly_orthonormal_when_all_values_are_one)
{
    static const char *const makers[] = {"prescribed:cond=1", "rational-svd:cond=1",
                                         "orthogonal:seed=5", "prescribed:seed=9,cond=1"};
    slong n;
    size_t k;
    char text[64];

    for (k = 0; k < sizeof makers / sizeof makers[0]; k++)
        for (n = 1; n < 18; n++) {
            struct mc_matrix A;

            snprintf(text, sizeof text, "%s,m=%ld,n=%ld", makers[k], n + n % 3, n);
            A = made(text);
            cr_expect(orthonormal(&A), "%s", text);
            mc_matrix_clear(&A);
        }
}
