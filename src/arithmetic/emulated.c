// SPDX-License-Identifier: Apache-2.0
/*
 * The rules of a stored format: what an array library does that rounds every operation on
 * entries to the format, scalars included, and sums products as its kernel does.
 */
#include <math.h>
#include <stdlib.h>

#include "arithmetic/accumulate.h"
#include "arithmetic/emulated.h"
#include "arithmetic/entries.h"
#include "arithmetic/nearest.h"

static void round_all(double *x, size_t count, struct scalar *in)
{
    for (size_t i = 0; x && i < count; i++)
        x[i] = scalar_round(in, x[i]);
}

static size_t size_of(const arb_mat_t A)
{
    return (size_t)(arb_mat_nrows(A) * arb_mat_ncols(A));
}

static void emulated_round(arb_mat_t C, const arb_mat_t A, const struct mc_arithmetic *in)
{
    struct scalar scalar = scalar_of(in);
    slong i, j;

    for (i = 0; i < arb_mat_nrows(A); i++)
        for (j = 0; j < arb_mat_ncols(A); j++)
            arb_set_d(arb_mat_entry(C, i, j),
                      scalar_from(&scalar, arb_midref(arb_mat_entry(A, i, j))));
}

static void emulated_multiply(arb_mat_t C, const arb_mat_t A, const arb_mat_t B,
                              const struct mc_arithmetic *in)
{
    size_t m = (size_t)arb_mat_nrows(A), k = (size_t)arb_mat_ncols(A),
           n = (size_t)arb_mat_ncols(B);
    double *a = entries_new(A), *b = entries_new(B), *c = calloc(m * n + 1, sizeof *c);
    bool fine = a && b && c && accumulate_product(c, a, b, m, k, n, in);
    struct scalar scalar = scalar_of(in);

    if (fine)
        round_all(c, m * n, &scalar);
    entries_set(C, fine ? c : NULL);
    free(a);
    free(b);
    free(c);
}

static double scalar_from_rational(struct scalar *in, const fmpq_t q)
{
    arf_t wide;
    double out;

    /* 128 bits toward zero, and a bit below them if anything was cut off: odd enough. */
    arf_init(wide);
    arf_set_fmpz(wide, fmpq_numref(q));
    if (arf_div_fmpz(wide, wide, fmpq_denref(q), 128, ARF_RND_DOWN))
        arf_set_odd(wide, 192);
    out = scalar_from(in, wide);
    arf_clear(wide);
    return out;
}

static void emulated_combine(arb_mat_t C, const fmpq_t a, const arb_mat_t A, const fmpq_t b,
                             const arb_mat_t B, const struct mc_arithmetic *in)
{
    struct scalar s = scalar_of(in);
    double ca = scalar_from_rational(&s, a), cb = scalar_from_rational(&s, b);
    double *x = entries_new(A), *y = entries_new(B);
    size_t i;

    for (i = 0; x && y && i < size_of(A); i++) {
        x[i] = scalar_multiply(&s, ca, x[i]);
        x[i] = scalar_add(&s, x[i], scalar_multiply(&s, cb, y[i]));
    }
    entries_set(C, y ? x : NULL);
    free(x);
    free(y);
}

static void emulated_divide(arb_mat_t C, const arb_mat_t A, const arb_t c,
                            const struct mc_arithmetic *in)
{
    struct scalar s = scalar_of(in);
    double *a = entries_new(A), divisor = scalar_from(&s, arb_midref(c));
    size_t i;

    for (i = 0; a && i < size_of(A); i++)
        a[i] = scalar_divide(&s, a[i], divisor);
    entries_set(C, a);
    free(a);
}

static void emulated_scale(arb_mat_t C, const arb_mat_t A, const arb_t c,
                           const struct mc_arithmetic *in)
{
    struct scalar s = scalar_of(in);
    double *a = entries_new(A), factor = scalar_from(&s, arb_midref(c));
    size_t i;

    for (i = 0; a && i < size_of(A); i++)
        a[i] = scalar_multiply(&s, factor, a[i]);
    entries_set(C, a);
    free(a);
}

/* The sum of the rounded squares is a product by ones: multiplying by 1 is exact. */
static void emulated_frobenius(arb_t out, const arb_mat_t A, const struct mc_arithmetic *in)
{
    size_t count = size_of(A), i;
    double *a = entries_new(A), *ones = calloc(count + 1, sizeof *ones), sum = NAN;
    struct scalar s = scalar_of(in);
    bool fine = a && ones;

    for (i = 0; fine && i < count; i++) {
        a[i] = scalar_multiply(&s, a[i], a[i]);
        ones[i] = 1;
    }
    if (fine && accumulate_product(&sum, a, ones, 1, count, 1, in))
        sum = scalar_sqrt(&s, scalar_round(&s, sum));
    arb_set_d(out, sum);
    free(a);
    free(ones);
}

static void emulated_root(arb_t out, const arb_t x, ulong p, const struct mc_arithmetic *in)
{
    struct scalar s = scalar_of(in);
    arf_t root;

    arf_init(root);
    if (arf_root(root, arb_midref(x), p, 128, ARF_RND_DOWN))
        arf_set_odd(root, 192);
    arb_set_d(out, scalar_from(&s, root));
    arf_clear(root);
}

static bool emulated_invert(arb_mat_t C, const arb_mat_t A, const struct mc_arithmetic *in)
{
    size_t n = (size_t)arb_mat_nrows(A);
    double *a = entries_new(A), *c = calloc(n * n + 1, sizeof *c);
    struct scalar s = scalar_of(in);
    bool regular = a && c && scalar_gauss_jordan(&s, c, a, n);

    if (regular)
        entries_set(C, c);
    free(a);
    free(c);
    return regular;
}

const struct mc_arithmetic_rules mc_rules_emulated = {
    .round = emulated_round,
    .multiply = emulated_multiply,
    .combine = emulated_combine,
    .divide = emulated_divide,
    .scale = emulated_scale,
    .frobenius = emulated_frobenius,
    .root = emulated_root,
    .invert = emulated_invert,
};
