// SPDX-License-Identifier: GPL-3.0-or-later
/* Products through residues against Arb's, exactly. */
#include <cblas.h>
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "muoncheck/product.h"
#include "product/kernels.h"
#include "product/planes.h"
#include "product/residues.h"

static void random_matrix(arb_mat_t A, flint_rand_t state, slong bits)
{
    slong i, j;
    fmpz_t z;

    fmpz_init(z);
    for (i = 0; i < arb_mat_nrows(A); i++)
        for (j = 0; j < arb_mat_ncols(A); j++) {
            fmpz_randtest(z, state, (flint_bitcnt_t)bits);
            if (n_randint(state, 8) == 0)
                fmpz_one_2exp(z, (ulong)bits - 1);
            arb_set_fmpz(arb_mat_entry(A, i, j), z);
            arb_mul_2exp_si(arb_mat_entry(A, i, j), arb_mat_entry(A, i, j), -bits);
        }
    fmpz_clear(z);
}

/* op(A) op(B) by Arb, at a precision where it is exact. */
static void reference(arb_mat_t C, const arb_mat_t A, int a, const arb_mat_t B, int b)
{
    arb_mat_t left, right;

    arb_mat_init(left, arb_mat_nrows(C), a ? arb_mat_nrows(A) : arb_mat_ncols(A));
    arb_mat_init(right, b ? arb_mat_ncols(B) : arb_mat_nrows(B), arb_mat_ncols(C));
    if (a)
        arb_mat_transpose(left, A);
    else
        arb_mat_set(left, A);
    if (b)
        arb_mat_transpose(right, B);
    else
        arb_mat_set(right, B);
    arb_mat_mul_classical(C, left, right, 20000);
    arb_mat_clear(left);
    arb_mat_clear(right);
}

struct trial {
    slong m, inner, n, bits_a, bits_b;
    int a, b;
};

static void expect_exact(const struct trial *t, flint_rand_t state)
{
    arb_mat_t A, B, C, D;
    struct mc_planes PA, PB, PC;
    struct mc_product_workspace w;

    arb_mat_init(A, t->a ? t->inner : t->m, t->a ? t->m : t->inner);
    arb_mat_init(B, t->b ? t->n : t->inner, t->b ? t->inner : t->n);
    arb_mat_init(C, t->m, t->n);
    arb_mat_init(D, t->m, t->n);
    mc_planes_init(&PA), mc_planes_init(&PB), mc_planes_init(&PC);
    mc_product_workspace_init(&w);
    random_matrix(A, state, t->bits_a);
    random_matrix(B, state, t->bits_b);
    cr_assert(mc_planes_set(&PA, A, -t->bits_a) == MC_OK);
    cr_assert(mc_planes_set(&PB, B, -t->bits_b) == MC_OK);
    mc_planes_get(A, &PA);
    mc_planes_get(B, &PB);
    cr_assert(mc_planes_multiply(&PC, &PA, t->a, &PB, t->b, WORD_MIN / 4, &w) == MC_OK);
    mc_planes_get(C, &PC);
    reference(D, A, t->a, B, t->b);
    cr_expect(arb_mat_equal(C, D), "%ld x %ld x %ld, %ld and %ld bits, %d %d", (long)t->m,
              (long)t->inner, (long)t->n, (long)t->bits_a, (long)t->bits_b, t->a, t->b);
    arb_mat_clear(A), arb_mat_clear(B), arb_mat_clear(C), arb_mat_clear(D);
    mc_planes_clear(&PA), mc_planes_clear(&PB), mc_planes_clear(&PC);
    mc_product_workspace_clear(&w);
}

Test(product, is_exact_for_all_shapes_sides_and_sizes_of_numbers, .timeout = 300)
{
    flint_rand_t state;
    slong i;

    flint_randinit(state);
    for (i = 0; i < 300; i++) {
        struct trial t = {.m = 1 + (slong)n_randint(state, 40),
                          .inner = 1 + (slong)n_randint(state, i % 20 ? 60 : 3000),
                          .n = 1 + (slong)n_randint(state, 40),
                          .bits_a = 1 + (slong)n_randint(state, i % 7 ? 300 : 1500),
                          .bits_b = 1 + (slong)n_randint(state, i % 5 ? 300 : 1500),
                          .a = (int)n_randint(state, 2),
                          .b = (int)n_randint(state, 2)};
        expect_exact(&t, state);
    }
    flint_randclear(state);
}

static enum mc_status product_on(struct mc_planes *C, const struct mc_planes *A,
                                 const struct mc_planes *B, int threads, slong keep)
{
    struct mc_product_workspace w;
    enum mc_status status;

    mc_product_workspace_init(&w);
    flint_set_num_threads(threads);
    status = B ? mc_planes_multiply(C, A, MC_PLAIN, B, MC_PLAIN, keep, &w)
               : mc_planes_gram(C, A, keep, &w);
    flint_set_num_threads(1);
    mc_product_workspace_clear(&w);
    return status;
}

static void expect_same_digits(const struct mc_planes *C, const struct mc_planes *D,
                               int threads)
{
    slong size = C->rows * C->cols * C->count;

    cr_assert(C->count == D->count && C->exponent == D->exponent && C->bits == D->bits);
    cr_expect(!memcmp(C->digits, D->digits, sizeof(float) * (size_t)size), "%d threads",
              threads);
}

Test(product, is_the_same_bit_for_bit_on_any_number_of_threads)
{
    static const slong keeps[] = {-10000, -300};
    struct mc_planes A, B, C, D;
    flint_rand_t state;
    arb_mat_t M;
    size_t i;
    int threads, before = openblas_get_num_threads();

    flint_randinit(state);
    mc_planes_init(&A), mc_planes_init(&B), mc_planes_init(&C), mc_planes_init(&D);
    arb_mat_init(M, 150, 150);
    random_matrix(M, state, 300);
    cr_assert(mc_planes_set(&A, M, -300) == MC_OK);
    random_matrix(M, state, 200);
    cr_assert(mc_planes_set(&B, M, -200) == MC_OK);
    for (i = 0; i < sizeof keeps / sizeof *keeps; i++)
        for (threads = 2; threads <= 5; threads++) {
            cr_assert(product_on(&C, &A, &B, 1, keeps[i]) == MC_OK);
            cr_assert(product_on(&D, &A, &B, threads, keeps[i]) == MC_OK);
            expect_same_digits(&C, &D, threads);
            cr_assert(product_on(&C, &A, NULL, 1, keeps[i]) == MC_OK);
            cr_assert(product_on(&D, &A, NULL, threads, keeps[i]) == MC_OK);
            expect_same_digits(&C, &D, threads);
        }
    cr_expect(openblas_get_num_threads() == before);
    arb_mat_clear(M);
    mc_planes_clear(&A), mc_planes_clear(&B), mc_planes_clear(&C), mc_planes_clear(&D);
    flint_randclear(state);
}

/* Rows that are long, thin, empty, of zeros, and of numbers far from one another. */
Test(product, takes_odd_shapes_and_scales)
{
    static const struct trial trials[] = {
        {1, 700, 1, 90, 130, 0, 0},  {700, 1, 1, 90, 13, 0, 0},  {1, 1, 700, 9, 130, 1, 1},
        {3, 0, 4, 50, 60, 0, 0},     {3, 0, 4, 50, 60, 1, 1},    {0, 5, 4, 50, 60, 0, 0},
        {4, 5, 0, 50, 60, 0, 1},     {0, 0, 0, 50, 60, 0, 0},    {1, 1, 1, 1, 1, 0, 0},
        {2, 3, 2, 2200, 2300, 0, 1}, {17, 16, 15, 24, 24, 1, 0}, {16, 33, 2, 23, 25, 0, 1},
    };
    flint_rand_t state;

    flint_randinit(state);
    for (size_t i = 0; i < sizeof trials / sizeof *trials; i++)
        expect_exact(&trials[i], state);
    flint_randclear(state);
}

Test(product, of_zeros_is_zero_and_takes_few_moduli)
{
    struct mc_planes A, C;
    struct mc_product_workspace w;
    arb_mat_t Z;

    mc_planes_init(&A), mc_planes_init(&C);
    mc_product_workspace_init(&w);
    arb_mat_init(Z, 20, 20);
    cr_assert(mc_planes_set(&A, Z, -500) == MC_OK);
    cr_assert(mc_planes_gram(&C, &A, -400, &w) == MC_OK);
    arb_mat_one(Z);
    mc_planes_get(Z, &C);
    cr_expect(arb_mat_is_zero(Z) && w.dgemms <= 2, "%ld", (long)w.dgemms);
    arb_mat_clear(Z);
    mc_planes_clear(&A), mc_planes_clear(&C);
    mc_product_workspace_clear(&w);
}

/* Entries of 2^-1 with rows of norm 1: the moduli are those of 1, not of sqrt(K) times as much.
 */
Test(product, takes_its_moduli_from_norms)
{
    enum { N = 64, BITS = 238 };
    struct mc_planes A, C;
    struct mc_product_workspace w;
    slong i, j, counts[2];
    arb_mat_t M;

    mc_planes_init(&A), mc_planes_init(&C);
    mc_product_workspace_init(&w);
    arb_mat_init(M, N, N);
    for (int dense = 0; dense < 2; dense++) {
        for (i = 0; i < N; i++)
            for (j = 0; j < N; j++)
                arb_set_si(arb_mat_entry(M, i, j), dense || i == j);
        cr_assert(mc_planes_set(&A, M, -BITS) == MC_OK);
        cr_assert(mc_planes_multiply(&C, &A, MC_PLAIN, &A, MC_PLAIN, -10000, &w) == MC_OK);
        counts[dense] = w.dgemms;
        cr_expect(C.bits == 2 * BITS + (dense ? 6 : 0) + 1, "%ld bits", (long)C.bits);
    }
    cr_expect(counts[0] == 22 && counts[1] == 23, "%ld, %ld", (long)counts[0], (long)counts[1]);
    arb_mat_clear(M);
    mc_planes_clear(&A), mc_planes_clear(&C);
    mc_product_workspace_clear(&w);
}

/* Ones in the first row, or in the first column, and no others. */
static void one_line(struct mc_planes *P, slong n, int column)
{
    arb_mat_t A;

    arb_mat_init(A, n, n);
    for (slong i = 0; i < n; i++)
        arb_one(column ? arb_mat_entry(A, i, 0) : arb_mat_entry(A, 0, i));
    cr_assert(mc_planes_set(P, A, 0) == MC_OK);
    arb_mat_clear(A);
}

/* The largest entry is n where a row of ones meets a column of ones, else 1. */
Test(product, bounds_its_entries_by_rows_of_the_one_and_columns_of_the_other)
{
    enum { N = 64, LOG = 6 };
    struct mc_planes A, B;

    mc_planes_init(&A), mc_planes_init(&B);
    for (int i = 0; i < 16; i++) {
        int a = i & 1, b = i >> 1 & 1, column_a = i >> 2 & 1, column_b = i >> 3 & 1;
        slong bits, least = column_a == a && column_b != b ? LOG : 0;

        one_line(&A, N, column_a);
        one_line(&B, N, column_b);
        bits = planes_product_bits(&A, a, &B, b);
        cr_expect(bits >= least, "%d %d, %d %d: %ld", a, b, column_a, column_b, (long)bits);
    }
    mc_planes_clear(&A), mc_planes_clear(&B);
}

/* Eights in the first column, ones in the rest of the first row: entry (0, 0) of the square is
 * 568. */
Test(product, bounds_the_square_of_a_matrix_too)
{
    enum { N = 64 };
    struct mc_planes P;
    arb_mat_t A;

    mc_planes_init(&P);
    arb_mat_init(A, N, N);
    for (slong i = 0; i < N; i++) {
        arb_one(arb_mat_entry(A, 0, i));
        arb_set_si(arb_mat_entry(A, i, 0), 8);
    }
    cr_assert(mc_planes_set(&P, A, 0) == MC_OK);
    cr_expect(planes_product_bits(&P, MC_PLAIN, &P, MC_PLAIN) >= 10);
    cr_expect(planes_product_bits(&P, MC_TRANSPOSED, &P, MC_TRANSPOSED) >= 10);
    arb_mat_clear(A);
    mc_planes_clear(&P);
}

/* All entries at the bound of their size: the largest sums that the moduli have to hold. */
Test(product, holds_the_largest_sums_that_its_bounds_allow)
{
    static const slong inners[] = {1, 2, 255, 256, 257, 1000, 4096};
    struct mc_planes P, C;
    struct mc_product_workspace w;
    arb_mat_t A, D, E;
    size_t i;
    slong j, sign;

    mc_planes_init(&P), mc_planes_init(&C);
    mc_product_workspace_init(&w);
    for (i = 0; i < sizeof inners / sizeof inners[0]; i++)
        for (sign = -1; sign <= 1; sign += 2) {
            arb_mat_init(A, inners[i], 2);
            arb_mat_init(D, 2, 2), arb_mat_init(E, 2, 2);
            for (j = 0; j < inners[i]; j++) {
                arb_set_d(arb_mat_entry(A, j, 0), 0x1.fffffffffffffp0);
                arb_set_d(arb_mat_entry(A, j, 1), (double)sign * 0x1.fffffffffffffp0);
            }
            cr_assert(mc_planes_set(&P, A, -52) == MC_OK);
            cr_assert(mc_planes_gram(&C, &P, WORD_MIN / 4, &w) == MC_OK);
            mc_planes_get(D, &C);
            reference(E, A, 1, A, 0);
            cr_expect(arb_mat_equal(D, E), "K = %ld", (long)inners[i]);
            arb_mat_clear(A), arb_mat_clear(D), arb_mat_clear(E);
        }
    mc_planes_clear(&P), mc_planes_clear(&C);
    mc_product_workspace_clear(&w);
}

Test(product, is_off_by_less_than_the_unit_that_was_kept)
{
    flint_rand_t state;
    arb_mat_t A, C, D;
    struct mc_planes P, PC;
    struct mc_product_workspace w;
    arb_t unit, off;
    slong keep, i, j;

    flint_randinit(state);
    arb_mat_init(A, 30, 20), arb_mat_init(C, 20, 20), arb_mat_init(D, 20, 20);
    mc_planes_init(&P), mc_planes_init(&PC);
    mc_product_workspace_init(&w);
    arb_init(unit), arb_init(off);
    random_matrix(A, state, 500);
    reference(D, A, 1, A, 0);
    cr_assert(mc_planes_set(&P, A, -500) == MC_OK);
    for (keep = -1100; keep < 10; keep += 7) {
        cr_assert(mc_planes_gram(&PC, &P, keep, &w) == MC_OK);
        mc_planes_get(C, &PC);
        arb_one(unit);
        arb_mul_2exp_si(unit, unit, keep);
        for (i = 0; i < 20; i++)
            for (j = 0; j < 20; j++) {
                arb_sub(off, arb_mat_entry(C, i, j), arb_mat_entry(D, i, j), 3000);
                arb_abs(off, off);
                cr_assert(keep <= -1000 ? arb_is_zero(off) : arb_le(off, unit), "keep %ld",
                          (long)keep);
            }
    }
    arb_mat_clear(A), arb_mat_clear(C), arb_mat_clear(D);
    arb_clear(unit), arb_clear(off);
    mc_planes_clear(&P), mc_planes_clear(&PC);
    mc_product_workspace_clear(&w);
    flint_randclear(state);
}

/* Residues of `count` integers below 2^bits, as the DGEMMs should leave them. */
static double *true_residues(const struct moduli *m, slong count, slong bits,
                             flint_rand_t state)
{
    double *residue = malloc(sizeof(double) * (size_t)(m->count * count));
    slong e, i;
    fmpz_t x;

    cr_assert(residue);
    fmpz_init(x);
    for (e = 0; e < count; e++) {
        fmpz_randbits(x, state, (flint_bitcnt_t)bits);
        for (i = 0; i < m->count; i++) {
            ulong p = (ulong)m->p[i], r = fmpz_fdiv_ui(x, p);
            residue[i * count + e] = r > p / 2 ? -(double)(p - r) : (double)r;
        }
    }
    fmpz_clear(x);
    return residue;
}

/* The planes of COUNT integers out of their residues, `first` and up. */
static enum mc_status planes_of(struct mc_planes *C, const double *residue,
                                const struct moduli *m, slong first)
{
    slong size = C->rows * C->cols, i;
    size_t apart = residues_apart(size);
    float *v = calloc((size_t)m->count * apart, sizeof *v);
    double *digit = calloc((size_t)((C->count + QUAD) * (m->count + 1)), sizeof *digit);
    double *block = calloc(residues_block(m->count + 2 + QUAD), sizeof *block);
    enum mc_status status;

    cr_assert(v && digit && block);
    moduli_digits(digit, m, first, C->count);
    for (i = 0; i < m->count; i++)
        kernel_weigh(v + (size_t)i * apart, residue + i * size, (size_t)size, m->p[i],
                     m->inverse[i], m->weight[i]);
    status = planes_from_residues(C, v, m, digit, 0, size, block);
    free(v);
    free(digit);
    free(block);
    return status;
}

/* A residue that is off by one or more, the others being right, belongs to no integer. */
Test(product, finds_any_one_wrong_residue)
{
    enum { COUNT = 12, INNER = 100 };
    static const double faults[] = {1, -1, 2, 1000, 0.5, 0x1p21, (double)NAN};
    static const slong bits[] = {10, 200, 1000, 3000};
    struct mc_planes C;
    flint_rand_t state;
    size_t b, f;

    flint_randinit(state);
    mc_planes_init(&C);
    for (b = 0; b < sizeof bits / sizeof *bits; b++) {
        struct moduli m;
        double *residue;
        slong i, first;

        cr_assert(moduli_init(&m, INNER, bits[b]) == MC_OK);
        residue = true_residues(&m, COUNT, bits[b], state);
        for (first = bits[b] / DIGIT_BITS; first >= 0; first--) {
            cr_assert(planes_shape(&C, COUNT, 1, bits[b] / DIGIT_BITS + 1 - first) == MC_OK);
            cr_expect(planes_of(&C, residue, &m, first) == MC_OK, "%ld bits", (long)bits[b]);
        }
        for (i = 0; i < m.count; i++)
            for (f = 0; f < sizeof faults / sizeof *faults; f++) {
                double *one = residue + i * COUNT + (slong)n_randint(state, COUNT), kept = *one;

                *one += faults[f];
                cr_expect(planes_of(&C, residue, &m, 0) == MC_NOT_DECIDED,
                          "%ld bits, modulus %ld, off by %g", (long)bits[b], (long)i,
                          faults[f]);
                *one = kept;
            }
        free(residue);
        moduli_clear(&m);
    }
    mc_planes_clear(&C);
    flint_randclear(state);
}

Test(product, finds_any_one_wrong_modulus)
{
    enum { COUNT = 12, INNER = 100, BITS = 300 };
    struct mc_planes C;
    struct moduli m;
    flint_rand_t state;
    double *residue;
    slong i;

    flint_randinit(state);
    mc_planes_init(&C);
    cr_assert(moduli_init(&m, INNER, BITS) == MC_OK);
    residue = true_residues(&m, COUNT, BITS, state);
    cr_assert(planes_shape(&C, COUNT, 1, BITS / DIGIT_BITS + 1) == MC_OK);
    for (i = 0; i < m.count; i++) {
        double p = m.p[i], inverse = m.inverse[i], weight = m.weight[i];

        m.p[i] += 2;
        m.inverse[i] = 1 / m.p[i];
        cr_expect(planes_of(&C, residue, &m, 0) == MC_NOT_DECIDED, "p %ld", (long)i);
        m.p[i] = p, m.inverse[i] = inverse;
        m.weight[i] += 1;
        cr_expect(planes_of(&C, residue, &m, 0) == MC_NOT_DECIDED, "w %ld", (long)i);
        m.weight[i] = weight;
    }
    cr_expect(planes_of(&C, residue, &m, 0) == MC_OK);
    free(residue);
    moduli_clear(&m);
    mc_planes_clear(&C);
    flint_randclear(state);
}

Test(planes, refuse_shapes_that_blas_cannot_count)
{
    struct mc_planes P;

    mc_planes_init(&P);
    cr_expect(planes_shape(&P, 1 << 16, 1 << 15, 1) == MC_NO_RESOURCE);
    cr_expect(planes_shape(&P, 1, WORD(1) << 31, 1) == MC_NO_RESOURCE);
    cr_expect(planes_shape(&P, 0, WORD(1) << 31, 1) == MC_OK);
    mc_planes_clear(&P);
}

Test(planes, round_to_nearest_and_come_back)
{
    flint_rand_t state;
    arb_mat_t A, B;
    struct mc_planes P;
    arb_t off, half;
    slong i;

    flint_randinit(state);
    arb_mat_init(A, 1, 1), arb_mat_init(B, 1, 1);
    mc_planes_init(&P);
    arb_init(off), arb_init(half);
    for (i = 0; i < 20000; i++) {
        slong exponent = (slong)n_randint(state, 400) - 300;
        arb_randtest_exact(arb_mat_entry(A, 0, 0), state, 300, 8);
        cr_assert(mc_planes_set(&P, A, exponent) == MC_OK);
        mc_planes_get(B, &P);
        arb_sub(off, arb_mat_entry(A, 0, 0), arb_mat_entry(B, 0, 0), 2000);
        arb_abs(off, off);
        arb_one(half);
        arb_mul_2exp_si(half, half, exponent - 1);
        cr_assert(arb_le(off, half));
    }
    arb_mat_clear(A), arb_mat_clear(B);
    arb_clear(off), arb_clear(half);
    mc_planes_clear(&P);
    flint_randclear(state);
}

Test(planes, refuse_what_is_no_number_and_what_is_too_large)
{
    struct mc_planes P;
    arb_mat_t A;
    fmpz_t far;

    fmpz_init(far);
    fmpz_one_2exp(far, 70);
    mc_planes_init(&P);
    arb_mat_init(A, 3, 3);
    arb_mat_one(A);
    for (int which = 0; which < 4; which++) {
        arf_ptr a = arb_midref(arb_mat_entry(A, 2, 1));
        arf_one(a);
        if (which == 0)
            arf_nan(a);
        else if (which == 1)
            arf_neg_inf(a);
        else
            arf_mul_2exp_fmpz(a, a, far);
        cr_expect(mc_planes_set(&P, A, 0) == MC_BAD_INPUT, "%d", which);
        fmpz_set_si(far, 5000);
    }
    arf_set_si_2exp_si(arb_midref(arb_mat_entry(A, 2, 1)), -1, -100000);
    cr_expect(mc_planes_set(&P, A, 0) == MC_OK);
    mc_planes_get(A, &P);
    cr_expect(arf_is_zero(arb_midref(arb_mat_entry(A, 2, 1))));
    arb_mat_clear(A);
    mc_planes_clear(&P);
    fmpz_clear(far);
}

/* Shapes around the tile of rows; numbers whose digits lie on both ends of [-2^23, 2^23]. */
Test(planes, keep_every_entry_of_every_shape_in_its_place)
{
    flint_rand_t state;
    arb_mat_t A, B;
    struct mc_planes P;
    slong i, j, k;

    flint_randinit(state);
    mc_planes_init(&P);
    for (i = 0; i < 200; i++) {
        slong m = (slong)n_randint(state, 50), n = (slong)n_randint(state, 6);
        slong bits = 1 + (slong)n_randint(state, i % 9 ? 300 : 4000);
        arb_mat_init(A, m, n), arb_mat_init(B, m, n);
        random_matrix(A, state, bits);
        if (m > 0 && n > 0) {
            arb_set_si(arb_mat_entry(A, m - 1, n - 1), -(slong)0x7fffff800000);
            arb_mul_2exp_si(arb_mat_entry(A, m - 1, n - 1), arb_mat_entry(A, m - 1, n - 1),
                            -bits);
        }
        cr_assert(mc_planes_set(&P, A, -bits) == MC_OK);
        mc_planes_get(B, &P);
        cr_expect(arb_mat_equal(A, B), "%ld x %ld, %ld bits", (long)m, (long)n, (long)bits);
        for (j = 0; j < m * n; j++)
            for (k = 0; k < P.count; k++)
                cr_assert(fabs(P.digits[k * m * n + j]) <= 0x1p23);
        arb_mat_clear(A), arb_mat_clear(B);
    }
    mc_planes_clear(&P);
    flint_randclear(state);
}
