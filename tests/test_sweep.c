// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The sweep: 20,000 small problems whose singular values and polar factors are exact
 * rationals, 200 larger ones against the Jacobi way at four times the precision, and clusters,
 * multiple and tiny values up to 128 columns against what they were made of.  Not one enclosure
 * may miss.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "generator/random.h"
#include "generator/rational_svd.h"
#include "generator/singular_values.h"
#include "muoncheck/number.h"
#include "muoncheck/transform.h"
#include "spectrum/refine.h"

/* Zeros, multiple values, clusters closer than doubles can tell, tiny and huge. */
static const char *const values[] = {
    "0", "1", "1", "1", "1/3", "7/5", "100000000000000000001/100000000000000000000",
    "1000000000000000000000000000001/1000000000000000000000000000000", "1e-9", "1e-30", "1e30",
    "3", "1e-100", "1e100", "2", "1/1024",
};

static void random_spec(char *spec, size_t size, flint_rand_t state, slong i)
{
    slong m = 1 + (slong)n_randint(state, 8), n = 1 + (slong)n_randint(state, 8), k;
    slong least = m < n ? m : n, kinds = i % 3 ? 8 : 16;
    char list[800] = "";

    for (k = 0; k < least; k++) {
        strcat(list, k ? "," : "");
        strcat(list, values[n_randint(state, (ulong)kinds)]);
    }
    snprintf(spec, size, "rational-svd:m=%ld,n=%ld,seed=%ld,spectrum=[%s]", m, n, i, list);
}

/* The exact polar factor as balls of `prec` bits. */
static void exact_polar(arb_mat_t out, const struct rational_svd *truth, slong prec)
{
    slong k = fmpq_mat_ncols(truth->u), i, j;
    fmpq_mat_t kept, transpose, product;

    fmpq_mat_init_set(kept, truth->u);
    fmpq_mat_init(transpose, k, fmpq_mat_nrows(truth->v));
    fmpq_mat_init(product, arb_mat_nrows(out), arb_mat_ncols(out));
    for (j = 0; j < k; j++)
        for (i = 0; fmpq_is_zero(fmpq_mat_entry(truth->s, j, j)) && i < fmpq_mat_nrows(kept); i++)
            fmpq_zero(fmpq_mat_entry(kept, i, j));
    fmpq_mat_transpose(transpose, truth->v);
    fmpq_mat_mul(product, kept, transpose);
    arb_mat_set_fmpq_mat(out, product, prec);
    fmpq_mat_clear(kept);
    fmpq_mat_clear(transpose);
    fmpq_mat_clear(product);
}

static void expect_polar(const struct mc_svd *svd, const struct mc_matrix *A,
                         const struct rational_svd *truth, slong prec, const char *spec)
{
    arb_mat_t out, exact, balls;
    arb_t radius, off;
    fmpq_t zero;

    arb_mat_init(out, A->rows, A->cols);
    arb_mat_init(exact, A->rows, A->cols);
    arb_mat_init(balls, A->rows, A->cols);
    arb_init(radius), arb_init(off);
    fmpq_init(zero);
    mc_matrix_enclose(balls, A, prec);
    if (mc_transform_power(out, radius, svd, balls, zero, prec) == MC_OK) {
        exact_polar(exact, truth, 4 * prec + 1000);
        arb_mat_sub(exact, exact, out, 4 * prec + 1000);
        arb_mat_frobenius_norm(off, exact, 64);
        cr_expect(!arb_gt(off, radius), "%s at %ld bits: polar factor", spec, (long)prec);
    }
    arb_mat_clear(out), arb_mat_clear(exact), arb_mat_clear(balls);
    arb_clear(radius), arb_clear(off);
    fmpq_clear(zero);
}

static void one_small_problem(flint_rand_t state, slong i)
{
    char spec[1000];
    struct mc_matrix A;
    struct mc_svd svd;
    struct rational_svd truth;
    struct mc_complaint why = {{0}};
    slong k, prec = 64 + (slong)n_randint(state, 449);

    random_spec(spec, sizeof spec, state, i);
    cr_assert(generate(&A, spec, &why) == MC_OK, "%s: %s", spec, why.text);
    cr_assert(rational_svd_init(&truth, spec, &why) == MC_OK);
    mc_svd_init(&svd);
    cr_assert(mc_svd_of(&svd, &A, prec) == MC_OK);
    for (k = 0; k < svd.values; k++)
        cr_expect(arb_contains_fmpq(svd.sigma + k, fmpq_mat_entry(truth.s, k, k)),
                  "%s at %ld bits: sigma_%ld", spec, (long)prec, (long)k + 1);
    expect_polar(&svd, &A, &truth, prec, spec);
    rational_svd_clear(&truth);
    mc_svd_clear(&svd);
    mc_matrix_clear(&A);
}

Test(sweep, misses_no_value_of_twenty_thousand_small_problems, .timeout = 3000)
{
    flint_rand_t state;
    slong i;

    flint_randinit(state);
    for (i = 0; i < 20000; i++)
        one_small_problem(state, i);
    flint_randclear(state);
}

/* sigma by Jacobi rotations alone, in floating point, and enclosed by the plain residual. */
static void by_jacobi(struct mc_svd *svd, const arb_mat_t A, slong prec)
{
    slong m = arb_mat_nrows(A), n = arb_mat_ncols(A), j, *order = calloc((size_t)n, sizeof *order);
    arb_mat_t V, W;

    mc_svd_init(svd);
    arb_mat_init(V, n, n);
    arb_mat_init(W, m, n);
    double_start(V, A);
    refine(V, W, A, prec);
    svd->rows = m, svd->cols = n, svd->values = n;
    svd->s = _arb_vec_init(n);
    svd->sigma = _arb_vec_init(n);
    arb_mat_clear(svd->u), arb_mat_clear(svd->v);
    arb_mat_init(svd->u, m, n), arb_mat_init(svd->v, n, n);
    for (j = 0; j < n; j++)
        order[j] = j;
    svd->kept = orthonormal_columns(svd->u, svd->s, W, order, n, prec);
    arb_mat_set(svd->v, V);
    measure_defects(svd, A, prec);
    arb_mat_clear(V);
    arb_mat_clear(W);
    free(order);
}

static int larger_first(const void *a, const void *b)
{
    return arf_cmp(arb_midref((arb_srcptr)b), arb_midref((arb_srcptr)a));
}

static void one_large_problem(const char *spec, slong prec)
{
    struct mc_matrix A;
    struct mc_svd svd, other;
    struct mc_complaint why = {{0}};
    arb_mat_t balls;
    slong k;

    cr_assert(generate(&A, spec, &why) == MC_OK, "%s: %s", spec, why.text);
    arb_mat_init(balls, A.rows, A.cols);
    mc_matrix_enclose(balls, &A, 4 * prec + 100);
    mc_svd_init(&svd);
    cr_assert(mc_svd_enclose(&svd, balls, -1, prec) == MC_OK);
    by_jacobi(&other, balls, 4 * prec);
    cr_assert(other.kept == other.values);
    qsort(other.s, (size_t)other.kept, sizeof *other.s, larger_first);
    enclose_values(&other, -1, 4 * prec);
    for (k = 0; k < svd.values; k++) {
        cr_expect(arb_overlaps(svd.sigma + k, other.sigma + k), "%s at %ld bits: sigma_%ld", spec,
                  (long)prec, (long)k + 1);
        cr_expect(mag_cmp(arb_radref(other.sigma + k), arb_radref(svd.sigma + k)) < 0 ||
                      arb_is_exact(svd.sigma + k),
                  "%s: the reference is no sharper", spec);
    }
    mc_svd_clear(&svd);
    mc_svd_clear(&other);
    arb_mat_clear(balls);
    mc_matrix_clear(&A);
}

Test(sweep, agrees_with_jacobi_at_four_times_the_precision_on_two_hundred_larger, .timeout = 3000)
{
    static const char *const shapes[] = {
        "gaussian:m=40,n=32,seed=%ld", "gaussian:m=24,n=24,seed=%ld",
        "prescribed:m=30,n=20,seed=%ld,spectrum=clustered",
        "prescribed:m=36,n=28,seed=%ld,spectrum=geometric,cond=1e12",
        "graded:m=16,n=16,seed=%ld,cond=1e40"};
    char spec[200];
    slong i;

    for (i = 0; i < 200; i++) {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
        snprintf(spec, sizeof spec, shapes[i % 5], i + 1);
#pragma GCC diagnostic pop
        one_large_problem(spec, 96 + 32 * (i % 4));
    }
}

/* The singular values that `spec` prescribes, at `prec` bits; returns how many. */
static slong prescribed_values(arb_ptr *sigma, const char *text, slong prec)
{
    struct mc_complaint why = {{0}};
    struct singular_values made;
    struct spec *spec;
    gsl_rng *rng;
    slong count;

    cr_assert(spec_parse(&spec, text, &why) == MC_OK, "%s: %s", text, why.text);
    cr_assert(random_new(&rng, spec, &why) == MC_OK);
    cr_assert(spec_integer(&count, spec, "n", 1, 0, 1000, &why) == MC_OK);
    cr_assert(singular_values_init(&made, spec, count, rng, &why) == MC_OK, "%s", why.text);
    *sigma = _arb_vec_init(count);
    singular_values_enclose(*sigma, &made, prec);
    singular_values_clear(&made);
    gsl_rng_free(rng);
    spec_free(spec);
    return count;
}

/* A is known far below what `prec` bits see, or, where it is rounded, to `prec` bits. */
static void one_prescribed_problem(const char *text, slong prec, slong known)
{
    struct mc_complaint why = {{0}};
    struct mc_matrix A;
    struct mc_svd svd;
    arb_mat_t balls;
    arb_ptr sigma;
    slong k, count = prescribed_values(&sigma, text, 4 * prec);

    cr_assert(generate(&A, text, &why) == MC_OK, "%s: %s", text, why.text);
    arb_mat_init(balls, A.rows, A.cols);
    mc_matrix_enclose(balls, &A, known);
    mc_svd_init(&svd);
    cr_assert(mc_svd_enclose(&svd, balls, -1, prec) == MC_OK);
    cr_expect(svd.values == count);
    for (k = 0; k < count; k++)
        cr_expect(arb_overlaps(svd.sigma + k, sigma + k), "%s at %ld bits: sigma_%ld", text,
                  (long)prec, (long)k + 1);
    cr_expect(mag_cmp_2exp_si(arb_radref(svd.sigma), 16 - FLINT_MIN(prec, known)) < 0, "%s: wide",
              text);
    _arb_vec_clear(sigma, count);
    mc_svd_clear(&svd);
    arb_mat_clear(balls);
    mc_matrix_clear(&A);
}

Test(sweep, misses_no_prescribed_value_up_to_128_columns, .timeout = 3000)
{
    static const char *const spectra[] = {"clustered,cond=10",    "one-large,cond=2",
                                          "geometric,cond=1e30",  "geometric,cond=1e300",
                                          "one-small,cond=1e100", "rank-deficient",
                                          "geometric,cond=1e12",  "power-law"};
    static const slong sizes[] = {16, 24, 32, 40, 64, 96, 128};
    char spec[200];

    for (size_t i = 0; i < sizeof spectra / sizeof spectra[0]; i++)
        for (size_t j = 0; j < sizeof sizes / sizeof sizes[0]; j++) {
            slong prec = 96 + 80 * (slong)((i + j) % 3), n = sizes[j];

            snprintf(spec, sizeof spec, "prescribed:m=%ld,n=%ld,seed=%ld,spectrum=%s",
                     n + (j % 3 ? 0 : 7), n, 10 * (slong)j + 1, spectra[i]);
            one_prescribed_problem(spec, prec, j % 2 ? prec : 4 * prec);
        }
}
