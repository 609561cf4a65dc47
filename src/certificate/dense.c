// SPDX-License-Identifier: Apache-2.0
#include <cblas.h>
#include <stdlib.h>

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

static void transposed_scaled(double *b, const double *a, slong m, slong n, int e)
{
    enum { TILE = 8 };
    slong i, j, p, q;

    for (q = 0; q < n; q += TILE)
        for (p = 0; p < m; p += TILE)
            for (i = p; i < m && i < p + TILE; i++)
                for (j = q; j < n && j < q + TILE; j++)
                    b[j + i * n] = ldexp(a[i + j * m], -e);
}

void dense_scaled(double *b, const double *a, slong m, slong n, int e, bool transposed)
{
    slong i;

    if (transposed) {
        transposed_scaled(b, a, m, n, e);
    } else if (e > -1000 && e < 1000) {
        /* 2^-e is a double, and the product is rounded as ldexp rounds. */
        double factor = ldexp(1, -e);
        for (i = 0; i < m * n; i++)
            b[i] = a[i] * factor;
    } else {
        for (i = 0; i < m * n; i++)
            b[i] = ldexp(a[i], -e);
    }
}

double dense_norm_up(const double *a, slong m, slong n)
{
    double sum = 0;
    slong j;

    for (j = 0; j < n; j++)
        sum = add_up(sum, cblas_ddot((int)m, a + j * m, 1, a + j * m, 1));
    sum = add_up(sum, mul_up((double)m * (double)n, ETA));
    sum = sqrt_up(div_up(sum, sub_down(1, gamma_up((double)m))));
    return sum <= 0x1p500 ? sum : INFINITY;
}

double dense_norm_down(const double *a, slong m, slong n)
{
    double sum = 0;
    slong j;

    for (j = 0; j < n; j++)
        sum = fmax(0, down(sum + cblas_ddot((int)m, a + j * m, 1, a + j * m, 1)));
    sum = sub_down(sum, mul_up((double)m * (double)n, ETA));
    sum = sqrt_down(div_down(sum, add_up(1, gamma_up((double)m))));
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

double *dense_of_matrix(const struct mc_matrix *A)
{
    double *a = NULL;
    arf_t back;
    slong i, j, exact = 0;

    if (A->kind == MC_DYADIC)
        a = malloc(sizeof(double) * (size_t)(A->rows * A->cols + 1));
    if (!a)
        return NULL;
    arf_init(back);
    for (j = 0; j < A->cols; j++)
        for (i = 0; i < A->rows; i++) {
            arf_srcptr entry = arb_midref(arb_mat_entry(A->dyadic, i, j));
            double x = arf_get_d(entry, ARF_RND_NEAR);
            arf_set_d(back, x);
            exact += arf_equal(back, entry);
            a[i + j * A->rows] = x;
        }
    arf_clear(back);
    if (exact == A->rows * A->cols)
        return a;
    free(a);
    return NULL;
}
