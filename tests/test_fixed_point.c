// SPDX-License-Identifier: GPL-3.0-or-later
/* The certificate of the fixed-point way, with faults injected into what it is made of: it is
 * refused, or it still holds. */
#include <criterion/criterion.h>

#include "generator/generator.h"
#include "spectrum/fixed_point_bounds.h"
#include "spectrum/refine.h"

enum { ROWS = 12, COLUMNS = 9, PREC = 150, UNIT = -200 };

/* What fixed_point.c has when it has converged, V made by Jacobi rotations. */
struct bench {
    struct fixed_point f;
    struct mc_matrix A;
    struct mc_svd svd;
};

static void multiply_all(struct fixed_point *f)
{
    struct mc_product_workspace *w = &f->workspace;

    cr_assert(mc_planes_multiply(&f->W, &f->A, MC_PLAIN, &f->V, MC_PLAIN, UNIT, w) == MC_OK);
    cr_assert(mc_planes_gram(&f->G, &f->W, UNIT, w) == MC_OK);
    cr_assert(mc_planes_gram(&f->S, &f->V, UNIT, w) == MC_OK);
}

static void read_all(struct fixed_point *f)
{
    mc_planes_get(f->v, &f->V);
    mc_planes_get(f->g, &f->G);
    mc_planes_get(f->s, &f->S);
    arb_mat_neg(f->s, f->s);
    for (slong i = 0; i < f->n; i++)
        arb_add_ui(arb_mat_entry(f->s, i, i), arb_mat_entry(f->s, i, i), 1, ARF_PREC_EXACT);
}

static void bench_open(struct bench *b, slong kept)
{
    struct fixed_point *f = &b->f;
    arb_mat_t W;

    *f = (struct fixed_point){.m = ROWS, .n = COLUMNS, .unit = UNIT, .kept = kept};
    cr_assert(generate(&b->A, "gaussian:m=12,n=9,seed=5,scale=1/32", NULL) == MC_OK);
    arb_mat_init(f->v, COLUMNS, COLUMNS), arb_mat_init(f->g, COLUMNS, COLUMNS);
    arb_mat_init(f->s, COLUMNS, COLUMNS), arb_mat_init(W, ROWS, COLUMNS);
    arb_mat_one(f->v);
    refine(f->v, W, b->A.dyadic, 250);
    cr_assert(mc_planes_set(&f->A, b->A.dyadic, -100) == MC_OK);
    cr_assert(mc_planes_set(&f->V, f->v, UNIT) == MC_OK);
    mc_svd_init(&b->svd);
    b->svd.rows = ROWS;
    b->svd.cols = b->svd.values = COLUMNS;
    b->svd.s = _arb_vec_init(COLUMNS);
    b->svd.sigma = _arb_vec_init(COLUMNS);
    multiply_all(f);
    read_all(f);
    arb_mat_clear(W);
}

static void bench_close(struct bench *b)
{
    struct mc_planes *planes[] = {&b->f.A, &b->f.V, &b->f.W, &b->f.G, &b->f.S};

    for (size_t i = 0; i < sizeof planes / sizeof *planes; i++)
        mc_planes_clear(planes[i]);
    mc_product_workspace_clear(&b->f.workspace);
    arb_mat_clear(b->f.v), arb_mat_clear(b->f.g), arb_mat_clear(b->f.s);
    mc_svd_clear(&b->svd);
    mc_matrix_clear(&b->A);
}

/* 1 if the certificate is refused, or holds when everything is measured. */
static int refused_or_right(struct bench *b)
{
    arb_t alpha, beta, eps;
    int fine;

    if (!fixed_point_bounds(&b->svd, &b->f, b->A.dyadic, PREC))
        return 1;
    arb_init(alpha), arb_init(beta), arb_init(eps);
    arb_swap(alpha, b->svd.alpha), arb_swap(beta, b->svd.beta), arb_swap(eps, b->svd.eps);
    measure_defects(&b->svd, b->A.dyadic, 1000);
    fine = arb_ge(alpha, b->svd.alpha) && arb_ge(beta, b->svd.beta) && arb_ge(eps, b->svd.eps);
    arb_clear(alpha), arb_clear(beta), arb_clear(eps);
    return fine;
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

/* One digit of one plane, in planes from the lowest to the leading one. */
Test(fixed_point, is_never_wrong_with_a_damaged_digit_of_a_plane)
{
    static const double faults[] = {1, -1, 4096, 0x1p22};
    struct bench b;

    bench_open(&b, COLUMNS);
    for (int which = 0; which < 5; which++) {
        struct mc_planes *P = (struct mc_planes *[]){&b.f.A, &b.f.V, &b.f.W, &b.f.G,
                                                     &b.f.S}[which];
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
    for (int which = 0; which < 3; which++)
        for (slong at = 0; at < COLUMNS * COLUMNS; at += 4)
            for (slong e = UNIT - 20; e < 2; e += 13) {
                arb_mat_struct *M = (arb_mat_struct *[]){b.f.v, b.f.g, b.f.s}[which];

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
