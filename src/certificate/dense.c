// SPDX-License-Identifier: Apache-2.0
#include <cblas.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "certificate/dense.h"
#include "certificate/upward.h"

bool dense_exponent(int *e, const double *a, slong count)
{
    double largest = 0;
    bool finite = true;
    slong i;

    for (i = 0; i < count; i++) {
        double x = fabs(a[i]);
        finite &= x <= 0x1.fffffffffffffp1023;
        largest = x > largest ? x : largest;
    }
    *e = 0;
    if (finite && largest > 0)
        frexp(largest, e);
    return finite;
}

bool dense_is_zero(const double *a, slong count)
{
    slong i = 0;

    while (i < count && a[i] == 0)
        i++;
    return i == count;
}

/* 2^-e as a factor where it is one: the product is rounded as ldexp rounds. */
static double scaled(double x, double factor, int e)
{
    return factor != 0 ? x * factor : ldexp(x, -e);
}

static void transposed_scaled(double *b, const double *a, slong m, slong n, double factor, int e)
{
    enum { TILE = 8 };
    slong i, j, p, q;

    for (q = 0; q < n; q += TILE)
        for (p = 0; p < m; p += TILE)
            for (i = p; i < m && i < p + TILE; i++)
                for (j = q; j < n && j < q + TILE; j++)
                    b[j + i * n] = scaled(a[i + j * m], factor, e);
}

void dense_scaled(double *b, const double *a, slong m, slong n, int e, bool transposed)
{
    double factor = e > -1000 && e < 1000 ? ldexp(1, -e) : 0;
    slong i;

    if (transposed)
        transposed_scaled(b, a, m, n, factor, e);
    else
        for (i = 0; i < m * n; i++)
            b[i] = scaled(a[i], factor, e);
}

enum { PIECE = 128 };

/* Halves, moved by `step` after each addition. */
static double sum_of_squares(const double *a, slong count, double step(double))
{
    slong half = (count / PIECE + 1) / 2 * PIECE;

    if (count <= PIECE)
        return cblas_ddot((int)count, a, 1, a, 1);
    return step(sum_of_squares(a, half, step) + sum_of_squares(a + half, count - half, step));
}

double dense_norm_up(const double *a, slong m, slong n)
{
    double sum = sum_of_squares(a, m * n, up);

    sum = add_up(sum, mul_up((double)m * (double)n, ETA));
    sum = sqrt_up(div_up(sum, sub_down(1, gamma_up(PIECE))));
    return sum <= 0x1p500 ? sum : INFINITY;
}

double dense_norm_down(const double *a, slong m, slong n)
{
    double sum = fmax(sum_of_squares(a, m * n, down), 0);

    sum = sub_down(sum, mul_up((double)m * (double)n, ETA));
    sum = sqrt_down(div_down(sum, add_up(1, gamma_up(PIECE))));
    return sum <= 0x1p500 ? sum : 0;
}

void dense_enclosure(arb_t out, double lo, double hi, int e)
{
    arf_t a, b;

    if (!(lo <= hi && hi < INFINITY)) {
        arb_indeterminate(out);
        return;
    }
    arf_init(a);
    arf_init(b);
    arf_set_d(a, lo);
    arf_set_d(b, hi);
    arb_set_interval_arf(out, a, b, 2 * MAG_BITS + 4);
    arb_mul_2exp_si(out, out, e);
    arf_clear(a);
    arf_clear(b);
}

/* *x = a where that is a double in the normal range or 0; false otherwise.  One limb carries it,
 * its top bit set: a = limb 2^(exponent - 64). */
static bool read_double(double *x, const arf_t a)
{
    const uint64_t hidden = UINT64_C(1) << 52;
    uint64_t word, limb;

    *x = 0;
    if (arf_is_zero(a))
        return true;
    if (arf_is_special(a) || ARF_SIZE(a) != 1 || COEFF_IS_MPZ(ARF_EXP(a)) ||
        ARF_EXP(a) < -1000 || ARF_EXP(a) > 1024)
        return false;
    limb = ARF_NOPTR_D(a)[0];
    word = (limb >> 11) - hidden + ((uint64_t)(ARF_EXP(a) + 1022) << 52) +
           ((uint64_t)ARF_SGNBIT(a) << 63);
    memcpy(x, &word, sizeof *x);
    return (limb & 0x7ff) == 0;
}

/* Any double, the subnormal ones included. */
static bool read_any(double *x, const arf_t a)
{
    bool exact = read_double(x, a);
    arf_t back;

    if (exact)
        return true;
    arf_init(back);
    *x = arf_get_d(a, ARF_RND_NEAR);
    arf_set_d(back, *x);
    exact = arf_equal(back, a);
    arf_clear(back);
    return exact;
}

/* Tiles of whole pages of balls, whose columns are whole cache lines. */
double *dense_of_matrix(const struct mc_matrix *A, bool turned)
{
    enum { ROWS = 8, COLS = 512 };
    slong m = A->rows, n = A->cols, row = turned ? n : 1, col = turned ? 1 : m, i, j, p, q;
    double *a = NULL;
    bool exact = true;

    if (A->kind == MC_DYADIC)
        a = malloc(sizeof(double) * (size_t)(m * n + 1));
    for (p = 0; a && p < m && exact; p += ROWS)
        for (q = 0; q < n; q += COLS)
            for (i = p; i < m && i < p + ROWS; i++)
                for (j = q; j < n && j < q + COLS; j++)
                    exact &= read_any(a + i * row + j * col,
                                      arb_midref(arb_mat_entry(A->dyadic, i, j)));
    if (a && exact)
        return a;
    free(a);
    return NULL;
}
