// SPDX-License-Identifier: GPL-3.0-or-later
/* Singular subspaces beside the exact ones of matrices whose three factors are rational. */
#include <criterion/criterion.h>
#include <string.h>

#include "generator/rational_svd.h"
#include "muoncheck/spectrum.h"
#include "spectrum/refine.h"

enum { PREC = 160, WORK = 2000 };

struct bench {
    struct mc_matrix A;
    struct mc_svd svd;
    struct rational_svd truth;
    struct mc_subspace *list;
    slong count;
};

static void bench_open(struct bench *b, const char *spec)
{
    struct mc_complaint why = {{0}};

    cr_assert(generate(&b->A, spec, &why) == MC_OK, "%s: %s", spec, why.text);
    cr_assert(rational_svd_init(&b->truth, spec, &why) == MC_OK);
    mc_svd_init(&b->svd);
    cr_assert(mc_svd_of(&b->svd, &b->A, PREC) == MC_OK);
    cr_assert(mc_svd_subspaces(&b->list, &b->count, &b->svd) == MC_OK);
}

static void bench_close(struct bench *b)
{
    mc_subspaces_free(b->list, b->count);
    mc_svd_clear(&b->svd);
    rational_svd_clear(&b->truth);
    mc_matrix_clear(&b->A);
}

/* out = X with orthonormal columns first..last, by a Cholesky factor of their Gram matrix. */
static void orthonormal_part(arb_mat_t out, const arb_mat_t X, slong first)
{
    slong k = arb_mat_ncols(out), m = arb_mat_nrows(out), i, j;
    arb_mat_t part, transpose, gram, solved;

    arb_mat_init(part, m, k), arb_mat_init(transpose, k, m);
    arb_mat_init(gram, k, k), arb_mat_init(solved, k, m);
    for (i = 0; i < m; i++)
        for (j = 0; j < k; j++)
            arb_set(arb_mat_entry(part, i, j), arb_mat_entry(X, i, first + j));
    arb_mat_transpose(transpose, part);
    arb_mat_mul(gram, transpose, part, WORK);
    cr_assert(arb_mat_cho(gram, gram, WORK));
    arb_mat_solve_tril(solved, gram, transpose, 0, WORK);
    arb_mat_transpose(out, solved);
    arb_mat_clear(part), arb_mat_clear(transpose);
    arb_mat_clear(gram), arb_mat_clear(solved);
}

/* sines = ||(I - Q Q^T) X||_F, X and Q orthonormal: Q from columns first.. of `exact`, X from
 * those of `computed`. */
static void sines(arb_t out, const arb_mat_t computed, const fmpq_mat_t exact, slong first,
                  slong last)
{
    slong m = arb_mat_nrows(computed), k = last - first + 1, i, j;
    arb_mat_t X, Q, Qt, P, R;

    arb_mat_init(X, m, k), arb_mat_init(Q, m, k), arb_mat_init(Qt, k, m);
    arb_mat_init(P, k, k), arb_mat_init(R, m, k);
    orthonormal_part(X, computed, first);
    for (i = 0; i < m; i++)
        for (j = 0; j < k; j++)
            arb_set_fmpq(arb_mat_entry(Q, i, j), fmpq_mat_entry(exact, i, first + j), WORK);
    arb_mat_transpose(Qt, Q);
    arb_mat_mul(P, Qt, X, WORK);
    arb_mat_mul(R, Q, P, WORK);
    arb_mat_sub(R, X, R, WORK);
    arb_mat_frobenius_norm(out, R, WORK);
    arb_mat_clear(X), arb_mat_clear(Q), arb_mat_clear(Qt);
    arb_mat_clear(P), arb_mat_clear(R);
}

/* Is ||sines|| <= bound certain (1), certainly not (-1), or open (0)? */
static int within(const struct bench *b, const struct mc_subspace *s, int left, slong shrink)
{
    arb_t x, bound;
    int answer;

    arb_init(x);
    arb_init(bound);
    sines(x, left ? b->svd.u : b->svd.v, left ? b->truth.u : b->truth.v, s->first, s->last);
    arb_set_arf(bound, left ? s->left : s->right);
    arb_mul_2exp_si(bound, bound, -shrink);
    answer = arb_le(x, bound) ? 1 : arb_gt(x, bound) ? -1 : 0;
    arb_clear(x);
    arb_clear(bound);
    return answer;
}

static const char *const specs[] = {
    "rational-svd:m=8,n=8,seed=1,spectrum=[5,4,3,3,3,2,1,1]",
    ("rational-svd:m=12,n=9,seed=2,spectrum=[1000000000000000000001e-21,1,1,1,1,1/2,1/2,1/3,1/"
     "3]"),
    "rational-svd:m=9,n=12,seed=3,spectrum=[9,8,7,7,1e-9,1e-9,1e-20,1e-30,1e-30]",
    "rational-svd:m=6,n=6,seed=4,spectrum=[7,7,1,1/1024,0,0]",
    "rational-svd:m=5,n=5,seed=5,spectrum=[2,2,2,2,2]",
    "rational-svd:m=16,n=14,seed=6,spectrum=rank-deficient",
    "rational-svd:m=20,n=20,seed=7,spectrum=clustered",
};

Test(subspace, contains_the_exact_subspaces_within_its_angles)
{
    for (size_t i = 0; i < sizeof specs / sizeof specs[0]; i++) {
        struct bench b;
        slong next = 0;

        bench_open(&b, specs[i]);
        for (slong k = 0; k < b.count; k++) {
            cr_expect(b.list[k].first == next && b.list[k].last >= next, "%s", specs[i]);
            next = b.list[k].last + 1;
            for (int left = 0; left < 2; left++)
                cr_expect(within(&b, b.list + k, left, 0) == 1, "%s: subspace %ld, %s",
                          specs[i], (long)k + 1, left ? "left" : "right");
        }
        cr_expect(next == b.svd.kept, "%s", specs[i]);
        bench_close(&b);
    }
}

/* The gap is no more than that of the exact values, and most of it where they are far apart. */
Test(subspace, has_the_gap_of_the_exact_values)
{
    static const struct {
        slong first, last;
        double gap;
    } rows[] = {{0, 0, 1}, {1, 1, 1}, {2, 4, 1}, {5, 5, 1}, {6, 7, 1}};
    struct bench b;

    bench_open(&b, specs[0]);
    cr_assert(b.count == 5);
    for (slong k = 0; k < b.count; k++) {
        cr_expect(b.list[k].first == rows[k].first && b.list[k].last == rows[k].last);
        cr_expect(arf_cmp_d(b.list[k].gap, rows[k].gap) <= 0);
        cr_expect(arf_cmp_d(b.list[k].gap, rows[k].gap * 0.999) >= 0);
    }
    bench_close(&b);
    bench_open(&b, specs[4]);
    cr_assert(b.count == 1 && arf_is_pos_inf(b.list[0].gap));
    bench_close(&b);
}

/* A column of V that is turned out of its subspace: the bound, from what is measured then, is
 * wider and still true; the bound of before is false. */
Test(subspace, becomes_wide_and_never_wrong_when_a_vector_is_damaged)
{
    struct bench b;
    struct mc_subspace *wide;
    arb_mat_t balls;
    slong count, i;

    bench_open(&b, specs[0]);
    arb_mat_init(balls, b.A.rows, b.A.cols);
    mc_matrix_enclose(balls, &b.A, 400);
    for (i = 0; i < b.A.cols; i++) {
        arb_t part;
        arb_init(part);
        arb_mul_2exp_si(part, arb_mat_entry(b.svd.v, i, 6), -60);
        arb_add(arb_mat_entry(b.svd.v, i, 1), arb_mat_entry(b.svd.v, i, 1), part, 1000);
        arb_clear(part);
    }
    cr_expect(within(&b, b.list + 1, 0, 0) == -1);
    measure_defects(&b.svd, balls, 400);
    cr_assert(mc_svd_subspaces(&wide, &count, &b.svd) == MC_OK);
    for (i = 0; i < count; i++) {
        cr_expect(within(&b, wide + i, 0, 0) == 1);
        cr_expect(arf_cmpabs_2exp_si(wide[i].right, -70) > 0);
    }
    mc_subspaces_free(wide, count);
    arb_mat_clear(balls);
    bench_close(&b);
}

/* What is one value has one subspace, and the kernel is not among those that are kept. */
Test(subspace, cuts_no_multiple_value)
{
    struct bench b;

    bench_open(&b, specs[3]);
    cr_expect(b.list[0].first == 0 && b.list[0].last == 1);
    cr_expect(b.svd.kept == 4 && b.count == 3);
    bench_close(&b);
}
