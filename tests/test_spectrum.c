// SPDX-License-Identifier: GPL-3.0-or-later
/* Enclosures against truths that are known without computing: rational SVDs, published values,
 * and matrices of awkward shapes and scales. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "generator/rational_svd.h"
#include "muoncheck/number.h"
#include "muoncheck/spectrum.h"
#include "spectrum/refine.h"

static void open(struct mc_matrix *A, struct mc_svd *svd, const char *spec, slong digits)
{
    struct mc_complaint why = {{0}};

    mc_svd_init(svd);
    cr_assert(generate(A, spec, &why) == MC_OK, "%s: %s", spec, why.text);
    cr_assert(mc_svd_to_digits(svd, A, digits, 100000, &why) == MC_OK, "%s: %s", spec, why.text);
}

/* Does sigma_i contain the exact rational, and is it narrower than 10^-digits sigma_1? */
static void expect_value(const struct mc_svd *svd, slong i, const fmpq_t exact, slong digits,
                         const char *spec)
{
    arb_t width, limit;

    arb_init(width);
    arb_init(limit);
    cr_expect(arb_contains_fmpq(svd->sigma + i, exact), "%s: sigma_%ld", spec, (long)i + 1);
    arb_get_rad_arb(width, svd->sigma + i);
    arb_mul_2exp_si(width, width, 1);
    arb_ui_pow_ui(limit, 10, (ulong)digits, 64);
    arb_div(limit, svd->sigma, limit, 64);
    cr_expect(arb_is_zero(width) || arb_le(width, limit), "%s: sigma_%ld is too wide", spec,
              (long)i + 1);
    arb_clear(width);
    arb_clear(limit);
}

static void expect_rational_svd(const char *spec, slong digits)
{
    struct mc_matrix A;
    struct mc_svd svd;
    struct rational_svd truth;
    struct mc_complaint why;
    slong i, rank = 0;

    open(&A, &svd, spec, digits);
    cr_assert(rational_svd_init(&truth, spec, &why) == MC_OK);
    for (i = 0; i < svd.values; i++) {
        expect_value(&svd, i, fmpq_mat_entry(truth.s, i, i), digits, spec);
        rank += !fmpq_is_zero(fmpq_mat_entry(truth.s, i, i));
    }
    cr_expect(svd.rank_lo == rank && svd.rank_hi == rank, "%s: rank %ld..%ld, not %ld", spec,
              (long)svd.rank_lo, (long)svd.rank_hi, (long)rank);
    rational_svd_clear(&truth);
    mc_svd_clear(&svd);
    mc_matrix_clear(&A);
}

Test(spectrum, contains_the_exact_values_of_two_hundred_rational_svds, .timeout = 300)
{
    static const char *const spectra[] = {"geometric", "clustered", "one-small", "one-large",
                                          "rank-deficient", "power-law", "log-uniform",
                                          "[1,1,1,1/2,1/2,0]"};
    char spec[200];
    slong i;

    for (i = 0; i < 200; i++) {
        slong m = 1 + i % 12, n = 1 + (i * 7 + 3) % 12, least = m < n ? m : n;
        const char *spectrum = spectra[i % 8];
        if (spectrum[0] == '[' && least < 6)
            spectrum = "arithmetic";
        if (i % 5 == 0 && spectrum[0] != '[')
            snprintf(spec, sizeof spec, "rational-svd:m=%ld,n=%ld,seed=%ld,spectrum=%s,rank=%ld",
                     m, n, i, spectrum, i % (least + 1));
        else if (spectrum[0] == '[')
            snprintf(spec, sizeof spec, "rational-svd:m=%ld,n=%ld,seed=%ld,spectrum=%s", m, n, i,
                     least == 6 ? spectrum : "arithmetic");
        else
            snprintf(spec, sizeof spec, "rational-svd:m=%ld,n=%ld,seed=%ld,spectrum=%s",
                     m, n, i, spectrum);
        expect_rational_svd(spec, 20 + 15 * (i % 4));
    }
}

struct published {
    const char *spec;
    int from_end;       /* 0: sigma_1; 1: the last */
    const char *value;  /* truncated               */
};

Test(spectrum, contains_the_published_values)
{
    static const struct published rows[] = {
        {"hilbert:n=12", 0, "1.795372059561997308725147"},
        {"hilbert:n=12", 1, "1.047946397962226691925995e-16"},
        {"hilbert:n=5", 0, "1.567050691098230795533011"},
        {"hilbert:n=5", 1, "3.287928772171862957115005e-6"},
        {"kahan:n=30,theta=1.2", 0, "4.320908197713618439007288"},
        {"kahan:n=30,theta=1.2", 1, "3.084522779117827770801215e-5"},
    };
    size_t i;

    for (i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct mc_matrix A;
        struct mc_svd svd;
        arb_t value, off;
        slong at;

        open(&A, &svd, rows[i].spec, 60);
        at = rows[i].from_end ? svd.values - 1 : 0;
        arb_init(value);
        arb_init(off);
        arb_set_str(value, rows[i].value, 300);
        arb_sub(off, value, svd.sigma + at, 300);
        arb_div(off, off, value, 300);
        arb_abs(off, off);
        arb_set_str(value, "1e-24", 64);
        cr_expect(arb_lt(off, value), "%s", rows[i].spec);
        arb_clear(value);
        arb_clear(off);
        mc_svd_clear(&svd);
        mc_matrix_clear(&A);
    }
}

static void expect_sigma(const struct mc_svd *svd, slong i, const char *expression_squared,
                         const char *spec)
{
    arb_t square, value;

    arb_init(square);
    arb_init(value);
    arb_set_str(value, expression_squared, 400);
    arb_sqr(square, svd->sigma + i, 400);
    cr_expect(arb_overlaps(square, value), "%s: sigma_%ld", spec, (long)i + 1);
    arb_clear(square);
    arb_clear(value);
}

Test(spectrum, knows_the_rosser_matrix_with_its_double_and_zero_values)
{
    struct mc_matrix A;
    struct mc_svd svd;

    open(&A, &svd, "rosser", 100);
    expect_sigma(&svd, 0, "1040500", "rosser");
    expect_sigma(&svd, 1, "1040500", "rosser");
    expect_sigma(&svd, 2, "1040400", "rosser");
    expect_sigma(&svd, 4, "1000000", "rosser");
    expect_sigma(&svd, 5, "1000000", "rosser");
    cr_expect(arb_is_zero(svd.sigma + 7) && svd.rank_lo == 7 && svd.rank_hi == 7);
    mc_svd_clear(&svd);
    mc_matrix_clear(&A);
}

Test(spectrum, takes_clusters_zeros_and_empty_matrices_as_ordinary_input)
{
    static const char *const specs[] = {
        "multiple-singular-values", "zero:m=3,n=5", "zero:m=0,n=4", "identity:m=1,n=1",
        "ones:m=6,n=6", "hadamard:n=8", "near-overflow:m=4,n=3,seed=1",
        "near-underflow:m=4,n=3,seed=1", "lauchli:n=6,scale=1e-20", "jordan:n=9",
        "graded:m=7,n=7,seed=3,cond=1e300", "minij:n=10"};
    size_t i;

    for (i = 0; i < sizeof specs / sizeof specs[0]; i++) {
        struct mc_matrix A;
        struct mc_svd svd;

        open(&A, &svd, specs[i], 40);
        cr_expect(svd.rank_lo == svd.rank_hi, "%s", specs[i]);
        mc_svd_clear(&svd);
        mc_matrix_clear(&A);
    }
}

Test(spectrum, keeps_the_multiple_value_of_the_matrix_that_hangs_elsewhere)
{
    struct mc_matrix A;
    struct mc_svd svd;
    fmpq_t exact;
    slong i;

    open(&A, &svd, "multiple-singular-values", 60);
    fmpq_init(exact);
    for (i = 0; i < 4; i++) {
        fmpq_set_si(exact, i ? 1 : 3, 1);
        expect_value(&svd, i, exact, 60, "multiple-singular-values");
    }
    fmpq_clear(exact);
    mc_svd_clear(&svd);
    mc_matrix_clear(&A);
}

Test(spectrum, reaches_a_thousand_digits)
{
    expect_rational_svd("rational-svd:m=5,n=4,seed=9,spectrum=[1,1,1/3,1/1000]", 1000);
}

Test(spectrum, is_exact_where_columns_are_orthogonal)
{
    struct mc_matrix A;
    struct mc_svd svd;

    open(&A, &svd, "hadamard:n=4", 30);
    cr_expect(arb_equal_si(svd.sigma, 2) && arb_equal_si(svd.sigma + 3, 2));
    mc_svd_clear(&svd);
    mc_matrix_clear(&A);
}

/* Whatever stands in u, v and s, the enclosure made from it is right: faults make it wide. */
static void expect_fault_is_caught(int fault)
{
    const char *spec = "rational-svd:m=6,n=5,seed=4,spectrum=[5,4,3,2,1]";
    struct mc_matrix A;
    struct mc_svd svd;
    arb_mat_t balls;
    fmpq_t exact;
    slong i;

    open(&A, &svd, spec, 30);
    arb_mat_init(balls, A.rows, A.cols);
    mc_matrix_enclose(balls, &A, 200);
    fmpq_init(exact);
    if (fault == 0)
        arb_mul_2exp_si(arb_mat_entry(svd.u, 2, 1), arb_mat_entry(svd.u, 2, 1), -1);
    if (fault == 1)
        arb_neg(arb_mat_entry(svd.v, 0, 3), arb_mat_entry(svd.v, 0, 3));
    if (fault == 2)
        arb_add_si(svd.s + 1, svd.s + 1, 1, 200);
    if (fault == 3)
        arb_mat_swap_rows(svd.u, NULL, 0, 1);
    measure_defects(&svd, balls, 200);
    enclose_values(&svd, -1, 200);
    for (i = 0; i < 5; i++) {
        fmpq_set_si(exact, 5 - i, 1);
        cr_expect(arb_contains_fmpq(svd.sigma + i, exact), "fault %d, sigma_%ld", fault, (long)i);
        cr_expect(mag_cmp_2exp_si(arb_radref(svd.sigma + i), -10) > 0, "fault %d", fault);
    }
    fmpq_clear(exact);
    arb_mat_clear(balls);
    mc_svd_clear(&svd);
    mc_matrix_clear(&A);
}

Test(spectrum, becomes_wide_and_never_wrong_when_a_factor_is_damaged)
{
    int fault;

    for (fault = 0; fault < 4; fault++)
        expect_fault_is_caught(fault);
}

Test(spectrum, refuses_what_is_not_finite)
{
    struct mc_svd svd;
    arb_mat_t A;

    mc_svd_init(&svd);
    arb_mat_init(A, 2, 2);
    arb_mat_one(A);
    arb_indeterminate(arb_mat_entry(A, 1, 0));
    cr_expect(mc_svd_enclose(&svd, A, -1, 100) == MC_BAD_INPUT);
    cr_expect(svd.values == 0 && svd.kept == 0);
    arb_mat_clear(A);
    mc_svd_clear(&svd);
}

Test(spectrum, covers_every_matrix_in_the_balls)
{
    struct mc_svd svd;
    arb_mat_t A;
    fmpq_t exact;

    mc_svd_init(&svd);
    arb_mat_init(A, 2, 2);
    arb_mat_one(A);
    arb_set_str(arb_mat_entry(A, 0, 0), "1 +/- 1e-3", 64);
    fmpq_init(exact);
    cr_assert(mc_svd_enclose(&svd, A, -1, 100) == MC_OK);
    fmpq_set_si(exact, 1001, 1000);
    cr_expect(arb_contains_fmpq(svd.sigma, exact));
    fmpq_set_si(exact, 999, 1000);
    cr_expect(arb_contains_fmpq(svd.sigma + 1, exact));
    cr_expect(svd.rank_lo == 2);
    fmpq_clear(exact);
    arb_mat_clear(A);
    mc_svd_clear(&svd);
}

/* Equal rows round alike: the rounding of a rank-two matrix then stays in a space of few
 * dimensions, where no eight orthonormal columns are to be found. */
Test(spectrum, ends_where_rounding_spans_too_little)
{
    static const int p[8] = {4, 2, 2, 4, 0, 0, 1, 1}, r[8] = {0, 0, 0, 0, -2, -2, 4, 4};
    struct mc_svd svd;
    arb_mat_t A;

    mc_svd_init(&svd);
    arb_mat_init(A, 8, 8);
    for (slong i = 0; i < 64; i++) {
        arb_ptr entry = arb_mat_entry(A, i / 8, i % 8);

        arb_set_si(entry, 13 * p[i / 8] * p[i % 8] - 7 * r[i / 8] * r[i % 8]);
        arb_div_ui(entry, entry, 4001, 160);
        arb_get_mid_arb(entry, entry);
    }
    cr_assert(mc_svd_enclose(&svd, A, -1, 150) == MC_OK);
    cr_expect(mag_cmp_2exp_si(arb_radref(svd.sigma), -130) < 0, "sigma_1 is wide");
    cr_expect(svd.rank_lo == 2, "rank >= %ld", (long)svd.rank_lo);
    arb_mat_clear(A);
    mc_svd_clear(&svd);
}

/* alpha belongs to u and beta to v, for wide matrices too; their values differ, because U of one
 * row is a sign. */
Test(spectrum, names_the_defects_of_a_wide_matrix_after_its_own_factors)
{
    static const struct row { slong m, n; } rows[] = {{1, 7}, {2, 9}, {5, 8}, {9, 12}, {7, 3}};
    struct mc_svd svd, again;
    size_t i;

    mc_svd_init(&again);
    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct mc_matrix A;
        char spec[80];

        snprintf(spec, sizeof spec, "gaussian:m=%ld,n=%ld,seed=3", (long)rows[i].m,
                 (long)rows[i].n);
        cr_assert(generate(&A, spec, NULL) == MC_OK);
        mc_svd_init(&svd);
        cr_assert(mc_svd_enclose(&svd, A.dyadic, -1, 60) == MC_OK);
        arb_swap(again.alpha, svd.alpha), arb_swap(again.beta, svd.beta);
        arb_swap(again.eps, svd.eps);
        measure_defects(&svd, A.dyadic, 600);
        cr_expect(arb_ge(again.alpha, svd.alpha) || arb_eq(again.alpha, svd.alpha), "%s: alpha",
                  spec);
        cr_expect(arb_ge(again.beta, svd.beta) || arb_eq(again.beta, svd.beta), "%s: beta",
                  spec);
        cr_expect(arb_ge(again.eps, svd.eps) || arb_eq(again.eps, svd.eps), "%s: eps", spec);
        mc_svd_clear(&svd);
        mc_matrix_clear(&A);
    }
    mc_svd_clear(&again);
}

Test(spectrum, multiplies_matrices_without_columns)
{
    arb_mat_t A;
    arb_t product;

    arb_mat_init(A, 3, 0);
    arb_init(product);
    arb_one(product);
    mc_inner_product(product, A, A, 60);
    cr_expect(arb_is_zero(product));
    arb_mat_clear(A);
    arb_clear(product);
}

Test(spectrum, refuses_an_exact_matrix_with_an_entry_that_is_no_number)
{
    static const double entries[] = {NAN, INFINITY, -INFINITY};
    struct mc_complaint why;
    struct mc_svd svd;
    slong rank;
    size_t i;

    for (i = 0; i < 3; i++) {
        struct mc_matrix A;

        mc_svd_init(&svd);
        mc_matrix_init_dyadic(&A, "A", 2, 2);
        mc_matrix_set_double(&A, 1, 0, entries[i]);
        cr_expect(mc_matrix_rank(&rank, &A) == MC_BAD_INPUT);
        cr_expect(mc_svd_of(&svd, &A, 100) == MC_BAD_INPUT);
        cr_expect(mc_svd_to_digits(&svd, &A, 20, 1000, &why) == MC_BAD_INPUT);
        cr_expect(strcmp(why.text, "an entry is not finite") == 0, "%s", why.text);
        mc_svd_clear(&svd);
        mc_matrix_clear(&A);
    }
}
