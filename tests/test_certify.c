// SPDX-License-Identifier: GPL-3.0-or-later
/* Errors and metrics of Y = U K V^T against X = U S V^T, both rational, where all are known. */
#include <criterion/criterion.h>
#include <math.h>

#include "certify/functional.h"
#include "generator/rational_svd.h"
#include "muoncheck/certify.h"

enum { VALUES = 3 };

/* core: K, in halves. */
struct pair {
    struct mc_matrix x, y;
};

static void set_product(struct mc_matrix *A, const struct rational_svd *truth,
                        const slong *halves)
{
    slong k = fmpq_mat_ncols(truth->u), j;
    fmpq_mat_t core, vt, left;

    mc_matrix_init_rational(A, "A", fmpq_mat_nrows(truth->u), fmpq_mat_nrows(truth->v));
    fmpq_mat_init(core, k, k);
    fmpq_mat_init(vt, k, A->cols);
    fmpq_mat_init(left, A->rows, k);
    for (j = 0; j < k; j++)
        fmpq_set_si(fmpq_mat_entry(core, j, j), halves[j], 2);
    fmpq_mat_transpose(vt, truth->v);
    fmpq_mat_mul(left, truth->u, core);
    fmpq_mat_mul(A->rational, left, vt);
    fmpq_mat_clear(core);
    fmpq_mat_clear(vt);
    fmpq_mat_clear(left);
}

static void pair_init(struct pair *pair, const char *shape, const slong *s, const slong *k)
{
    struct rational_svd truth;

    cr_assert(rational_svd_init(&truth, shape, NULL) == MC_OK, "%s", shape);
    set_product(&pair->x, &truth, s);
    set_product(&pair->y, &truth, k);
    rational_svd_clear(&truth);
}

static void pair_clear(struct pair *pair)
{
    mc_matrix_clear(&pair->x);
    mc_matrix_clear(&pair->y);
}

/* `digits` decimals: the ball contains a number whose double is `value`, and is narrow. */
static void expect_near(const arb_t x, double value, double width, const char *what)
{
    arb_t truth;

    arb_init(truth);
    arb_set_d(truth, value);
    mag_set_d(arb_radref(truth), 8 * 0x1p-52 * (fabs(value) + 0x1p-100));
    cr_expect(arb_overlaps(x, truth), "%s: not %.17g", what, value);
    cr_expect(mag_get_d(arb_radref(x)) <= width, "%s: radius %g", what,
              mag_get_d(arb_radref(x)));
    arb_clear(truth);
}

static const slong cores[][2][VALUES] = {
    {{8, 4, 2}, {2, 2, 2}},    {{8, 4, 2}, {3, 2, 1}},   {{8, 4, 2}, {-2, 2, -1}},
    {{2, 2, 2}, {2, 3, 2}},    {{8, 4, 0}, {2, 2, 0}},   {{8, 4, 0}, {2, 1, 6}},
    {{8, 0, 0}, {3, -2, 5}},   {{8, 0, 0}, {2, 1, -1}},  {{8, 4, 2}, {0, 0, 0}},
};
static const char *const shapes[] = {
    "rational-svd:m=3,n=3,seed=1,spectrum=[3,2,1]",
    "rational-svd:m=5,n=3,seed=2,spectrum=[3,2,1]",
    "rational-svd:m=3,n=7,seed=3,spectrum=[3,2,1]",
};

struct truth {
    double spectral, frobenius, orthogonality, residual, psd, gap, violation;
};

/* The kernels between are as large as the last singular vectors of a square X, or larger. */
static struct truth truth_of(const slong s2[VALUES], const slong k2[VALUES])
{
    struct truth t = {0};
    double size = 0, nuclear = 0, negative = 0, positive = 0;

    for (int i = 0; i < VALUES; i++) {
        double s = (double)s2[i] / 2, k = (double)k2[i] / 2;
        double off = s > 0 ? fabs(k - 1) : fmax(fabs(k) - 1, 0);

        t.spectral = fmax(t.spectral, off);
        t.frobenius = hypot(t.frobenius, off);
        t.orthogonality = hypot(t.orthogonality, (k * k - 1) / sqrt(VALUES));
        t.residual = hypot(t.residual, (k * k - 1) * s);
        size = hypot(size, s);
        nuclear += s;
        t.gap += s - s * k;
        negative = hypot(negative, fmin(s * k, 0));
        positive = hypot(positive, fmax(s * k, 0));
        t.violation = fmax(t.violation, fabs(k) - 1);
    }
    t.residual /= size;
    t.gap /= nuclear;
    t.psd = negative / positive;
    return t;
}

static void hold_to_truth(const char *shape, size_t which, slong digits, double width)
{
    struct truth truth = truth_of(cores[which][0], cores[which][1]);
    struct mc_certify_options options;
    struct mc_certified found;
    struct pair pair;

    pair_init(&pair, shape, cores[which][0], cores[which][1]);
    mc_certify_options_init(&options);
    mc_certified_init(&found);
    options.digits = digits;
    cr_assert(mc_certify(&found, &pair.x, &pair.y, &options, NULL) == MC_OK, "%s %zu", shape,
              which);
    expect_near(found.spectral, truth.spectral, width, "spectral");
    expect_near(found.frobenius, truth.frobenius, width, "frobenius");
    expect_near(found.orthogonality, truth.orthogonality, width, "orthogonality");
    expect_near(found.residual, truth.residual, width, "residual");
    expect_near(found.dual_gap, truth.gap, width, "dual gap");
    expect_near(found.bound_violation, truth.violation, width, "bound violation");
    if (isfinite(truth.psd))
        expect_near(found.psd_residual, truth.psd, 64 * width, "psd residual");
    mc_certified_clear(&found);
    mc_certify_options_clear(&options);
    pair_clear(&pair);
}

Test(certify, encloses_error_and_metrics_of_known_cores)
{
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        for (size_t j = 0; j < sizeof cores / sizeof *cores; j++)
            hold_to_truth(shapes[i], j, 10, 0x1p-26);
}

Test(certify, gives_sixty_digits_when_they_are_asked_for)
{
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        for (size_t j = 0; j < sizeof cores / sizeof *cores; j++)
            hold_to_truth(shapes[i], j, 60, 0x1p-150);
}

/* Y - T = [0 g; 0 c] for X = diag(1, 0): whatever C does, the error is at least |g|. */
Test(certify, keeps_the_spectral_distance_from_a_set_between_its_bounds)
{
    struct mc_certify_options options;
    struct mc_certified found;
    struct mc_matrix x, y;

    mc_matrix_init_dyadic(&x, "x", 2, 2);
    mc_matrix_init_dyadic(&y, "y", 2, 2);
    mc_matrix_set_double(&x, 0, 0, 1);
    mc_matrix_set_double(&y, 0, 0, 1);
    mc_matrix_set_double(&y, 0, 1, 0.5);
    mc_matrix_set_double(&y, 1, 1, 1.5);
    mc_certify_options_init(&options);
    mc_certified_init(&found);
    cr_assert(mc_certify(&found, &x, &y, &options, NULL) == MC_OK);
    /* C = 1 leaves [0 1/2; 0 1/2], of norm sqrt(1/2); every C has 1.5 - C >= 1/2 below 1/2. */
    expect_near(found.frobenius, sqrt(0.5), 0x1p-40, "frobenius");
    cr_expect(arb_contains(found.spectral, found.frobenius) ||
                  arb_overlaps(found.spectral, found.frobenius),
              "sqrt(1/2) is not within");
    mc_certified_clear(&found);
    mc_certify_options_clear(&options);
    mc_matrix_clear(&x);
    mc_matrix_clear(&y);
}

static void certify_floats(struct mc_certified *found, const char *x, const char *y,
                           slong digits)
{
    struct mc_certify_options options;
    struct mc_matrix A, B;

    cr_assert(generate(&A, x, NULL) == MC_OK && generate(&B, y, NULL) == MC_OK);
    mc_certify_options_init(&options);
    mc_certified_init(found);
    options.digits = digits;
    cr_assert(mc_certify(found, &A, &B, &options, NULL) == MC_OK);
    mc_certify_options_clear(&options);
    mc_matrix_clear(&A);
    mc_matrix_clear(&B);
}

/* Y is far from a polar factor, so that no metric is zero by accident. */
static void hold_doubles_to_balls(const char *x, const char *y)
{
    struct mc_certified fast, slow;

    certify_floats(&fast, x, y, 10);
    certify_floats(&slow, x, y, 40);
    cr_expect(fast.bits == 64 && slow.bits > 64, "%ld and %ld bits", (long)fast.bits,
              (long)slow.bits);
    cr_expect(arb_contains(fast.spectral, slow.spectral), "%s: spectral", x);
    cr_expect(arb_contains(fast.frobenius, slow.frobenius), "%s: frobenius", x);
    cr_expect(arb_contains(fast.orthogonality, slow.orthogonality), "%s: orthogonality", x);
    cr_expect(arb_contains(fast.residual, slow.residual), "%s: residual", x);
    cr_expect(arb_contains(fast.psd_residual, slow.psd_residual), "%s: psd residual", x);
    cr_expect(arb_contains(fast.dual_gap, slow.dual_gap), "%s: dual gap", x);
    cr_expect(arb_contains(fast.bound_violation, slow.bound_violation), "%s: violation", x);
    cr_expect(arb_rel_accuracy_bits(fast.psd_residual) >= 28 &&
                  arb_rel_accuracy_bits(fast.residual) >= 28,
              "%s: wide", x);
    mc_certified_clear(&fast);
    mc_certified_clear(&slow);
}

Test(certify, encloses_by_doubles_what_balls_enclose_by_more_bits)
{
    hold_doubles_to_balls("gaussian:m=24,n=24,seed=1", "gaussian:m=24,n=24,seed=2");
    hold_doubles_to_balls("gaussian:m=40,n=9,seed=3", "gaussian:m=40,n=9,seed=4,scale=1/8");
    hold_doubles_to_balls("gaussian:m=9,n=40,seed=5,scale=1024", "gaussian:m=9,n=40,seed=6");
}

static enum mc_verdict decided(const char *most, slong k)
{
    const slong s[VALUES] = {8, 4, 2}, core[VALUES] = {2, k, 2};
    struct mc_certify_options options;
    struct mc_certified found;
    enum mc_verdict verdict;
    struct pair pair;

    pair_init(&pair, shapes[1], s, core);
    mc_certify_options_init(&options);
    mc_certified_init(&found);
    options.has_most = true;
    options.max_bits = 256;
    cr_assert(mc_rational_parse(options.most, most, NULL) == MC_OK);
    cr_assert(mc_certify(&found, &pair.x, &pair.y, &options, NULL) != MC_BAD_INPUT);
    verdict = found.verdict;
    mc_certified_clear(&found);
    mc_certify_options_clear(&options);
    pair_clear(&pair);
    return verdict;
}

Test(certify, decides_a_bound_a_hair_from_the_error_and_leaves_a_tie_open)
{
    cr_expect(decided("0.50000000000000000000000000000001", 3) == MC_PROVED);
    cr_expect(decided("0.49999999999999999999999999999999", 3) == MC_REFUTED);
    cr_expect(decided("1/2", 3) == MC_UNDECIDED);
}

Test(certify, refuses_other_shapes_and_negative_powers)
{
    struct mc_certify_options options;
    struct mc_certified found;
    struct mc_matrix x, y;

    mc_matrix_init_dyadic(&x, "x", 2, 3);
    mc_matrix_init_dyadic(&y, "y", 3, 2);
    mc_certify_options_init(&options);
    mc_certified_init(&found);
    cr_expect(mc_certify(&found, &x, &y, &options, NULL) == MC_BAD_INPUT);
    cr_expect(!arb_is_finite(found.spectral) && found.verdict == MC_UNDECIDED);
    fmpq_set_si(options.p, -1, 2);
    cr_expect(mc_certify(&found, &x, &x, &options, NULL) == MC_BAD_INPUT);
    mc_certified_clear(&found);
    mc_certify_options_clear(&options);
    mc_matrix_clear(&x);
    mc_matrix_clear(&y);
}
