// SPDX-License-Identifier: GPL-3.0-or-later
#include <criterion/criterion.h>
#include <stdio.h>

#include "generator/rational_svd.h"

static struct mc_matrix made(const char *text)
{
    struct mc_complaint why = {""};
    struct mc_matrix A;

    cr_assert(generate(&A, text, &why) == MC_OK, "%s: %s", text, why.text);
    return A;
}

/* Q^T Q = I, exactly. */
static bool orthonormal(const fmpq_mat_t Q)
{
    slong k = fmpq_mat_ncols(Q);
    fmpq_mat_t transpose, gram;
    bool yes;

    fmpq_mat_init(transpose, k, fmpq_mat_nrows(Q));
    fmpq_mat_init(gram, k, k);
    fmpq_mat_transpose(transpose, Q);
    fmpq_mat_mul(gram, transpose, Q);
    yes = k == 0 || fmpq_mat_is_one(gram);
    fmpq_mat_clear(transpose);
    fmpq_mat_clear(gram);
    return yes;
}

static void expect_truth(const char *text)
{
    struct mc_matrix A = made(text);
    struct mc_complaint why;
    struct rational_svd truth;
    fmpq_mat_t us, vt, product;

    cr_assert(rational_svd_init(&truth, text, &why) == MC_OK, "%s: %s", text, why.text);
    fmpq_mat_init(us, A.rows, fmpq_mat_ncols(truth.u));
    fmpq_mat_init(vt, fmpq_mat_ncols(truth.v), A.cols);
    fmpq_mat_init(product, A.rows, A.cols);
    fmpq_mat_mul(us, truth.u, truth.s);
    fmpq_mat_transpose(vt, truth.v);
    fmpq_mat_mul(product, us, vt);
    cr_expect(fmpq_mat_equal(product, A.rational), "%s: A is not U S V^T", text);
    cr_expect(orthonormal(truth.u) && orthonormal(truth.v), "%s: not orthonormal", text);
    fmpq_mat_clear(us);
    fmpq_mat_clear(vt);
    fmpq_mat_clear(product);
    rational_svd_clear(&truth);
    mc_matrix_clear(&A);
}

Test(rational_svd, factors_are_orthonormal_and_multiply_to_the_matrix)
{
    static const char *const spectra[] = {"arithmetic", "clustered", "gamma", "geometric",
                                          "linear-to-zero", "log-uniform", "one-large",
                                          "one-small", "power-law", "rank-deficient",
                                          "two-then-tail", "[]", "[0]", "[1/3]"};
    slong size;
    size_t k;
    char text[128];

    for (k = 0; k < sizeof spectra / sizeof spectra[0]; k++)
        for (size = 1; size <= 12; size += 3) {
            snprintf(text, sizeof text, "rational-svd:m=%ld,n=%ld,seed=%ld,spectrum=%s",
                     size + 2, size, size, spectra[k]);
            expect_truth(text);
        }
    expect_truth("rational-svd:m=2,n=7,rank=0");
    expect_truth("rational-svd:m=0,n=7");
}

Test(rational_svd, values_stand_on_the_diagonal_as_listed_and_descend)
{
    struct rational_svd truth;
    struct mc_complaint why;
    static const struct {
        slong p;
        ulong q;
    } expected[] = {{2, 1}, {1, 2}, {1, 2}, {0, 1}, {0, 1}};
    fmpq_t x;
    slong i;

    fmpq_init(x);
    cr_assert(rational_svd_init(&truth, "rational-svd:m=5,n=6,spectrum=[1/2,0,2,0.5]", &why) ==
              MC_OK);
    for (i = 0; i < 5; i++) {
        fmpq_set_si(x, expected[i].p, expected[i].q);
        cr_expect(fmpq_equal(fmpq_mat_entry(truth.s, i, i), x), "value %ld", i + 1);
    }
    fmpq_clear(x);
    rational_svd_clear(&truth);
    cr_expect(rational_svd_init(&truth, "hilbert:n=3", &why) == MC_BAD_INPUT);
}
