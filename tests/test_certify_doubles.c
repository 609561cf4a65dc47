// SPDX-License-Identifier: GPL-3.0-or-later
/* Each effort in doubles against balls of 40 digits, for good and for faulty outputs; the image of a
 * table against balls. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

#include "certify/doubles.h"
#include "certify/wanted.h"
#include "generator/generator.h"
#include "muoncheck/certificate.h"
#include "muoncheck/certify.h"
#include "muoncheck/spectrum.h"

enum { PREC = 300 };

static void generate_doubles(struct mc_matrix *A, const char *spec)
{
    struct mc_matrix exact;
    arb_mat_t balls;
    slong i, j;

    cr_assert(generate(&exact, spec, NULL) == MC_OK, "%s", spec);
    arb_mat_init(balls, exact.rows, exact.cols);
    mc_matrix_enclose(balls, &exact, 64);
    mc_matrix_init_dyadic(A, spec, exact.rows, exact.cols);
    for (i = 0; i < A->rows; i++)
        for (j = 0; j < A->cols; j++)
            mc_matrix_set_double(A, i, j,
                                 arf_get_d(arb_midref(arb_mat_entry(balls, i, j)), ARF_RND_NEAR));
    arb_mat_clear(balls);
    mc_matrix_clear(&exact);
}

static double *column_major(const struct mc_matrix *A)
{
    double *a = malloc(sizeof(double) * (size_t)(A->rows * A->cols));
    slong i;

    for (i = 0; i < A->rows * A->cols; i++)
        a[i] = arf_get_d(arb_midref(arb_mat_entry(A->dyadic, i % A->rows, i / A->rows)),
                         ARF_RND_NEAR);
    return a;
}

/* The polar factor, rounded to float where `coarse`. */
static void set_polar(struct mc_matrix *Y, const struct mc_matrix *X, bool coarse)
{
    slong m = X->rows, n = X->cols, i;
    double *x = column_major(X), *y = malloc(sizeof(double) * (size_t)(m * n));
    arb_t radius;

    arb_init(radius);
    cr_assert(mc_double_polar_factor(y, radius, x, m, n) == MC_OK, "%s", X->name);
    mc_matrix_init_dyadic(Y, "y", m, n);
    for (i = 0; i < m * n; i++)
        mc_matrix_set_double(Y, i % m, i / m, coarse ? (double)(float)y[i] : y[i]);
    arb_clear(radius);
    free(x);
    free(y);
}

static void certify(struct mc_certified *found, const struct mc_matrix *X,
                    const struct mc_matrix *Y, slong digits)
{
    struct mc_certify_options options;

    mc_certify_options_init(&options);
    mc_certified_init(found);
    options.digits = digits;
    cr_assert(mc_certify(found, X, Y, &options, NULL) == MC_OK, "%s", X->name);
    mc_certify_options_clear(&options);
}

static void hold(const arb_t fast, const arb_t slow, const char *what, const char *name,
                 slong digits)
{
    cr_expect(arb_contains(fast, slow), "%s, %ld digits: %s is missed", name, (long)digits, what);
}

static void hold_efforts_to_balls(const struct mc_matrix *X, const struct mc_matrix *Y)
{
    static const slong digits[] = {3, 6, 10};
    struct mc_certified slow, fast;

    certify(&slow, X, Y, 40);
    for (size_t i = 0; i < 3; i++) {
        certify(&fast, X, Y, digits[i]);
        cr_expect(fast.bits == 64 && fast.rank == slow.rank, "%s: %ld bits", X->name,
                  (long)fast.bits);
        hold(fast.spectral, slow.spectral, "spectral", X->name, digits[i]);
        hold(fast.frobenius, slow.frobenius, "frobenius", X->name, digits[i]);
        hold(fast.orthogonality, slow.orthogonality, "orthogonality", X->name, digits[i]);
        hold(fast.residual, slow.residual, "residual", X->name, digits[i]);
        hold(fast.psd_residual, slow.psd_residual, "psd residual", X->name, digits[i]);
        hold(fast.dual_gap, slow.dual_gap, "dual gap", X->name, digits[i]);
        hold(fast.bound_violation, slow.bound_violation, "violation", X->name, digits[i]);
        mc_certified_clear(&fast);
    }
    mc_certified_clear(&slow);
}

static const char *const inputs[] = {
    "gaussian:m=24,n=24,seed=1",
    "gaussian:m=40,n=9,seed=3",
    "gaussian:m=9,n=40,seed=5,scale=1024",
    "prescribed:m=20,n=20,seed=2,spectrum=geometric,cond=100000",
    "prescribed:m=30,n=12,seed=4,spectrum=clustered,cond=1000",
    "orthogonal:n=16,seed=6",
};

Test(certify_doubles, every_effort_contains_what_balls_say)
{
    for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++)
        for (int coarse = 0; coarse < 2; coarse++) {
            struct mc_matrix X, Y;

            generate_doubles(&X, inputs[i]);
            set_polar(&Y, &X, coarse);
            hold_efforts_to_balls(&X, &Y);
            mc_matrix_clear(&X);
            mc_matrix_clear(&Y);
        }
}

Test(certify_doubles, one_wrong_entry_makes_no_enclosure_miss)
{
    static const double faults[] = {0x1p-30, 0x1p-12, 0.03125, 1, -40};

    for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++)
        for (size_t k = 0; k < sizeof faults / sizeof *faults; k++) {
            struct mc_matrix X, Y;
            slong row, col;

            generate_doubles(&X, inputs[i]);
            set_polar(&Y, &X, false);
            row = (slong)(3 * k + 1) % Y.rows;
            col = (slong)(5 * i + k) % Y.cols;
            mc_matrix_set_double(&Y, row, col,
                                 faults[k] + arf_get_d(arb_midref(arb_mat_entry(Y.dyadic, row,
                                                                               col)),
                                                       ARF_RND_NEAR));
            hold_efforts_to_balls(&X, &Y);
            mc_matrix_clear(&X);
            mc_matrix_clear(&Y);
        }
}

static enum mc_verdict decided(slong *bits, const struct mc_matrix *X, const struct mc_matrix *Y,
                               const char *most)
{
    struct mc_certify_options options;
    struct mc_certified found;
    enum mc_verdict verdict;

    mc_certify_options_init(&options);
    mc_certified_init(&found);
    options.digits = 3;
    options.has_most = true;
    cr_assert(mc_rational_parse(options.most, most, NULL) == MC_OK);
    cr_assert(mc_certify(&found, X, Y, &options, NULL) == MC_OK);
    verdict = found.verdict;
    *bits = found.bits;
    mc_certified_clear(&found);
    mc_certify_options_clear(&options);
    return verdict;
}

Test(certify_doubles, takes_as_much_effort_as_a_verdict_wants)
{
    struct mc_matrix X, Y;
    slong bits;

    generate_doubles(&X, inputs[0]);
    set_polar(&Y, &X, true);
    cr_expect(decided(&bits, &X, &Y, "1/100") == MC_PROVED && bits == 64);
    cr_expect(decided(&bits, &X, &Y, "1e-9") == MC_REFUTED && bits == 64);
    cr_expect(decided(&bits, &X, &Y, "1e-6") == MC_PROVED && bits == 64);
    mc_matrix_clear(&Y);
    set_polar(&Y, &X, false);
    /* Beyond doubles: Y is within 10^-15 of the factor or so, and not within 10^-19. */
    cr_expect(decided(&bits, &X, &Y, "1e-19") == MC_REFUTED && bits > 64, "%ld", (long)bits);
    mc_matrix_clear(&X);
    mc_matrix_clear(&Y);
}

/* ||image - exact||_F, an enclosure. */
static void image_error(arb_t out, const double *image, const arb_mat_t exact)
{
    slong m = arb_mat_nrows(exact), n = arb_mat_ncols(exact), i;
    arb_mat_t off;

    arb_mat_init(off, m, n);
    for (i = 0; i < m * n; i++)
        arb_set_d(arb_mat_entry(off, i % m, i / m), image[i]);
    arb_mat_sub(off, off, exact, PREC);
    mc_frobenius_norm(out, off, PREC);
    arb_mat_clear(off);
}

static void hold_image(const char *spec, const char *name, slong steps)
{
    struct mc_matrix X;
    struct mc_table table;
    arb_mat_t balls, exact;
    double *a, *image, error = -1;
    arb_t off, bound;

    generate_doubles(&X, spec);
    a = column_major(&X);
    image = malloc(sizeof(double) * (size_t)(X.rows * X.cols));
    mc_table_init(&table);
    cr_assert(mc_table_read(&table, name, NULL) == MC_OK);
    arb_mat_init(balls, X.rows, X.cols);
    arb_mat_init(exact, X.rows, X.cols);
    arb_init(off);
    arb_init(bound);
    mc_matrix_enclose(balls, &X, PREC);
    table_image(exact, balls, &table, steps, PREC);
    cr_assert(table_image_in_doubles(image, &error, a, X.rows, X.cols, &table, steps), "%s, %s, %ld steps", spec, name, (long)steps);
    image_error(off, image, exact);
    arb_set_d(bound, error);
    cr_expect(arb_le(off, bound), "%s, %s, %ld steps: beyond its error", spec, name, (long)steps);
    cr_expect(error < 1e-6, "%s, %s, %ld steps: error %g", spec, name, (long)steps, error);
    image[0] += 3 * error;
    image_error(off, image, exact);
    cr_expect(!arb_le(off, bound), "%s: a wrong entry is within", spec);
    arb_mat_clear(balls);
    arb_mat_clear(exact);
    arb_clear(off);
    arb_clear(bound);
    mc_table_clear(&table);
    mc_matrix_clear(&X);
    free(a);
    free(image);
}

Test(certify_doubles, the_image_of_a_table_lies_within_its_error)
{
    static const char *const tables[] = {"keller", "polar-express", "ns5",
                                         "ns7"};
    static const slong steps[] = {0, 1, 2, 5, 8};

    for (size_t k = 0; k < sizeof tables / sizeof *tables; k++)
        for (size_t s = 0; s < sizeof steps / sizeof *steps; s++) {
            hold_image("gaussian:m=20,n=20,seed=7", tables[k], steps[s]);
            hold_image("gaussian:m=150,n=4,seed=8,scale=65536", tables[k], steps[s]);
            hold_image("prescribed:m=12,n=7,seed=9,spectrum=geometric,cond=1000", tables[k],
                       steps[s]);
        }
}
