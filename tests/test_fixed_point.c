// SPDX-License-Identifier: GPL-3.0-or-later
/* The certificate of the fixed-point way, with faults injected into what it is made of: it is
 * refused, or it still holds. */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "generator/rational_svd.h"
#include "spectrum/fixed_point.h"
#include "spectrum/fixed_point_state.h"
#include "spectrum/refine.h"

enum { ROWS = 12, COLUMNS = 9, PREC = 150, UNIT = -200 };

/* What fixed_point.c has when it has converged, V made by Jacobi rotations, F and H being
 * nothing, or a turn that is still to be made. */
struct bench {
    struct fixed_point f;
    arb_mat_t v;
    struct mc_matrix A;
    struct mc_svd svd;
};

/* W, G and V^T V of V. */
static void multiply_all(struct fixed_point *f)
{
    struct mc_product_workspace *w = &f->workspace;

    cr_assert(mc_planes_multiply(&f->W, &f->A, MC_PLAIN, &f->V, MC_PLAIN, UNIT, w) == MC_OK);
    cr_assert(mc_planes_gram(&f->G, &f->W, UNIT, w) == MC_OK);
    cr_assert(mc_planes_gram(&f->S, &f->V, UNIT, w) == MC_OK);
}

static void read_all(struct fixed_point *f)
{
    f->read = 1;
    mc_planes_get(f->g, &f->G);
    mc_planes_get(f->s, &f->S);
    arb_mat_neg(f->s, f->s);
    for (slong i = 0; i < f->n; i++)
        arb_add_ui(arb_mat_entry(f->s, i, i), arb_mat_entry(f->s, i, i), 1, ARF_PREC_EXACT);
}

/* The kept columns are the longest. */
static void rank_columns(struct fixed_point *f)
{
    for (slong j = 0; j < f->n; j++) {
        f->rank[j] = 0;
        for (slong i = 0; i < f->n; i++) {
            int order = arf_cmp(arb_midref(arb_mat_entry(f->g, i, i)),
                                arb_midref(arb_mat_entry(f->g, j, j)));
            f->rank[j] += order > 0 || (order == 0 && i < j);
        }
        f->order[f->rank[j]] = j;
    }
}

static void solve(struct bench *b)
{
    arb_mat_t W;

    arb_mat_init(W, ROWS, COLUMNS);
    arb_mat_one(b->v);
    refine(b->v, W, b->A.dyadic, 250);
    cr_assert(mc_planes_set(&b->f.A, b->A.dyadic, -180) == MC_OK);
    cr_assert(mc_planes_set(&b->f.V, b->v, UNIT) == MC_OK);
    multiply_all(&b->f);
    read_all(&b->f);
    rank_columns(&b->f);
    arb_mat_clear(W);
}

static void bench_open(struct bench *b, slong kept)
{
    struct fixed_point *f = &b->f;
    arb_mat_t none;

    *f = (struct fixed_point){.m = ROWS,
                              .n = COLUMNS,
                              .wanted = kept,
                              .unit = UNIT,
                              .kept = kept,
                              .v_from = UNIT,
                              .w_from = UNIT,
                              .one_turn = 1};
    f->scale = calloc(3 * COLUMNS, sizeof(slong));
    f->order = f->scale + COLUMNS;
    f->rank = f->order + COLUMNS;
    cr_assert(generate(&b->A, "gaussian:m=12,n=9,seed=5,scale=1/32", NULL) == MC_OK);
    arb_mat_init(b->v, COLUMNS, COLUMNS), arb_mat_init(f->g, COLUMNS, COLUMNS);
    arb_mat_init(f->s, COLUMNS, COLUMNS), arb_mat_init(none, COLUMNS, COLUMNS);
    cr_assert(mc_planes_set(&f->F, none, UNIT) == MC_OK);
    mc_svd_init(&b->svd);
    b->svd.rows = ROWS;
    b->svd.cols = b->svd.values = COLUMNS;
    b->svd.s = _arb_vec_init(COLUMNS);
    b->svd.sigma = _arb_vec_init(COLUMNS);
    solve(b);
    arb_mat_clear(none);
}

static void bench_close(struct bench *b)
{
    struct mc_planes *planes[] = {&b->f.A, &b->f.V, &b->f.W, &b->f.G,
                                  &b->f.S, &b->f.F, &b->f.H};

    for (size_t i = 0; i < sizeof planes / sizeof *planes; i++)
        mc_planes_clear(planes[i]);
    mc_product_workspace_clear(&b->f.workspace);
    free(b->f.scale);
    arb_mat_clear(b->v), arb_mat_clear(b->f.g), arb_mat_clear(b->f.s);
    mc_svd_clear(&b->svd);
    mc_matrix_clear(&b->A);
}

/* Does the certificate hold when everything is measured? */
static int right(struct bench *b)
{
    arb_t alpha, beta, eps;
    int fine;

    arb_init(alpha), arb_init(beta), arb_init(eps);
    arb_swap(alpha, b->svd.alpha), arb_swap(beta, b->svd.beta), arb_swap(eps, b->svd.eps);
    measure_defects(&b->svd, b->A.dyadic, 1000);
    fine = arb_ge(alpha, b->svd.alpha) && arb_ge(beta, b->svd.beta) && arb_ge(eps, b->svd.eps);
    arb_clear(alpha), arb_clear(beta), arb_clear(eps);
    return fine;
}

static int refused_or_right(struct bench *b)
{
    return !fixed_point_bounds(&b->svd, &b->f, b->A.dyadic, PREC) || right(b);
}

Test(fixed_point, certifies_what_is_not_damaged)
{
    struct bench b;
    slong kept;

    bench_open(&b, COLUMNS);
    cr_expect(fixed_point_bounds(&b.svd, &b.f, b.A.dyadic, PREC));
    cr_expect(refused_or_right(&b));
    bench_close(&b);
    for (kept = 0; kept < COLUMNS; kept++) {
        bench_open(&b, kept);
        cr_expect(!fixed_point_bounds(&b.svd, &b.f, b.A.dyadic, PREC), "%ld columns",
                  (long)kept);
        bench_close(&b);
    }
}

/* M += 2^UNIT (1, -1, or against the sign of M's entry), entry by entry. */
static void shift(arb_mat_t M, int how)
{
    arb_t unit;

    arb_init(unit);
    for (slong i = 0; i < arb_mat_nrows(M); i++)
        for (slong j = 0; j < arb_mat_ncols(M); j++) {
            int sign = how ? how : -arf_sgn(arb_midref(arb_mat_entry(M, i, j)));

            arb_set_si(unit, sign);
            arb_mul_2exp_si(unit, unit, UNIT);
            arb_add(arb_mat_entry(M, i, j), arb_mat_entry(M, i, j), unit, ARF_PREC_EXACT);
        }
    arb_clear(unit);
}

/* The bounds cover errors of 2^unit in every entry of W, of G and of S; U is rounded
 * finely enough for these errors to be the largest. */
Test(fixed_point, holds_with_every_error_that_its_contract_allows)
{
    enum { FINE = 185 };
    struct bench b;
    arb_mat_t W;

    arb_mat_init(W, ROWS, COLUMNS);
    for (int which = 0; which < 3; which++)
        for (int how = -1; how <= 1; how++) {
            bench_open(&b, COLUMNS);
            cr_assert(mc_planes_set(&b.f.V, b.v, which ? UNIT + 5 : UNIT - 60) == MC_OK);
            multiply_all(&b.f);
            if (which == 0) {
                mc_planes_get(W, &b.f.W);
                shift(W, how);
                cr_assert(mc_planes_set(&b.f.W, W, UNIT - 60) == MC_OK);
                cr_assert(mc_planes_gram(&b.f.G, &b.f.W, UNIT - 60, &b.f.workspace) == MC_OK);
            }
            read_all(&b.f);
            if (which)
                shift(which == 1 ? b.f.g : b.f.s, how);
            cr_expect(fixed_point_bounds(&b.svd, &b.f, b.A.dyadic, FINE), "%d %d", which, how);
            cr_expect(right(&b), "%d %d", which, how);
            bench_close(&b);
        }
    arb_mat_clear(W);
}

/* As much for the roundings e_V and e_W of the turn itself. */
Test(fixed_point, holds_with_every_error_that_a_turn_may_have)
{
    enum { FINE = 185 };
    struct bench b;
    arb_mat_t V, W;

    arb_mat_init(V, COLUMNS, COLUMNS);
    arb_mat_init(W, ROWS, COLUMNS);
    for (int which = 0; which < 2; which++)
        for (int how = -1; how <= 1; how++) {
            bench_open(&b, COLUMNS);
            cr_assert(mc_planes_set(&b.f.V, b.v, UNIT - 60) == MC_OK);
            multiply_all(&b.f);
            read_all(&b.f);
            mc_planes_get(V, &b.f.V);
            mc_planes_get(W, &b.f.W);
            shift(which ? W : V, how);
            cr_assert(mc_planes_set(&b.f.V, V, UNIT - 60) == MC_OK);
            cr_assert(mc_planes_set(&b.f.W, W, UNIT - 60) == MC_OK);
            cr_expect(fixed_point_bounds(&b.svd, &b.f, b.A.dyadic, FINE), "%d %d", which, how);
            cr_expect(right(&b), "%d %d", which, how);
            bench_close(&b);
        }
    arb_mat_clear(V);
    arb_mat_clear(W);
}

/* What H makes of the kept columns with those that are not is in no bound. */
Test(fixed_point, refuses_a_turn_with_columns_that_are_not_kept)
{
    struct bench b;
    arb_mat_t H;

    for (int damaged = 0; damaged < 4; damaged++) {
        bench_open(&b, COLUMNS - 1);
        for (slong i = 0; i < ROWS; i++)
            arb_set(arb_mat_entry(b.A.dyadic, i, 4), arb_mat_entry(b.A.dyadic, i, 0));
        solve(&b);
        arb_mat_init(H, COLUMNS, COLUMNS);
        if (damaged)
            arb_set_d(arb_mat_entry(H, b.f.order[damaged == 2 ? 0 : COLUMNS - 1],
                                    b.f.order[damaged == 1 ? 0 : COLUMNS - 1]), 0x1p-40);
        cr_assert(mc_planes_set(&b.f.H, H, UNIT) == MC_OK);
        b.f.one_turn = 0;
        cr_expect(fixed_point_bounds(&b.svd, &b.f, b.A.dyadic, PREC) == !damaged, "%d",
                  damaged);
        arb_mat_clear(H);
        bench_close(&b);
    }
}

/* A column that is a copy but for 2^-150 leaves a column of W that is left out and not zero. */
Test(fixed_point, counts_the_columns_that_are_left_out)
{
    struct bench b;
    arb_t little;
    slong i;

    arb_init(little);
    arb_one(little);
    arb_mul_2exp_si(little, little, -150);
    bench_open(&b, COLUMNS - 1);
    for (i = 0; i < ROWS; i++)
        arb_set(arb_mat_entry(b.A.dyadic, i, 4), arb_mat_entry(b.A.dyadic, i, 0));
    arb_add(arb_mat_entry(b.A.dyadic, 3, 4), arb_mat_entry(b.A.dyadic, 3, 4), little, 400);
    solve(&b);
    cr_expect(fixed_point_bounds(&b.svd, &b.f, b.A.dyadic, PREC));
    cr_expect(arf_cmpabs_2exp_si(arb_midref(b.svd.eps), -156) > 0, "eps is below ||W_9||");
    cr_expect(right(&b));
    bench_close(&b);
    arb_clear(little);
}

/* One digit of one plane, in planes from the lowest to the leading one. */
Test(fixed_point, is_never_wrong_with_a_damaged_digit_of_a_plane)
{
    static const double faults[] = {1, -1, 4096, 0x1p22};
    struct bench b;

    bench_open(&b, COLUMNS);
    for (int which = 0; which < 5; which++) {
        struct mc_planes *P =
            (struct mc_planes *[]){&b.f.A, &b.f.V, &b.f.W, &b.f.G, &b.f.S}[which];
        slong count = P->rows * P->cols * P->count;

        for (slong at = which; at < count; at += 7)
            for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
                double kept = P->digits[at];

                P->digits[at] = kept + faults[i];
                read_all(&b.f);
                cr_expect(refused_or_right(&b), "matrix %d, digit %ld, off by %g", which,
                          (long)at, faults[i]);
                P->digits[at] = kept;
            }
    }
    bench_close(&b);
}

/* The numbers that are read from the planes, one entry off by 2^e. */
Test(fixed_point, is_never_wrong_with_a_damaged_number)
{
    struct bench b;
    arb_t fault;

    arb_init(fault);
    bench_open(&b, COLUMNS);
    for (int which = 0; which < 2; which++)
        for (slong at = 0; at < COLUMNS * COLUMNS; at += 4)
            for (slong e = UNIT - 20; e < 2; e += 13) {
                arb_mat_struct *M = (arb_mat_struct *[]){b.f.g, b.f.s}[which];

                arb_set_si(fault, at % 2 ? 1 : -1);
                arb_mul_2exp_si(fault, fault, e);
                arb_add(M->entries + at, M->entries + at, fault, ARF_PREC_EXACT);
                cr_expect(refused_or_right(&b), "matrix %d, entry %ld, off by 2^%ld", which,
                          (long)at, (long)e);
                read_all(&b.f);
            }
    bench_close(&b);
    arb_clear(fault);
}

enum { TURNED = 120, ROUGH = 54 };

/* What fixed_point.c has in its last round, from a V that is good to 5/6 of `prec` bits, with
 * multiple and small values: `how` 0 before the turn is in planes, 1 before it is made, 2 after
 * it. */
static void turned_open(struct bench *b, struct turn *t, int how, slong prec)
{
    const struct limits limits = {prec == ROUGH ? 150 : prec - 1, prec / 2 + 10};
    struct fixed_point *f = &b->f;
    struct mc_matrix rational;
    arb_mat_t W;

    *b = (struct bench){.f = {.m = ROWS, .n = COLUMNS, .wanted = COLUMNS}};
    cr_assert(generate(&rational,
                       prec == ROUGH ? "rational-svd:m=12,n=9,seed=3,scale=1/4,"
                                       "spectrum=[1,1,1,1/3,1/3,1/5,1/7,1/9,1/9]"
                                     : "rational-svd:m=12,n=9,seed=3,scale=1/4,"
                                       "spectrum=[1,1,1,1/3,1/3,1/3,1e-6,1e-6,1e-9]",
                       NULL) == MC_OK);
    arb_mat_init(W, ROWS, COLUMNS);
    mc_matrix_enclose(W, &rational, 150);
    mc_matrix_init_midpoints(&b->A, "midpoints", W);
    mc_matrix_clear(&rational);
    f->scale = calloc(3 * COLUMNS, sizeof(slong));
    f->length = calloc(COLUMNS, sizeof(double));
    f->order = f->scale + COLUMNS;
    f->rank = f->order + COLUMNS;
    arb_mat_init(b->v, COLUMNS, COLUMNS), arb_mat_init(f->g, COLUMNS, COLUMNS);
    arb_mat_init(f->s, COLUMNS, COLUMNS);
    mc_svd_init(&b->svd);
    b->svd.rows = ROWS;
    b->svd.cols = b->svd.values = COLUMNS;
    b->svd.s = _arb_vec_init(COLUMNS);
    b->svd.sigma = _arb_vec_init(COLUMNS);
    arb_mat_one(b->v);
    refine(b->v, W, b->A.dyadic, prec * 5 / 6);
    cr_assert(mc_planes_set(&f->V, b->v, -144) == MC_OK);
    cr_assert(fixed_point_measure(f, b->A.dyadic, 190) == MC_OK);
    cr_assert(turn_init(t, f, &limits));
    f->kept = COLUMNS;
    if (how > 0)
        cr_assert(turn_planes(f, t, 1, 1) == MC_OK);
    if (how > 1)
        cr_assert(turn_apply(f, 1) == MC_OK);
    arb_mat_clear(W);
}

static void turned_close(struct bench *b, struct turn *t)
{
    free(b->f.length);
    mc_planes_clear(&b->f.product);
    mc_planes_clear(&b->f.sum);
    turn_clear(t);
    bench_close(b);
}

static int turned_fine(struct bench *b, slong prec)
{
    b->f.read = 0;
    return fixed_point_bounds(&b->svd, &b->f, b->A.dyadic, prec);
}

Test(fixed_point, certifies_a_turn_that_it_has_not_measured)
{
    struct bench b;
    struct turn t;

    turned_open(&b, &t, 2, TURNED);
    cr_expect(b.f.scale[b.f.order[COLUMNS - 1]] > 20 && !b.f.one_turn && t.left > 0);
    cr_expect(turned_fine(&b, TURNED));
    cr_expect(right(&b));
    turned_close(&b, &t);
}

/* The second order of a turn is what its bounds are made of when it is large. */
Test(fixed_point, bounds_the_second_order_of_a_turn)
{
    struct bench b;
    struct turn t;

    turned_open(&b, &t, 2, ROUGH);
    cr_expect(t.size > 0x1p-60);
    cr_expect(turned_fine(&b, ROUGH + 26));
    cr_expect(right(&b));
    turned_close(&b, &t);
}

/* One digit of F or of H, before they turn anything and after it. */
Test(fixed_point, is_never_wrong_with_a_damaged_entry_of_a_turn)
{
    static const double faults[] = {1, -4096, 0x1p22};
    struct bench b;
    struct turn t;
    slong refused = 0;

    for (int how = 1; how <= 2; how++)
        for (int which = 0; which < 2; which++)
            for (slong at = which; at < COLUMNS * COLUMNS; at += 5)
                for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
                    struct mc_planes *P;

                    turned_open(&b, &t, how, TURNED);
                    P = which ? &b.f.H : &b.f.F;
                    P->digits[((slong)i * 2 % P->count) * COLUMNS * COLUMNS + at] += faults[i];
                    if (how == 1)
                        cr_assert(turn_apply(&b.f, 1) == MC_OK);
                    if (!turned_fine(&b, TURNED))
                        refused++;
                    else
                        cr_expect(right(&b), "%d %d, entry %ld, off by %g", how, which,
                                  (long)at, faults[i]);
                    turned_close(&b, &t);
                }
    cr_expect(refused > 0);
}

/* A pair that is taken for a block, or is torn out of one: the boundary of a cluster. */
Test(fixed_point, is_never_wrong_with_a_wrong_boundary_of_a_cluster)
{
    struct bench b;
    struct turn t;

    for (slong j = 1; j < COLUMNS; j++)
        for (slong i = 0; i < j; i++) {
            turned_open(&b, &t, 0, TURNED);
            t.kind[i + j * COLUMNS] =
                t.kind[i + j * COLUMNS] == PAIR_TURN ? PAIR_LEFT : PAIR_TURN;
            cr_assert(turn_planes(&b.f, &t, 1, 1) == MC_OK && turn_apply(&b.f, 1) == MC_OK);
            cr_expect(!turned_fine(&b, TURNED) || right(&b), "%ld %ld", (long)i, (long)j);
            turned_close(&b, &t);
        }
}

/* Columns that are said not to count, though they do. */
Test(fixed_point, is_never_wrong_when_it_leaves_out_too_much)
{
    struct bench b;
    struct turn t;

    for (slong kept = 0; kept < COLUMNS; kept++) {
        turned_open(&b, &t, 0, TURNED);
        b.f.kept = kept;
        cr_assert(turn_planes(&b.f, &t, 1, 1) == MC_OK && turn_apply(&b.f, 1) == MC_OK);
        cr_expect(!turned_fine(&b, TURNED), "%ld columns", (long)kept);
        turned_close(&b, &t);
    }
}

/* Multiple values, clusters as narrow as 2^-40 of a double's resolution, noise columns: the
 * fast way takes them, and what it says is right. */
Test(fixed_point, takes_clusters_multiple_values_and_ranks)
{
    static const char *const specs[] = {
        "rational-svd:m=24,n=20,seed=1,spectrum=clustered",
        "rational-svd:m=20,n=20,seed=2,spectrum=one-large,cond=2",
        "rational-svd:m=20,n=16,seed=3,spectrum=rank-deficient",
        "rational-svd:m=16,n=16,seed=4,spectrum=[3,3,3,3,2,2,2,2,1,1,1,1,1,1,1,1]",
        ("rational-svd:m=12,n=9,seed=5,spectrum=[1000000000000000000001e-21,1,1,1,1,1/2,1/2,1/"
         "3,1/3]"),
    };
    size_t i;

    for (i = 0; i < sizeof specs / sizeof specs[0]; i++) {
        struct mc_matrix A;
        struct mc_svd svd;
        struct rational_svd truth;
        struct mc_complaint why;
        arb_mat_t balls;
        slong k, rank;

        cr_assert(generate(&A, specs[i], &why) == MC_OK, "%s", why.text);
        cr_assert(rational_svd_init(&truth, specs[i], &why) == MC_OK);
        cr_assert(mc_matrix_rank(&rank, &A) == MC_OK);
        arb_mat_init(balls, A.rows, A.cols);
        mc_matrix_enclose(balls, &A, 300);
        mc_svd_init(&svd);
        svd.rows = A.rows, svd.cols = A.cols, svd.values = A.cols;
        svd.s = _arb_vec_init(A.cols);
        svd.sigma = _arb_vec_init(A.cols);
        arb_mat_scalar_mul_2exp_si(balls, balls, -2);
        cr_expect(fixed_point_svd(&svd, balls, rank, 256 + 64 * (slong)(i / 5)),
                  "%s: not the fast way", specs[i]);
        enclose_values(&svd, rank, 280);
        for (k = 0; k < rank; k++) {
            arb_mul_2exp_si(svd.sigma + k, svd.sigma + k, 2);
            cr_expect(arb_contains_fmpq(svd.sigma + k, fmpq_mat_entry(truth.s, k, k)),
                      "%s: sigma_%ld", specs[i], (long)k + 1);
        }
        rational_svd_clear(&truth);
        arb_mat_clear(balls);
        mc_svd_clear(&svd);
        mc_matrix_clear(&A);
    }
}
