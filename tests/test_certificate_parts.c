// SPDX-License-Identifier: GPL-3.0-or-later
/* The parts that certificates rest on, each against exact arithmetic, across block boundaries.
 */
#include <cblas.h>
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "certificate/blocked.h"
#include "certificate/definite.h"
#include "certificate/dense.h"
#include "certificate/polar.h"
#include "certificate/upward.h"
#include "double_matrices.h"
#include "muoncheck/spectrum.h"

enum { PREC = 300 };

static double *random_array(slong count, int spread, unsigned long seed)
{
    double *a = malloc(sizeof(double) * (size_t)count);
    slong i;

    for (i = 0; i < count; i++) {
        seed = seed * 6364136223846793005UL + 1442695040888963407UL;
        a[i] = ldexp((double)(slong)seed, -63 - (int)((seed >> 7) % (unsigned long)spread));
    }
    return a;
}

/* C = A^T B exactly, A k x p, B k x q. */
static void exact_product(arb_mat_t C, const double *A, const double *B, slong k, slong p,
                          slong q)
{
    arb_mat_t a, b;
    slong i;

    arb_mat_init(a, p, k), arb_mat_init(b, k, q);
    for (i = 0; i < k * p; i++)
        arb_set_d(arb_mat_entry(a, i / k, i % k), A[i]);
    for (i = 0; i < k * q; i++)
        arb_set_d(arb_mat_entry(b, i % k, i / k), B[i]);
    arb_mat_mul(C, a, b, 4000);
    arb_mat_clear(a), arb_mat_clear(b);
}

/* ||C - (head + tail)||_F <= error, over the lower triangle only where `lower`. */
static bool is_within(arb_mat_t C, const double *head, const double *tail, double error,
                      bool lower)
{
    slong p = arb_mat_nrows(C), q = arb_mat_ncols(C), i, j;
    arb_t norm, bound;
    bool within;

    for (j = 0; j < q; j++)
        for (i = 0; i < p; i++) {
            arb_ptr c = arb_mat_entry(C, i, j);
            arf_t part;
            arf_init(part);
            arf_set_d(part, head[i + j * p]);
            arb_sub_arf(c, c, part, 4000);
            arf_set_d(part, tail ? tail[i + j * p] : 0);
            arb_sub_arf(c, c, part, 4000);
            if (lower && i < j)
                arb_zero(c);
            arf_clear(part);
        }
    arb_init(norm), arb_init(bound);
    arb_mat_frobenius_norm(norm, C, PREC);
    arb_set_d(bound, error);
    within = arb_le(norm, bound);
    arb_clear(norm), arb_clear(bound);
    return within;
}

static const struct shape {
    slong k, p, q;
    int spread;
} shapes[] = {{1, 1, 1, 3},   {128, 5, 7, 20},    {129, 4, 4, 60}, {300, 260, 3, 2},
              {7, 3, 270, 9}, {257, 12, 12, 900}, {64, 40, 40, 1}};

Test(certificate_parts, products_stay_within_their_bound)
{
    size_t s;

    for (s = 0; s < sizeof shapes / sizeof *shapes; s++) {
        slong k = shapes[s].k, p = shapes[s].p, q = shapes[s].q;
        double *a = random_array(k * p, shapes[s].spread, s), *c = calloc((size_t)(p * q), 8);
        double *b = random_array(k * q, shapes[s].spread, s + 100), error;
        arb_mat_t C;
        arb_mat_init(C, p, q);
        exact_product(C, a, b, k, p, q);
        cr_assert(blocked_product(c, a, b, k, p, q, BLOCKED_ALL, false));
        error = blocked_error_up(k, p, q, 1,
                                 mul_up(dense_norm_up(a, k, p), dense_norm_up(b, k, q)));
        cr_expect(is_within(C, c, NULL, error, false), "shape %zu", s);
        arb_mat_clear(C);
        free(a), free(b), free(c);
    }
}

Test(certificate_parts, a_bound_is_not_satisfied_by_a_product_with_a_corrupted_entry)
{
    double *a = random_array(64 * 8, 1, 3), c[64], error;
    arb_mat_t C;

    arb_mat_init(C, 8, 8);
    exact_product(C, a, a, 64, 8, 8);
    cr_assert(blocked_product(c, a, a, 64, 8, 8, BLOCKED_ALL, false));
    error =
        blocked_error_up(64, 8, 8, 1, mul_up(dense_norm_up(a, 64, 8), dense_norm_up(a, 64, 8)));
    c[17] *= 1 + 0x1p-20;
    cr_expect(!is_within(C, c, NULL, error, false));
    arb_mat_clear(C);
    free(a);
}

static void expect_split(slong k, slong p, slong q, int spread, unsigned long seed)
{
    double *a = random_array(k * p, spread, seed), *b = random_array(k * q, spread, seed + 50);
    double *head = calloc((size_t)(p * q), 8), *tail = calloc((size_t)(p * q), 8), error;
    double *high = calloc((size_t)(k * p), 8), *low = calloc((size_t)(k * p), 8);
    arb_mat_t C;
    slong i;

    arb_mat_init(C, p, q);
    split(high, low, a, k, p);
    for (i = 0; i < k * p; i++)
        cr_assert(high[i] + low[i] == a[i] && fabs(low[i]) <= 0x1p-19);
    exact_product(C, a, b, k, p, q);
    cr_assert(split_product(head, tail, &error, a, b, k, p, q, BLOCKED_ALL));
    cr_expect(is_within(C, head, tail, error, false), "spread %d", spread);
    cr_expect(error <= 0x1p-60 * (double)(k * k * p * q), "%a is no better than one product",
              error);
    if (p == q) {
        exact_product(C, a, a, k, p, p);
        cr_assert(split_product(head, tail, &error, a, a, k, p, p, BLOCKED_LOWER));
        cr_expect(is_within(C, head, tail, error, true), "lower, spread %d", spread);
    }
    arb_mat_clear(C);
    free(a), free(b), free(head), free(tail), free(high), free(low);
}

Test(certificate_parts, a_split_product_keeps_its_promise_for_all_sizes_of_entries)
{
    size_t s;

    for (s = 0; s < sizeof shapes / sizeof *shapes; s++)
        expect_split(shapes[s].k, shapes[s].p, shapes[s].q, shapes[s].spread, s);
}

/* The same of half of -G: lambda_min(s I + G) = s. */
static void expect_half_floor(const double *g, slong n, double t)
{
    struct packed half;
    double floor;

    for (int sign = -1; sign <= 1; sign += 2) {
        cr_assert(packed_init(&half, n));
        for (slong i = 0; i < n; i++)
            for (slong j = 0; j <= i; j++)
                *packed_entry(&half, i, j) = -g[i + j * n];
        floor = packed_floor(&half, sign * t);
        cr_expect(floor <= sign * t, "half, n = %ld: lambda_min = %a, not above %a", (long)n,
                  sign * t, floor);
        cr_expect(sign < 0 || floor >= -0x1p-30 || t < 0x1p-30, "half, %a was lost", t);
        packed_clear(&half);
    }
}

/* Singular positive semidefinite integer matrices B^T B, B (n-1) x n, minus t I: lambda_min =
 * -t. */
Test(certificate_parts, cholesky_never_certifies_a_matrix_that_is_not_definite)
{
    slong trial, i, j, k;

    for (trial = 0; trial < 3000; trial++) {
        slong n = 2 + trial % 9;
        double b[100], g[100] = {0}, diagonal[10], t = ldexp(1, -(int)(trial % 70)), floor;
        double *r = random_array((n - 1) * n, 1, (unsigned long)trial);
        for (i = 0; i < (n - 1) * n; i++)
            b[i] = nearbyint(8 * r[i]);
        for (i = 0; i < n; i++)
            for (j = 0; j < n; j++)
                for (k = 0; k < n - 1; k++)
                    g[i + j * n] += b[k + i * (n - 1)] * b[k + j * (n - 1)];
        for (i = 0; i < n; i++)
            diagonal[i] = g[i + i * n];
        expect_half_floor(g, n, t);
        floor = shifted_floor(g, diagonal, n, -t);
        cr_expect(floor <= -t, "trial %ld: lambda_min = -%a, not above %a", (long)trial, t,
                  floor);
        floor = shifted_floor(g, diagonal, n, t);
        cr_expect(floor <= t, "trial %ld: lambda_min = %a, not above %a", (long)trial, t,
                  floor);
        cr_expect(floor >= -0x1p-30 || t < 0x1p-30, "trial %ld: %a was lost", (long)trial, t);
        free(r);
    }
}

Test(certificate_parts, cholesky_refuses_what_is_no_number)
{
    double g[] = {1, 0x1p1000, 0, 1}, h[] = {0x1p-1070, 1, 1, 1}, diagonal[] = {1, 1};
    double tiny[] = {0x1p-1070, 1};

    cr_expect(shifted_floor(g, diagonal, 2, 0) == -INFINITY);
    cr_expect(shifted_floor(h, tiny, 2, 0) == -INFINITY);
    diagonal[1] = NAN;
    h[1] = 0;
    cr_expect(shifted_floor(h, diagonal, 2, 0) == -INFINITY);
}

/* G += B^T B and B B^T of small integers, in two calls, entry by entry and on a vector: exact. */
static void expect_packed(slong n, slong count, bool tall)
{
    double *b = random_array(n * count, 1, (unsigned long)(n + count)), x[40], y[40];
    struct packed G;
    slong i, j, k, step = tall ? 1 : n, other = tall ? count : 1;

    for (i = 0; i < n * count; i++)
        b[i] = nearbyint(8 * b[i]);
    for (i = 0; i < n; i++)
        x[i] = (double)(i % 5 - 2);
    cr_assert(packed_init(&G, n));
    packed_add_gram(&G, b, count, tall, true);
    packed_add_gram(&G, b, count, tall, false);
    packed_apply(y, &G, x);
    for (i = 0; i < n; i++) {
        double sum = 0;

        for (j = 0; j < n; j++) {
            double g = 0;

            for (k = 0; k < count; k++)
                g += 2 * b[k * step + i * other] * b[k * step + j * other];
            sum += g * x[j];
            cr_expect(j > i || *packed_entry(&G, i, j) == g, "n = %ld: (%ld, %ld)", (long)n,
                      (long)i, (long)j);
        }
        cr_expect(y[i] == sum, "n = %ld: G x at %ld", (long)n, (long)i);
    }
    packed_clear(&G);
    free(b);
}

Test(certificate_parts, half_a_matrix_holds_all_of_it)
{
    for (slong n = 1; n <= 34; n++) {
        expect_packed(n, 1 + n % 7, true);
        expect_packed(n, 1 + n % 7, false);
    }
}

/* The bounds hold for the array that is handed in, whatever happened to one of its entries. */
Test(certificate_parts, eigenvalues_are_bounded_of_the_array_as_it_is)
{
    slong trial, i, m, n;

    for (trial = 0; trial < 200; trial++) {
        double *a = double_matrix_new(&m, &n, 8 * (trial % 7) * 7 + trial % 3), *g, x[16],
               t, from;
        struct packed half;
        struct mc_svd svd;
        arb_mat_t G;
        arb_t bound;
        g = calloc((size_t)(n * n), sizeof(double));
        cblas_dgemm(CblasColMajor, CblasTrans, CblasNoTrans, (int)n, (int)n, (int)m, 1, a,
                    (int)m, a, (int)m, 0, g, (int)n);
        g[(trial % n) * (n + 1)] *= 1 + 0.25 * (double)(trial % 4);
        for (i = 0; i < n * n; i++)
            g[i / n + (i % n) * n] = g[i];
        arb_mat_init(G, n, n);
        arb_init(bound);
        mc_svd_init(&svd);
        for (i = 0; i < n * n; i++)
            arb_set_d(arb_mat_entry(G, i % n, i / n), g[i]);
        cr_assert(mc_svd_enclose(&svd, G, -1, PREC) == MC_OK);
        cr_assert(packed_init(&half, n));
        for (i = 0; i < n * n; i++)
            if (i % n >= i / n)
                *packed_entry(&half, i % n, i / n) = g[i];
        t = lanczos(x, &half, 0x1p-20) * (1 + 0x1p-20);
        arb_set_d(bound, up(t - packed_floor(&half, t)));
        cr_expect(arb_ge(bound, svd.sigma), "trial %ld", (long)trial);
        packed_clear(&half);
        for (i = 0; i < n * n; i++)
            g[i] = arf_get_d(arb_midref(arb_mat_entry(G, i % n, i / n)), ARF_RND_NEAR);
        cr_assert(least_eigenvalue(&from, g, n));
        if (from > 0) {
            arb_set_d(bound, from);
            cr_expect(arb_le(bound, svd.sigma + n - 1), "trial %ld", (long)trial);
        }
        mc_svd_clear(&svd);
        arb_mat_clear(G);
        arb_clear(bound);
        free(a), free(g);
    }
}

/* out = (M + sign M^T) / 2 - c I, exactly. */
static void exact_part(arb_mat_t out, const double *M, slong n, int sign, slong c)
{
    arb_t x;
    slong i;

    arb_init(x);
    for (i = 0; i < n * n; i++) {
        arb_ptr entry = arb_mat_entry(out, i % n, i / n);

        arb_set_d(entry, M[i]);
        arb_set_d(x, M[i % n * n + i / n]);
        arb_addmul_si(entry, x, sign, 4000);
        arb_mul_2exp_si(entry, entry, -1);
        arb_sub_si(entry, entry, i % n == i / n ? c : 0, 4000);
    }
    arb_clear(x);
}

/* exact <= bound <= exact (1 + 2^-30). */
static void expect_sharp(const arb_mat_t exact, double bound, const char *what, slong n)
{
    arb_t norm, limit;

    arb_init(norm), arb_init(limit);
    arb_mat_frobenius_norm(norm, exact, 4000);
    arb_set_d(limit, bound);
    cr_expect(arb_le(norm, limit), "%s, n = %ld: less than the norm", what, (long)n);
    arb_set_d(limit, bound * (1 - 0x1p-30));
    cr_expect(arb_ge(norm, limit), "%s, n = %ld: far from the norm", what, (long)n);
    arb_clear(norm), arb_clear(limit);
}

Test(certificate_parts, norms_of_both_parts_and_of_a_defect_are_sharp_upper_bounds)
{
    static const slong sizes[] = {1, 2, 3, 7, 8, 9, 40, 130};
    size_t s;

    for (s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        slong n = sizes[s], i;
        double *M = random_array(n * n, 3, (unsigned long)n);
        struct two_parts parts;
        arb_mat_t exact;

        arb_mat_init(exact, n, n);
        exact_part(exact, M, n, -1, 0);
        parts = split_parts(M, n);
        if (n > 1)
            expect_sharp(exact, parts.skew, "skew", n);
        mirror_lower(M, n);
        exact_part(exact, M, n, 1, 0);
        cr_expect(parts.sym >= dense_norm_down(M, n, n), "n = %ld", (long)n);
        for (i = 0; i < n * n; i++)
            cr_expect(M[i] == M[i % n * n + i / n]);
        exact_part(exact, M, n, 1, 1);
        expect_sharp(exact, lower_defect_up(M, n), "defect", n);
        arb_mat_clear(exact);
        free(M);
    }
}

static double distance(double defect, double skew, double normal, double least)
{
    struct polar_residuals r = {defect, skew, normal, least};

    return polar_distance_up(&r);
}

Test(certificate_parts, lemmas_decide_nothing_beyond_their_domain)
{
    cr_expect(polar_defect_up(1) == INFINITY && polar_defect_up(NAN) == INFINITY);
    cr_expect(distance(1, 0, 0, 9) == INFINITY && distance(NAN, 0, 0, 9) == INFINITY);
    cr_expect(distance(0, 1, 0, 1) == INFINITY && distance(0, 0, 1, 0.5) == INFINITY);
    cr_expect(distance(0, NAN, 0, 1) == INFINITY && distance(0, 0, 0, NAN) == INFINITY);
    cr_expect(distance(0, 0, NAN, 1) == INFINITY && distance(0, 0, 0, INFINITY) == INFINITY);
    cr_expect(distance(0, 0, 0, -1) == INFINITY && distance(0, 0, 0, 0) == INFINITY);
    cr_expect(distance(0, 3, 4, 10) >= 10.0 / 15 && distance(0, 3, 4, 10) < 0.667);
    cr_expect(gamma_up(0x1p51) == INFINITY && gamma_up(1) >= UNIT / (1 - UNIT));
}
