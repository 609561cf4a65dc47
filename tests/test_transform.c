// SPDX-License-Identifier: GPL-3.0-or-later
/* U S^p V^T against exactly known factors: the distance is within the radius, and the radius is
 * small. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "generator/rational_svd.h"
#include "muoncheck/number.h"
#include "muoncheck/transform.h"
#include "transform/radius.h"

/* out = U S^p V^T from the exact factors, at a precision far above the one under test. */
static void true_transform(arb_mat_t out, const struct rational_svd *truth, const fmpq_t p)
{
    const slong prec = 2000;
    slong k = fmpq_mat_ncols(truth->u), i, j;
    arb_mat_t U, V, Vt;
    arb_t s;

    arb_mat_init(U, fmpq_mat_nrows(truth->u), k);
    arb_mat_init(V, fmpq_mat_nrows(truth->v), k);
    arb_mat_init(Vt, k, fmpq_mat_nrows(truth->v));
    arb_init(s);
    arb_mat_set_fmpq_mat(U, truth->u, prec);
    arb_mat_set_fmpq_mat(V, truth->v, prec);
    for (j = 0; j < k; j++) {
        mc_rational_enclose(s, fmpq_mat_entry(truth->s, j, j), prec);
        if (!arb_is_zero(s) && fmpq_is_zero(p))
            arb_one(s);
        else
            mc_power(s, s, p, prec);
        for (i = 0; i < arb_mat_nrows(U); i++)
            arb_mul(arb_mat_entry(U, i, j), arb_mat_entry(U, i, j), s, prec);
    }
    arb_mat_transpose(Vt, V);
    arb_mat_mul(out, U, Vt, prec);
    arb_mat_clear(U);
    arb_mat_clear(V);
    arb_mat_clear(Vt);
    arb_clear(s);
}

static void expect_transform(const char *spec, const char *power, const char *limit)
{
    struct mc_matrix A;
    struct mc_svd svd;
    struct rational_svd truth;
    struct mc_complaint why;
    arb_mat_t balls, out, exact;
    arb_t radius, off;
    fmpq_t p;

    cr_assert(generate(&A, spec, &why) == MC_OK, "%s: %s", spec, why.text);
    cr_assert(rational_svd_init(&truth, spec, &why) == MC_OK);
    arb_mat_init(balls, A.rows, A.cols);
    arb_mat_init(out, A.rows, A.cols);
    arb_mat_init(exact, A.rows, A.cols);
    arb_init(radius), arb_init(off);
    fmpq_init(p);
    mc_svd_init(&svd);
    cr_assert(mc_rational_parse(p, power, NULL) == MC_OK);
    mc_matrix_enclose(balls, &A, 220);
    cr_assert(mc_svd_of(&svd, &A, 200) == MC_OK);
    cr_assert(mc_transform_power(out, radius, &svd, balls, p, 200) == MC_OK, "%s", spec);
    true_transform(exact, &truth, p);
    arb_mat_sub(out, out, exact, 2000);
    arb_mat_frobenius_norm(off, out, 200);
    cr_expect(arb_le(off, radius), "%s p = %s: outside its radius", spec, power);
    arb_set_str(off, limit, 64);
    cr_expect(arb_lt(radius, off), "%s p = %s: the radius is not below %s", spec, power, limit);
    arb_mat_clear(balls), arb_mat_clear(out), arb_mat_clear(exact);
    arb_clear(radius), arb_clear(off);
    fmpq_clear(p);
    rational_svd_clear(&truth);
    mc_svd_clear(&svd);
    mc_matrix_clear(&A);
}

Test(transform, lies_within_its_radius_of_the_truth_for_many_powers_and_spectra)
{
    static const char *const powers[] = {"0", "1/4", "1/2", "1", "3/2", "3"};
    static const char *const spectra[] = {"geometric", "clustered", "one-small", "one-large",
                                          "power-law", "arithmetic"};
    char spec[160];
    slong i, k;

    for (i = 0; i < 18; i++)
        for (k = 0; k < 6; k++) {
            slong m = 1 + (5 * i) % 9, n = 1 + (7 * i + 2) % 8, least = m < n ? m : n;
            snprintf(spec, sizeof spec,
                     "rational-svd:m=%ld,n=%ld,seed=%ld,spectrum=%s,rank=%ld", m, n, i,
                     spectra[i % 6], i % 3 ? least : least - least / 2);
            expect_transform(spec, powers[k], "1e-45");
        }
}

Test(transform, of_the_zero_matrix_is_zero_for_every_power)
{
    expect_transform("rational-svd:m=3,n=4,seed=1,spectrum=[0,0,0]", "0", "1e-300");
    expect_transform("rational-svd:m=3,n=4,seed=1,spectrum=[0,0,0]", "1/2", "1e-300");
}

/* While the rank is open, p = 0 is refused and 0 < p < 1 keeps a radius that shrinks like delta^p. */
Test(transform, needs_a_rank_for_the_polar_factor_alone)
{
    struct mc_svd svd;
    arb_mat_t A, out;
    arb_t radius, limit;
    fmpq_t p;

    mc_svd_init(&svd);
    arb_mat_init(A, 2, 2), arb_mat_init(out, 2, 2);
    arb_init(radius), arb_init(limit);
    fmpq_init(p);
    arb_one(arb_mat_entry(A, 0, 0));
    arb_set_str(arb_mat_entry(A, 1, 1), "0 +/- 1e-40", 64);
    cr_assert(mc_svd_enclose(&svd, A, -1, 200) == MC_OK);
    cr_expect(mc_transform_power(out, radius, &svd, A, p, 200) == MC_NOT_DECIDED);
    cr_expect(!arb_is_finite(radius) && arb_mat_is_zero(out));
    fmpq_set_si(p, 1, 2);
    cr_expect(mc_transform_power(out, radius, &svd, A, p, 200) == MC_OK);
    arb_set_str(limit, "1e-20", 64);
    cr_expect(arb_ge(radius, limit), "sqrt(1e-40) is one of the transforms it has to cover");
    arb_mul_ui(limit, limit, 10, 64);
    cr_expect(arb_lt(radius, limit));
    mc_svd_clear(&svd);
    arb_mat_clear(A), arb_mat_clear(out);
    arb_clear(radius), arb_clear(limit);
    fmpq_clear(p);
}

/* [[1,1],[0,1]], p = 1/2, to 25 digits; (O^T O)^2 = A^T A was checked with them. */
Test(transform, knows_the_jordan_block)
{
    struct mc_complaint why;
    struct mc_matrix A;
    struct mc_svd svd;
    arb_mat_t balls, out;
    arb_t radius, value;
    fmpq_t p;

    mc_svd_init(&svd);
    cr_assert(generate(&A, "jordan:n=2,scale=1", &why) == MC_OK);
    arb_mat_init(balls, 2, 2), arb_mat_init(out, 2, 2);
    arb_init(radius), arb_init(value);
    fmpq_init(p);
    fmpq_set_si(p, 1, 2);
    mc_matrix_enclose(balls, &A, 200);
    cr_assert(mc_svd_of(&svd, &A, 200) == MC_OK);
    cr_assert(mc_transform_power(out, radius, &svd, balls, p, 200) == MC_OK);
    arb_set_str(value, "0.7031551685082858569741145 +/- 1e-24", 200);
    cr_expect(arb_overlaps(value, arb_mat_entry(out, 0, 1)));
    arb_set_str(value, "-0.2172868967516401787912507 +/- 1e-24", 200);
    cr_expect(arb_overlaps(value, arb_mat_entry(out, 1, 0)));
    mc_svd_clear(&svd);
    mc_matrix_clear(&A);
    arb_mat_clear(balls), arb_mat_clear(out);
    arb_clear(radius), arb_clear(value);
    fmpq_clear(p);
}

Test(transform, refuses_negative_powers)
{
    struct mc_svd svd;
    arb_mat_t A, out;
    arb_t radius;
    fmpq_t p;

    mc_svd_init(&svd);
    arb_mat_init(A, 2, 2);
    arb_mat_init(out, 2, 2);
    arb_init(radius);
    fmpq_init(p);
    arb_mat_one(A);
    arb_set_d(arb_mat_entry(A, 0, 1), 0.5);
    fmpq_set_si(p, -2, 1);
    cr_assert(mc_svd_enclose(&svd, A, -1, 100) == MC_OK);
    cr_expect(mc_transform_power(out, radius, &svd, A, p, 100) == MC_BAD_INPUT);
    cr_expect(arb_mat_is_zero(out) && !arb_is_finite(radius));
    mc_svd_clear(&svd);
    arb_mat_clear(A);
    arb_mat_clear(out);
    arb_clear(radius);
    fmpq_clear(p);
}

static void expect_bound(const arb_t bound, double exact, const char *what)
{
    arb_t limit;

    arb_init(limit);
    arb_set_d(limit, exact);
    cr_expect(arb_ge(bound, limit), "%s: below the formula", what);
    mag_set_ui_2exp_si(arb_radref(limit), 1, -40);
    cr_expect(arb_overlaps(bound, limit), "%s: not the formula", what);
    arb_clear(limit);
}

/* alpha sqrt(1 + beta) + beta, s_1 turn + eps, L delta + max f turn + rounding; 0 inf = 0. */
Test(transform, forms_every_part_of_the_radius_as_its_formula_says)
{
    arb_t L, delta, largest, turn, rounding, radius;
    struct mc_svd svd;

    mc_svd_init(&svd);
    arb_init(L), arb_init(delta), arb_init(largest);
    arb_init(turn), arb_init(rounding), arb_init(radius);
    svd.values = svd.kept = 1;
    svd.s = _arb_vec_init(1);
    svd.sigma = _arb_vec_init(1);
    arb_set_d(svd.alpha, 0.75), arb_set_d(svd.beta, 0.5625);
    arb_set_d(svd.eps, 0.25), arb_set_d(svd.s, 2);
    radius_turn(turn, &svd, 100);
    expect_bound(turn, 0.75 * 1.25 + 0.5625, "turn");
    radius_delta(delta, &svd, turn, 100);
    expect_bound(delta, 2 * 1.5 + 0.25, "delta");
    arb_set_d(L, 2), arb_set_d(delta, 3), arb_set_d(largest, 5);
    arb_set_d(turn, 7), arb_set_d(rounding, 11);
    radius_sum(radius, L, delta, largest, turn, rounding, 100);
    expect_bound(radius, 2 * 3 + 5 * 7 + 11, "radius");
    arb_pos_inf(L);
    radius_sum(radius, L, delta, largest, turn, rounding, 100);
    cr_expect(!arb_is_finite(radius));
    arb_zero(delta);
    radius_sum(radius, L, delta, largest, turn, rounding, 100);
    expect_bound(radius, 5 * 7 + 11, "radius without distance");
    arb_one(svd.beta);
    radius_turn(turn, &svd, 100);
    cr_expect(!arb_is_finite(turn), "a defect of 1 leaves no polar factor");
    mc_svd_clear(&svd);
    arb_clear(L), arb_clear(delta), arb_clear(largest);
    arb_clear(turn), arb_clear(rounding), arb_clear(radius);
}
