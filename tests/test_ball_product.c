// SPDX-License-Identifier: GPL-3.0-or-later
/* Products of balls against exact products of points in them. */
#include <criterion/criterion.h>

#include "muoncheck/product.h"

#define EXACT ARF_PREC_EXACT

/* Rows and columns of very different sizes, some of zeros; radii where asked for. */
static void random_balls(arb_mat_t A, flint_rand_t state, slong bits, int radii)
{
    for (slong i = 0; i < arb_mat_nrows(A); i++)
        for (slong j = 0; j < arb_mat_ncols(A); j++) {
            arb_ptr a = arb_mat_entry(A, i, j);
            arf_randtest(arb_midref(a), state, bits, 10);
            arb_mul_2exp_si(a, a, 40 * (i % 5) - 300 * (j % 3));
            mag_zero(arb_radref(a));
            if (i == 3)
                arb_zero(a);
            if (radii && n_randint(state, 3)) {
                mag_randtest(arb_radref(a), state, 6);
                mag_mul_2exp_si(arb_radref(a), arb_radref(a), -300 * (j % 3) - 20);
            }
        }
}

/* A point of every ball: its middle or an end. */
static void points_of(arb_mat_t P, const arb_mat_t A, flint_rand_t state)
{
    arf_t radius;

    arf_init(radius);
    for (slong i = 0; i < arb_mat_nrows(A); i++)
        for (slong j = 0; j < arb_mat_ncols(A); j++) {
            arf_set_mag(radius, arb_radref(arb_mat_entry(A, i, j)));
            arf_mul_si(radius, radius, (slong)n_randint(state, 3) - 1, EXACT, ARF_RND_DOWN);
            arf_add(radius, radius, arb_midref(arb_mat_entry(A, i, j)), EXACT, ARF_RND_DOWN);
            arb_set_arf(arb_mat_entry(P, i, j), radius);
        }
    arf_clear(radius);
}

static void expect_contains(const arb_mat_t C, const arb_mat_t A, const arb_mat_t B,
                            flint_rand_t state, slong prec)
{
    arb_mat_t P, Q, R;

    arb_mat_init(P, arb_mat_nrows(A), arb_mat_ncols(A));
    arb_mat_init(Q, arb_mat_nrows(B), arb_mat_ncols(B));
    arb_mat_init(R, arb_mat_nrows(C), arb_mat_ncols(C));
    for (int i = 0; i < 3; i++) {
        points_of(P, A, state);
        points_of(Q, B, state);
        arb_mat_mul_classical(R, P, Q, EXACT);
        cr_expect(arb_mat_contains(C, R), "%ld bits", (long)prec);
    }
    arb_mat_clear(P), arb_mat_clear(Q), arb_mat_clear(R);
}

Test(ball_product, contains_the_products_of_points_in_the_balls, .timeout = 200)
{
    static const slong precs[] = {2, 30, 53, 128, 700, EXACT};
    struct mc_product_workspace w;
    flint_rand_t state;
    arb_mat_t A, B, C;

    flint_randinit(state);
    mc_product_workspace_init(&w);
    for (int i = 0; i < 60; i++) {
        slong m = 12 + (slong)n_randint(state, 30), k = 12 + (slong)n_randint(state, 30);
        slong n = 12 + (slong)n_randint(state, 30), prec = precs[i % 6];
        arb_mat_init(A, m, k), arb_mat_init(B, k, n), arb_mat_init(C, m, n);
        random_balls(A, state, 200, i & 1);
        random_balls(B, state, 300, i & 2);
        cr_assert(mc_ball_product(C, A, B, prec, &w) == MC_OK);
        expect_contains(C, A, B, state, prec);
        arb_mat_clear(A), arb_mat_clear(B), arb_mat_clear(C);
    }
    mc_product_workspace_clear(&w);
    flint_randclear(state);
}

/* 2^(1 - prec) 2^(r_i + c_j), all entries being below 1 and above 1/2 in size. */
Test(ball_product, of_points_is_as_narrow_as_it_says_and_exact_on_request)
{
    enum { N = 40, BITS = 400 };
    static const slong precs[] = {60, 128, 500, EXACT};
    struct mc_product_workspace w;
    flint_rand_t state;
    arb_mat_t A, C;
    mag_t bound;

    flint_randinit(state);
    mc_product_workspace_init(&w);
    arb_mat_init(A, N, N), arb_mat_init(C, N, N);
    mag_init(bound);
    for (slong i = 0; i < N * N; i++) {
        arb_ptr a = arb_mat_entry(A, i / N, i % N);
        arb_urandom(a, state, BITS);
        mag_zero(arb_radref(a));
        arb_add_ui(a, a, 1, EXACT);
        arb_mul_2exp_si(a, a, -1);
    }
    for (size_t p = 0; p < sizeof precs / sizeof *precs; p++) {
        cr_assert(mc_ball_product(C, A, A, precs[p], &w) == MC_OK);
        expect_contains(C, A, A, state, precs[p]);
        mag_set_ui_2exp_si(bound, 1, 1 - precs[p]);
        for (slong i = 0; i < N * N; i++) {
            mag_srcptr radius = arb_radref(arb_mat_entry(C, i / N, i % N));
            cr_assert(precs[p] == EXACT ? mag_is_zero(radius) : mag_cmp(radius, bound) <= 0);
        }
    }
    arb_mat_clear(A), arb_mat_clear(C);
    mag_clear(bound);
    mc_product_workspace_clear(&w);
    flint_randclear(state);
}

/* At 2 bits, entries of 9 and a half: all roundings go the same way, and no plane is left out.
 */
Test(ball_product, allows_for_the_rounding_of_its_factors)
{
    enum { N = 20 };
    struct mc_product_workspace w;
    flint_rand_t state;
    arb_mat_t A, C;

    flint_randinit(state);
    mc_product_workspace_init(&w);
    arb_mat_init(A, N, N), arb_mat_init(C, N, N);
    for (slong i = 0; i < N * N; i++)
        arb_set_d(arb_mat_entry(A, i / N, i % N), 0x1p-1 + 0x1p-10);
    cr_assert(mc_ball_product(C, A, A, 2, &w) == MC_OK);
    cr_expect(!mag_is_zero(arb_radref(arb_mat_entry(C, 0, 0))));
    expect_contains(C, A, A, state, 2);
    arb_mat_clear(A), arb_mat_clear(C);
    mc_product_workspace_clear(&w);
    flint_randclear(state);
}

/* One radius in the one factor: it must reach every entry of the row or column, as large as it
 * is. */
Test(ball_product, carries_each_radius_to_where_it_belongs)
{
    enum { N = 20 };
    struct mc_product_workspace w;
    arb_mat_t A, B, C;

    mc_product_workspace_init(&w);
    arb_mat_init(A, N, N), arb_mat_init(B, N, N), arb_mat_init(C, N, N);
    for (slong i = 0; i < N * N; i++) {
        arb_set_si(arb_mat_entry(A, i / N, i % N), 1 + i % 7);
        arb_set_si(arb_mat_entry(B, i / N, i % N), 1 + i % 5);
    }
    for (int side = 0; side < 2; side++) {
        mag_ptr radius = arb_radref(arb_mat_entry(side ? B : A, 4, 9));
        mag_set_ui_2exp_si(radius, 1, -30);
        cr_assert(mc_ball_product(C, A, B, EXACT, &w) == MC_OK);
        for (slong i = 0; i < N; i++)
            for (slong j = 0; j < N; j++) {
                mag_srcptr found = arb_radref(arb_mat_entry(C, i, j));
                slong other = side ? 1 + (i * N + 4) % 7 : 1 + (9 * N + j) % 5;
                cr_assert(mag_is_zero(found) == (side ? j != 9 : i != 4));
                cr_assert(mag_is_zero(found) ||
                          (mag_cmp_2exp_si(found, -30) >= 0 &&
                           mag_get_d(found) >= (double)other * 0x1p-30 &&
                           mag_get_d(found) <= (double)other * 0x1.0001p-30));
            }
        mag_zero(radius);
    }
    arb_mat_clear(A), arb_mat_clear(B), arb_mat_clear(C);
    mc_product_workspace_clear(&w);
}

Test(ball_product, leaves_what_planes_do_not_hold_to_arb)
{
    enum { N = 20 };
    struct mc_product_workspace w;
    arb_mat_t A, C;
    fmpz_t far;

    fmpz_init(far);
    fmpz_one_2exp(far, 80);
    mc_product_workspace_init(&w);
    arb_mat_init(A, N, N), arb_mat_init(C, N, N);
    arb_mat_one(A);
    arf_mul_2exp_fmpz(arb_midref(arb_mat_entry(A, 0, 0)), arb_midref(arb_mat_entry(A, 0, 0)),
                      far);
    cr_assert(mc_ball_product(C, A, A, 100, &w) == MC_OK);
    arb_pow_ui(arb_mat_entry(A, 0, 0), arb_mat_entry(A, 0, 0), 2, 100);
    cr_expect(arb_mat_contains(C, A));
    arb_pos_inf(arb_mat_entry(A, 0, 0));
    cr_assert(mc_ball_product(C, A, A, 100, &w) == MC_OK);
    cr_expect(!arb_is_finite(arb_mat_entry(C, 0, 0)));
    arb_mat_one(A);
    mag_set_ui_2exp_si(arb_radref(arb_mat_entry(A, 1, 2)), 1, 5000);
    cr_assert(mc_ball_product(C, A, A, 100, &w) == MC_OK);
    cr_expect(mag_cmp_2exp_si(arb_radref(arb_mat_entry(C, 1, 2)), 5000) >= 0);
    arb_mat_clear(A), arb_mat_clear(C);
    mc_product_workspace_clear(&w);
    fmpz_clear(far);
}
