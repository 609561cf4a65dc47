// SPDX-License-Identifier: GPL-3.0-or-later
/* Certificates in doubles against the enclosed SVD at 400 bits, on small matrices of every
 * kind. */
#include <cblas.h>
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "double_matrices.h"
#include "muoncheck/certificate.h"
#include "muoncheck/transform.h"

enum { PREC = 400, MATRICES = 400 };

/* The truth about one matrix. */
struct truth {
    struct mc_matrix A;
    struct mc_svd svd;
    arb_mat_t polar;
    arb_t radius, value;
};

static void truth_init(struct truth *t, const double *a, slong m, slong n)
{
    fmpq_t zero;
    arb_mat_t balls;
    slong prec = PREC;
    enum mc_status status = MC_NOT_DECIDED;

    matrix_of_doubles(&t->A, a, m, n);
    mc_svd_init(&t->svd);
    arb_init(t->radius), arb_init(t->value);
    arb_mat_init(t->polar, m, n), arb_mat_init(balls, m, n);
    fmpq_init(zero);
    for (; status == MC_NOT_DECIDED && prec < 10000; prec *= 2) {
        cr_assert(mc_svd_of(&t->svd, &t->A, prec) == MC_OK);
        mc_matrix_enclose(balls, &t->A, prec);
        status = mc_transform_power(t->polar, t->radius, &t->svd, balls, zero, prec);
    }
    cr_assert(status == MC_OK);
    arb_mat_clear(balls);
    fmpq_clear(zero);
}

static void truth_clear(struct truth *t)
{
    mc_matrix_clear(&t->A);
    mc_svd_clear(&t->svd);
    arb_mat_clear(t->polar);
    arb_clear(t->radius), arb_clear(t->value);
}

/* value = ||Y - polar||_F, an enclosure. */
static void true_distance(struct truth *t, const double *y)
{
    slong m = t->A.rows, n = t->A.cols, i;
    arb_mat_t off;

    arb_mat_init(off, m, n);
    for (i = 0; i < m * n; i++)
        arb_set_d(arb_mat_entry(off, i % m, i / m), y[i]);
    arb_mat_sub(off, off, t->polar, PREC);
    arb_mat_frobenius_norm(t->value, off, PREC);
    arb_add_error(t->value, t->radius);
    arb_mat_clear(off);
}

/* Is the rank full by so much that doubles must decide? */
static bool is_easy(const struct truth *t)
{
    arf_t scaled;
    bool easy;

    if (t->svd.values == 0 || t->svd.rank_lo < t->svd.values)
        return false;
    arf_init(scaled);
    arf_mul_2exp_si(scaled, arb_midref(t->svd.sigma + t->svd.values - 1), 20);
    easy = arf_cmp(scaled, arb_midref(t->svd.sigma)) > 0;
    arf_clear(scaled);
    return easy;
}

/* Each singular value, within 10^-10 of the largest. */
static void expect_values(struct truth *t, const double *a, slong m, slong n, slong index)
{
    slong count = FLINT_MIN(m, n);
    arb_ptr sigma = _arb_vec_init(count);
    arb_t sum, width;

    arb_init(sum), arb_init(width);
    cr_assert(mc_double_singular_values(sigma, sum, a, m, n) == MC_OK);
    for (slong i = 0; i < count; i++) {
        cr_expect(arb_overlaps(sigma + i, t->svd.sigma + i), "matrix %ld: sigma_%ld is missed",
                  (long)index, (long)i + 1);
        arb_sub(width, sigma + i, t->svd.sigma + i, PREC);
        arb_div(width, width, t->svd.sigma, PREC);
        arb_mul_ui(width, width, UWORD(10000000000), PREC);
        arb_abs(width, width);
        arb_sub_ui(width, width, 1, PREC);
        cr_expect(arb_is_negative(width), "matrix %ld: sigma_%ld is wide", (long)index,
                  (long)i + 1);
    }
    _arb_vec_clear(sigma, count);
    arb_clear(sum), arb_clear(width);
}

static void expect_norms(struct truth *t, const double *a, slong m, slong n, slong index)
{
    arb_t out;
    enum mc_status status;

    arb_init(out);
    status = mc_double_spectral_norm(out, a, m, n, 6);
    mc_svd_spectral_norm(t->value, &t->svd);
    cr_expect(status == MC_OK, "matrix %ld: sigma_max is not decided to 6 digits", (long)index);
    cr_expect(arb_is_finite(out) && arb_contains(out, t->value),
              "matrix %ld: sigma_max is missed", (long)index);
    status = mc_double_nuclear_norm(out, a, m, n, 8);
    mc_svd_nuclear_norm(t->value, &t->svd, PREC);
    cr_expect(status == MC_OK, "matrix %ld: ||.||_* is not decided to 8 digits", (long)index);
    cr_expect(arb_is_finite(out) && arb_overlaps(out, t->value),
              "matrix %ld: ||.||_* is missed", (long)index);
    expect_values(t, a, m, n, index);
    status = mc_double_frobenius_norm(out, a, m, n);
    arb_mat_frobenius_norm(t->value, t->A.dyadic, PREC);
    cr_expect(status == MC_OK && arb_contains(out, t->value), "matrix %ld: ||.||_F is missed",
              (long)index);
    arb_clear(out);
}

/* `radius` for `y` was claimed. */
static void expect_radius(struct truth *t, const double *y, const arb_t radius,
                          const char *what, slong index)
{
    true_distance(t, y);
    cr_expect(!arb_gt(t->value, radius), "matrix %ld: %s lies beyond its radius", (long)index,
              what);
}

static void expect_polar(struct truth *t, const double *a, slong m, slong n, slong index)
{
    double *y = calloc((size_t)(m * n), sizeof(double));
    arb_t out, small;
    enum mc_status status;

    arb_init(out), arb_init(small);
    status = mc_double_polar_factor(y, out, a, m, n);
    cr_expect(status == MC_OK || status == MC_NOT_DECIDED);
    cr_expect((status == MC_OK) == arb_is_finite(out));
    if (status == MC_OK) {
        expect_radius(t, y, out, "the factor", index);
        cr_expect(mc_double_polar_bound(out, y, a, m, n) != MC_OK ||
                  (expect_radius(t, y, out, "the same factor, given", index), true));
        cr_expect(mc_double_polar_distance(out, y, a, m, n) == MC_OK);
        cr_expect(arb_overlaps(out, t->value), "matrix %ld: the distance is missed",
                  (long)index);
    }
    if (is_easy(t)) {
        arb_set_str(small, "1e-9", 64);
        cr_expect(status == MC_OK, "matrix %ld: not decided, though well conditioned",
                  (long)index);
        cr_expect(arb_lt(out, small), "matrix %ld: the radius is large", (long)index);
    }
    if (t->svd.rank_hi < t->svd.values)
        cr_expect(status == MC_NOT_DECIDED, "matrix %ld: rank-deficient", (long)index);
    arb_clear(out), arb_clear(small);
    free(y);
}

static void sweep(slong first, slong last)
{
    slong i, m, n;

    for (i = first; i < last; i++) {
        struct truth t;
        double *a = double_matrix_new(&m, &n, i);
        truth_init(&t, a, m, n);
        expect_norms(&t, a, m, n, i);
        expect_polar(&t, a, m, n, i);
        truth_clear(&t);
        free(a);
    }
}

Test(certificate, holds_on_every_kind_of_matrix_on_one_thread)
{
    openblas_set_num_threads(1);
    sweep(0, MATRICES);
}

Test(certificate, holds_on_every_kind_of_matrix_on_two_threads)
{
    openblas_set_num_threads(2);
    sweep(MATRICES, MATRICES + MATRICES / 4);
}

/* A wrong Y may be bounded, never by less than its distance. */
static void expect_no_false_bound(struct truth *t, const double *y, const double *a,
                                  const char *fault, slong index)
{
    arb_t out;

    arb_init(out);
    if (mc_double_polar_bound(out, y, a, t->A.rows, t->A.cols) == MC_OK)
        expect_radius(t, y, out, fault, index);
    else
        cr_expect(!arb_is_finite(out));
    true_distance(t, y);
    if (mc_double_polar_distance(out, y, a, t->A.rows, t->A.cols) == MC_OK)
        cr_expect(arb_overlaps(out, t->value), "matrix %ld, %s: distance missed", (long)index,
                  fault);
    arb_clear(out);
}

static void plant_faults(struct truth *t, double *y, const double *a, slong index)
{
    slong m = t->A.rows, n = t->A.cols, at = (7 * index) % (m * n), i;
    int bit;

    for (bit = 0; bit < 63; bit += 7) {
        unsigned long word;
        double before = y[at];
        memcpy(&word, y + at, sizeof word);
        word ^= 1UL << bit;
        memcpy(y + at, &word, sizeof word);
        if (y[at] - y[at] == 0)
            expect_no_false_bound(t, y, a, "a flipped bit", index);
        y[at] = before;
    }
    for (i = 0; i < m; i++)
        y[i] = -y[i];
    expect_no_false_bound(t, y, a, "a column of the wrong sign", index);
    for (i = 0; i < m; i++)
        y[i] = -y[i];
    for (i = 0; i < m * n; i++)
        y[i] *= 1.001;
    expect_no_false_bound(t, y, a, "a factor that is too long", index);
    for (i = 0; i < m * n; i++)
        y[i] = -y[i];
    expect_no_false_bound(t, y, a, "the negative factor", index);
}

Test(certificate, never_bounds_a_wrong_polar_factor_falsely)
{
    slong i, m, n;

    openblas_set_num_threads(1);
    for (i = 0; i < 150; i++) {
        struct truth t;
        double *a = double_matrix_new(&m, &n, i), *y = calloc((size_t)(m * n), sizeof(double));
        arb_t radius;
        arb_init(radius);
        if (mc_double_polar_factor(y, radius, a, m, n) == MC_OK) {
            truth_init(&t, a, m, n);
            plant_faults(&t, y, a, i);
            truth_clear(&t);
        }
        arb_clear(radius);
        free(a);
        free(y);
    }
}

/* X = diag(1, h), Y = X^-1 (X + e [[0,1],[1,0]]): Y^T X is symmetric and positive, so nothing
 * but the defect of Y tells that Y is off, and by more than the defect: ||Y - I|| > ||Y^T Y -
 * I|| / 2. */
Test(certificate, sees_an_error_that_hides_behind_a_symmetric_product)
{
    int h, e;

    for (h = 1; h < 12; h++)
        for (e = 20; e < 45; e++) {
            double x[] = {1, 0, 0, ldexp(1, -h)}, y[] = {1, ldexp(1, h - e), ldexp(1, -e), 1};
            arb_t radius, distance;
            arb_init(radius), arb_init(distance);
            arb_set_d(distance, hypot(y[1], y[2]) * 0.999999);
            cr_expect(mc_double_polar_bound(radius, y, x, 2, 2) == MC_NOT_DECIDED ||
                          arb_gt(radius, distance),
                      "h = 2^-%d, e = 2^-%d", h, e);
            cr_expect(arb_is_finite(radius) || 2 * h > e - 4, "h = 2^-%d, e = 2^-%d", h, e);
            arb_clear(radius), arb_clear(distance);
        }
}

Test(certificate, takes_floats_and_agrees_with_doubles)
{
    float f[] = {3, 0, 0, 4, 0, 0x1p-140F};
    double d[] = {3, 0, 0, 4, 0, 0x1p-140};
    arb_t a, b;

    arb_init(a), arb_init(b);
    cr_expect(mc_float_spectral_norm(a, f, 2, 3, 6) == MC_OK);
    cr_expect(mc_double_spectral_norm(b, d, 2, 3, 6) == MC_OK);
    cr_expect(arb_equal(a, b));
    cr_expect(arb_contains_si(a, 4));
    arb_clear(a), arb_clear(b);
}

Test(certificate, refuses_what_is_not_finite_and_accepts_what_is_empty_or_zero)
{
    double bad[] = {1, NAN, 2, INFINITY}, zero[4] = {0}, y[4];
    float short_bad[] = {1, -INFINITY};
    arb_t out;

    arb_init(out);
    cr_expect(mc_double_spectral_norm(out, bad, 2, 2, 3) == MC_BAD_INPUT);
    cr_expect(mc_float_spectral_norm(out, short_bad, 1, 2, 3) == MC_BAD_INPUT);
    cr_expect(mc_double_nuclear_norm(out, bad, 2, 2, 3) == MC_BAD_INPUT);
    cr_expect(mc_double_frobenius_norm(out, bad, 2, 2) == MC_BAD_INPUT);
    cr_expect(mc_double_polar_factor(y, out, bad, 2, 2) == MC_BAD_INPUT);
    cr_expect(mc_double_polar_bound(out, bad, zero, 2, 2) == MC_BAD_INPUT);
    cr_expect(mc_double_polar_distance(out, bad, zero, 2, 2) == MC_BAD_INPUT);
    cr_expect(mc_double_spectral_norm(out, zero, 2, 2, 3) == MC_OK && arb_is_zero(out));
    cr_expect(mc_double_nuclear_norm(out, zero, 2, 2, 3) == MC_OK && arb_is_zero(out));
    cr_expect(mc_double_spectral_norm(out, zero, 0, 2, 3) == MC_OK && arb_is_zero(out));
    cr_expect(mc_double_nuclear_norm(out, zero, 2, 0, 3) == MC_OK && arb_is_zero(out));
    cr_expect(mc_double_frobenius_norm(out, zero, 0, 2) == MC_OK && arb_is_zero(out));
    cr_expect(mc_double_polar_factor(y, out, zero, 0, 2) == MC_OK && arb_is_zero(out));
    cr_expect(mc_double_polar_factor(y, out, zero, 2, 2) == MC_NOT_DECIDED);
    arb_clear(out);
}
