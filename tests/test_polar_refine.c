// SPDX-License-Identifier: GPL-3.0-or-later
/* The refined polar factor against the SVD at three times the bits; faults planted in it. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

#include "certificate/polar_refine.h"
#include "generator/generator.h"
#include "muoncheck/certificate.h"
#include "muoncheck/spectrum.h"
#include "muoncheck/transform.h"
#include "product/planes.h"

static const char *const inputs[] = {
    "gaussian:m=24,n=24,seed=1",
    "gaussian:m=9,n=9,seed=2,scale=1048576",
    "gaussian:m=40,n=11,seed=3",
    "gaussian:m=10,n=30,seed=4,scale=1/1024",
    "gaussian:m=6,n=1,seed=5",
    "prescribed:m=16,n=16,seed=6,spectrum=geometric,cond=10000000",
    "prescribed:m=30,n=12,seed=7,spectrum=geometric,cond=1000000",
    "prescribed:m=12,n=20,seed=8,spectrum=clustered,cond=1000",
    "prescribed:m=18,n=18,seed=9,spectrum=clustered,cond=100000",
    "orthogonal:n=14,seed=10",
    "minij:n=20",
};

/* The matrix as exact balls of 300 bits. */
static void midpoints(arb_mat_t out, const char *spec)
{
    struct mc_matrix A;

    cr_assert(generate(&A, spec, NULL) == MC_OK, "%s", spec);
    arb_mat_init(out, A.rows, A.cols);
    mc_matrix_enclose(out, &A, 300);
    arb_mat_get_mid(out, out);
    mc_matrix_clear(&A);
}

/* ||P - polar(A)||_F, an enclosure, by the SVD at `prec` bits. */
static void distance(arb_t out, const arb_mat_t P, const arb_mat_t A, slong prec)
{
    struct mc_svd svd;
    arb_mat_t truth;
    arb_t radius;
    fmpq_t zero;

    mc_svd_init(&svd);
    arb_mat_init(truth, arb_mat_nrows(A), arb_mat_ncols(A));
    arb_init(radius);
    fmpq_init(zero);
    cr_assert(mc_svd_enclose(&svd, A, -1, prec) == MC_OK);
    cr_assert(mc_transform_power(truth, radius, &svd, A, zero, prec) == MC_OK);
    arb_mat_sub(truth, truth, P, prec);
    mc_frobenius_norm(out, truth, prec);
    arb_add_error(out, radius);
    mc_svd_clear(&svd);
    arb_mat_clear(truth);
    arb_clear(radius);
    fmpq_clear(zero);
}

static void expect_refined(const char *spec, slong bits)
{
    arb_mat_t A, P;
    arb_t radius, off, limit;

    midpoints(A, spec);
    arb_mat_init(P, arb_mat_nrows(A), arb_mat_ncols(A));
    arb_init(radius), arb_init(off), arb_init(limit);
    cr_assert(mc_polar_refine(P, radius, A, bits) == MC_OK, "%s, %ld bits", spec, (long)bits);
    distance(off, P, A, 3 * bits + 200);
    cr_expect(!arb_gt(off, radius) && arb_is_finite(off), "%s, %ld bits: beyond its radius", spec,
              (long)bits);
    arb_set_ui(limit, 1);
    arb_mul_2exp_si(limit, limit, 12 - bits);
    cr_expect(arb_le(radius, limit), "%s, %ld bits: a wide radius", spec, (long)bits);
    arb_mat_clear(A), arb_mat_clear(P);
    arb_clear(radius), arb_clear(off), arb_clear(limit);
}

Test(polar_refine, lies_within_a_narrow_radius_for_every_shape_and_spectrum)
{
    static const slong bits[] = {64, 128, 300, 600};

    for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++)
        for (size_t b = 0; b < sizeof bits / sizeof *bits; b++)
            expect_refined(inputs[i], bits[b]);
}

Test(polar_refine, declines_what_doubles_cannot_start)
{
    static const char *const hard[] = {
        "rational-svd:m=9,n=9,seed=1,spectrum=[3,2,1,1,1,1,1,1,0]",
        "prescribed:m=10,n=10,seed=2,spectrum=geometric,cond=10000000000000",
        "hilbert:n=12",
        "zero:m=3,n=3",
    };
    arb_mat_t A, P;
    arb_t radius;

    arb_init(radius);
    for (size_t i = 0; i < sizeof hard / sizeof *hard; i++) {
        midpoints(A, hard[i]);
        arb_mat_init(P, arb_mat_nrows(A), arb_mat_ncols(A));
        cr_expect(mc_polar_refine(P, radius, A, 128) == MC_NOT_DECIDED, "%s", hard[i]);
        cr_expect(arb_mat_is_zero(P) && arf_is_pos_inf(arb_midref(radius)), "%s", hard[i]);
        arb_mat_clear(A), arb_mat_clear(P);
    }
    midpoints(A, inputs[0]);
    arb_mat_init(P, arb_mat_nrows(A), arb_mat_ncols(A));
    cr_expect(mc_polar_refine(P, radius, A, 5000) == MC_NOT_DECIDED);
    arb_indeterminate(arb_mat_entry(A, 3, 2));
    cr_expect(mc_polar_refine(P, radius, A, 128) == MC_BAD_INPUT);
    arb_mat_clear(A), arb_mat_clear(P);
    arb_clear(radius);
}

/* One radius: the factor of the matrix at the end of the ball must be within. */
Test(polar_refine, a_radius_of_one_entry_widens_the_radius_enough)
{
    for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++)
        for (slong e = -60; e <= -20; e += 20) {
            arb_mat_t A, P;
            arb_t radius, off;
            enum mc_status status;

            midpoints(A, inputs[i]);
            arb_mat_init(P, arb_mat_nrows(A), arb_mat_ncols(A));
            arb_init(radius), arb_init(off);
            arb_mul_2exp_si(off, arb_mat_entry(A, 0, 0), e);
            arb_add_error(arb_mat_entry(A, 0, 0), off);
            status = mc_polar_refine(P, radius, A, 128);
            cr_expect(status == MC_OK || (status == MC_NOT_DECIDED && !arb_is_finite(radius)));
            arb_add(arb_mat_entry(A, 0, 0), arb_mat_entry(A, 0, 0), off, 400);
            arb_mat_get_mid(A, A);
            distance(off, P, A, 400);
            cr_expect(status != MC_OK || !arb_gt(off, radius), "%s, 2^%ld", inputs[i], (long)e);
            arb_mat_clear(A), arb_mat_clear(P);
            arb_clear(radius), arb_clear(off);
        }
}

/* The bound of what Y holds, residuals taken from Y as it is; square A. */
static double bound_of(struct refinement *r)
{
    struct polar_residuals found;

    cr_assert(mc_planes_multiply(&r->M, &r->Y, MC_TRANSPOSED, &r->A, MC_PLAIN, r->unit,
                                 &r->workspace) == MC_OK);
    cr_assert(mc_planes_gram(&r->E, &r->Y, r->unit, &r->workspace) == MC_OK);
    cr_assert(planes_from_identity(&r->E) == MC_OK);
    refinement_read(r);
    cr_assert(refinement_residuals(&found, r));
    return polar_distance_up(&found);
}

static void state_init(struct refinement *r, const arb_mat_t A, const arb_mat_t P)
{
    slong n = arb_mat_nrows(A);

    *r = (struct refinement){.m = n, .n = n, .unit = -240};
    mc_planes_init(&r->A), mc_planes_init(&r->Y), mc_planes_init(&r->M), mc_planes_init(&r->E);
    mc_product_workspace_init(&r->workspace);
    r->k = malloc(sizeof(double) * (size_t)(4 * n * n));
    r->e = r->k + n * n;
    r->s = r->e + n * n;
    r->z = r->s + n * n;
    cr_assert(mc_planes_set(&r->A, A, -312) == MC_OK && mc_planes_set(&r->Y, P, -240) == MC_OK);
}

static void state_clear(struct refinement *r)
{
    mc_planes_clear(&r->A), mc_planes_clear(&r->Y), mc_planes_clear(&r->M);
    mc_planes_clear(&r->E);
    mc_product_workspace_clear(&r->workspace);
    free(r->k);
}

/* Y as it stands in the planes lies within its bound, or there is none. */
static void expect_bound(struct refinement *r, const arb_mat_t A, const char *what, slong plane)
{
    double bound = bound_of(r);
    arb_mat_t P;
    arb_t off, most;

    arb_mat_init(P, r->n, r->n);
    arb_init(off), arb_init(most);
    mc_planes_get(P, &r->Y);
    distance(off, P, A, 700);
    arb_set_d(most, bound < INFINITY ? bound : 0);
    cr_expect(!(bound < INFINITY) || arb_le(off, most), "%s, plane %ld: beyond the bound", what,
              (long)plane);
    arb_mat_clear(P);
    arb_clear(off), arb_clear(most);
}

Test(polar_refine, one_wrong_digit_of_y_makes_the_bound_wider_never_wrong)
{
    static const char *const square[] = {
        "gaussian:m=12,n=12,seed=11",
        "prescribed:m=10,n=10,seed=12,spectrum=geometric,cond=100000",
    };

    for (size_t i = 0; i < 2; i++) {
        struct refinement r;
        arb_mat_t A, P;
        arb_t radius;
        double honest;

        midpoints(A, square[i]);
        arb_mat_init(P, arb_mat_nrows(A), arb_mat_ncols(A));
        arb_init(radius);
        cr_assert(mc_polar_refine(P, radius, A, 200) == MC_OK);
        state_init(&r, A, P);
        honest = bound_of(&r);
        cr_expect(honest < 0x1p-180, "%s: %g", square[i], honest);
        expect_bound(&r, A, square[i], -1);
        for (slong k = 0; k < r.Y.count; k++) {
            float *digit = r.Y.digits + k * r.n * r.n + (7 * k + 5) % (r.n * r.n), before = *digit;

            *digit = before > 0 ? before - 4000 : before + 4000;
            cr_expect(k == 0 || bound_of(&r) > honest, "%s, plane %ld: not wider", square[i],
                      (long)k);
            expect_bound(&r, A, square[i], k);
            *digit = before;
        }
        state_clear(&r);
        arb_mat_clear(A), arb_mat_clear(P);
        arb_clear(radius);
    }
}

/* One entry of what Cholesky is given: where S is not positive there is no bound. */
Test(polar_refine, one_wrong_entry_of_s_leaves_it_undecided)
{
    struct refinement r;
    struct polar_residuals found;
    arb_mat_t A, P;
    arb_t radius;

    midpoints(A, "gaussian:m=12,n=12,seed=11");
    arb_mat_init(P, 12, 12);
    arb_init(radius);
    cr_assert(mc_polar_refine(P, radius, A, 200) == MC_OK);
    state_init(&r, A, P);
    cr_expect(bound_of(&r) < INFINITY);
    r.s[5 + 3 * 12] = r.s[3 + 5 * 12] = 1e6;
    cr_assert(refinement_residuals(&found, &r));
    cr_expect(!(found.least > 0) && !(polar_distance_up(&found) < INFINITY));
    state_clear(&r);
    arb_mat_clear(A), arb_mat_clear(P);
    arb_clear(radius);
}
