// SPDX-License-Identifier: GPL-3.0-or-later
/* Larger matrices, across blocks and panels; and the front that goes from doubles to balls. */
#include <cblas.h>
#include <criterion/criterion.h>
#include <stdlib.h>

#include "generator/generator.h"
#include "muoncheck/certificate.h"
#include "muoncheck/number.h"
#include "muoncheck/transform.h"

static double *doubles_of_spec(struct mc_matrix *A, const char *spec)
{
    struct mc_complaint why;
    arb_mat_t balls;
    double *a;
    slong i;

    cr_assert(generate(A, spec, &why) == MC_OK, "%s: %s", spec, why.text);
    arb_mat_init(balls, A->rows, A->cols);
    mc_matrix_enclose(balls, A, 60);
    a = malloc(sizeof(double) * (size_t)(A->rows * A->cols));
    for (i = 0; i < A->rows * A->cols; i++)
        a[i] =
            arf_get_d(arb_midref(arb_mat_entry(balls, i % A->rows, i / A->rows)), ARF_RND_NEAR);
    mc_matrix_clear(A);
    mc_matrix_init_dyadic(A, spec, arb_mat_nrows(balls), arb_mat_ncols(balls));
    for (i = 0; i < A->rows * A->cols; i++)
        mc_matrix_set_double(A, i % A->rows, i / A->rows, a[i]);
    arb_mat_clear(balls);
    return a;
}

static void expect_all(const char *spec)
{
    struct mc_matrix A;
    struct mc_svd svd;
    double *a = doubles_of_spec(&A, spec),
           *y = malloc(sizeof(double) * (size_t)(A.rows * A.cols));
    arb_mat_t polar, balls;
    arb_t out, value, radius;
    fmpq_t zero;
    slong i;

    mc_svd_init(&svd);
    arb_mat_init(polar, A.rows, A.cols), arb_mat_init(balls, A.rows, A.cols);
    arb_init(out), arb_init(value), arb_init(radius);
    fmpq_init(zero);
    mc_matrix_enclose(balls, &A, 128);
    cr_assert(mc_svd_of(&svd, &A, 128) == MC_OK);
    cr_assert(mc_transform_power(polar, radius, &svd, balls, zero, 128) == MC_OK);
    cr_expect(mc_double_spectral_norm(out, a, A.rows, A.cols, 8) == MC_OK, "%s", spec);
    cr_expect(arb_contains(out, svd.sigma), "%s: sigma_max", spec);
    mc_svd_nuclear_norm(value, &svd, 128);
    cr_expect(mc_double_nuclear_norm(out, a, A.rows, A.cols, 9) == MC_OK, "%s", spec);
    cr_expect(arb_contains(out, value), "%s: nuclear norm", spec);
    cr_assert(mc_double_polar_factor(y, out, a, A.rows, A.cols) == MC_OK, "%s", spec);
    for (i = 0; i < A.rows * A.cols; i++)
        arb_set_d(arb_mat_entry(balls, i % A.rows, i / A.rows), y[i]);
    arb_mat_sub(balls, balls, polar, 128);
    arb_mat_frobenius_norm(value, balls, 128);
    arb_add_error(value, radius);
    cr_expect(arb_lt(value, out), "%s: the factor", spec);
    arb_set_str(radius, "1e-11", 64);
    cr_expect(arb_lt(out, radius), "%s: its radius is %.3g", spec,
              arf_get_d(arb_midref(out), ARF_RND_UP));
    cr_expect(mc_double_polar_bound(out, y, a, A.rows, A.cols) == MC_OK, "%s", spec);
    cr_expect(arb_lt(value, out), "%s: the bound", spec);
    mc_svd_clear(&svd);
    mc_matrix_clear(&A);
    arb_mat_clear(polar), arb_mat_clear(balls);
    arb_clear(out), arb_clear(value), arb_clear(radius);
    fmpq_clear(zero);
    free(a), free(y);
}

Test(certificate_front, doubles_agree_with_balls_beyond_one_block)
{
    int threads;

    for (threads = 1; threads <= 2; threads++) {
        openblas_set_num_threads(threads);
        expect_all("gaussian:m=140,n=140,seed=1");
        expect_all("gaussian:m=530,n=20,seed=2");
        expect_all("gaussian:m=30,n=300,seed=3");
        expect_all("prescribed:m=150,n=135,seed=4,spectrum=clustered,cond=100");
    }
}

static void expect_digits(const struct mc_matrix *A, slong digits, enum mc_status expected)
{
    arb_t out, value;
    struct mc_svd svd;

    arb_init(out), arb_init(value);
    mc_svd_init(&svd);
    cr_assert(mc_svd_of(&svd, A, 2000) == MC_OK);
    cr_expect(mc_spectral_norm_bounds(out, A, digits, 1000, NULL) == expected);
    cr_expect(arb_overlaps(out, svd.sigma));
    cr_expect(expected != MC_OK || arb_rel_accuracy_bits(out) >= 3 * digits);
    cr_expect(mc_nuclear_norm_bounds(out, A, digits, 1000, NULL) == expected);
    mc_svd_nuclear_norm(value, &svd, 2000);
    cr_expect(arb_overlaps(out, value));
    cr_expect(expected != MC_OK || arb_rel_accuracy_bits(out) >= 3 * digits);
    arb_clear(out), arb_clear(value);
    mc_svd_clear(&svd);
}

Test(certificate_front, goes_to_balls_for_more_digits_and_for_entries_that_are_no_doubles)
{
    struct mc_matrix A;
    struct mc_complaint why;
    double *a = doubles_of_spec(&A, "gaussian:m=12,n=9,seed=5");

    expect_digits(&A, 5, MC_OK);
    expect_digits(&A, 12, MC_OK);
    expect_digits(&A, 60, MC_OK);
    expect_digits(&A, 400, MC_NOT_DECIDED);
    mc_matrix_clear(&A);
    cr_assert(generate(&A, "hilbert:n=8", &why) == MC_OK);
    expect_digits(&A, 5, MC_OK);
    expect_digits(&A, 30, MC_OK);
    mc_matrix_clear(&A);
    free(a);
}

/* Y = X = diag(1, 1, s), so the distance is 1 - s, or s where X has rank 2. */
static void expect_diagonal_distance(double s, slong digits, enum mc_status expected)
{
    struct mc_matrix X;
    arb_t distance, value;

    mc_matrix_init_dyadic(&X, NULL, 3, 4);
    mc_matrix_set_double(&X, 0, 0, 1);
    mc_matrix_set_double(&X, 1, 1, 1);
    mc_matrix_set_double(&X, 2, 2, s);
    arb_init(distance), arb_init(value);
    arb_set_d(value, s > 0 ? 1 - s : s);
    cr_expect(mc_polar_bound(distance, &X, &X, digits, 1000, NULL) == expected, "s = %a", s);
    cr_expect(!arb_is_finite(distance) || arb_overlaps(distance, value), "s = %a", s);
    cr_expect(expected != MC_OK || arb_is_finite(distance), "s = %a", s);
    mc_matrix_clear(&X);
    arb_clear(distance), arb_clear(value);
}

Test(certificate_front,
     encloses_the_distance_from_the_polar_factor_in_whatever_arithmetic_it_takes)
{
    expect_diagonal_distance(1, 10, MC_OK);
    expect_diagonal_distance(0.5, 3, MC_OK);
    expect_diagonal_distance(0.5, 50, MC_OK);
    expect_diagonal_distance(0x1p-50, 10, MC_OK);
    expect_diagonal_distance(0x1p-900, 10, MC_OK);
    expect_diagonal_distance(0, 10, MC_OK);
    expect_diagonal_distance(0.5, 400, MC_NOT_DECIDED);
}
