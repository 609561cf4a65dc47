// SPDX-License-Identifier: Apache-2.0
#include <math.h>

#include "arithmetic/emulated.h"

static void swap_rows(double *a, size_t n, size_t i, size_t k)
{
    for (size_t j = 0; j < n; j++) {
        double kept = a[i * n + j];

        a[i * n + j] = a[k * n + j];
        a[k * n + j] = kept;
    }
}

static size_t pivot_row(const double *a, size_t n, size_t k)
{
    size_t best = k;

    for (size_t i = k + 1; i < n; i++)
        if (fabs(a[i * n + k]) > fabs(a[best * n + k]))
            best = i;
    return best;
}

/* Row i loses f times row k: x = fl(x - fl(f y)), f its entry in column k. */
static void eliminate(struct scalar *in, double *row, const double *pivot, double f, size_t n)
{
    for (size_t j = 0; j < n; j++)
        row[j] = scalar_add(in, row[j], scalar_multiply(in, -f, pivot[j]));
}

static void clear_column(struct scalar *in, double *c, double *a, size_t n, size_t k)
{
    for (size_t i = 0; i < n; i++) {
        double f = a[i * n + k];

        if (i == k)
            continue;
        eliminate(in, a + i * n, a + k * n, f, n);
        eliminate(in, c + i * n, c + k * n, f, n);
    }
}

bool scalar_gauss_jordan(struct scalar *in, double *c, double *a, size_t n)
{
    for (size_t i = 0; i < n * n; i++)
        c[i] = i % (n + 1) == 0;
    for (size_t k = 0; k < n; k++) {
        size_t best = pivot_row(a, n, k);
        double pivot = a[best * n + k];

        if (pivot == 0 || !isfinite(pivot))
            return false;
        swap_rows(a, n, best, k);
        swap_rows(c, n, best, k);
        for (size_t j = 0; j < n; j++) {
            a[k * n + j] = scalar_divide(in, a[k * n + j], pivot);
            c[k * n + j] = scalar_divide(in, c[k * n + j], pivot);
        }
        clear_column(in, c, a, n, k);
    }
    return true;
}
