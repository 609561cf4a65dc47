// SPDX-License-Identifier: GPL-3.0-or-later
#include "double_matrices.h"

#include <math.h>
#include <stdlib.h>

static double uniform(unsigned long *state)
{
    *state = *state * 6364136223846793005UL + 1442695040888963407UL;
    return (double)(*state >> 11) * 0x1p-52 - 1;
}

/* a = sum of `rank` random outer products, the k-th of size value(k). */
static void outer_products(double *a, slong m, slong n, slong rank, double ratio,
                           unsigned long *state)
{
    double u[16], v[16], size = 1;
    slong i, j, k;

    for (k = 0; k < rank; k++, size *= ratio) {
        for (i = 0; i < m; i++)
            u[i] = (double)(float)uniform(state) * size;
        for (j = 0; j < n; j++)
            v[j] = (double)(float)uniform(state);
        for (i = 0; i < m; i++)
            for (j = 0; j < n; j++)
                a[i + j * m] += u[i] * v[j];
    }
}

/* A product of plane rotations of c I: all singular values c (1 + O(u)), and some moved by
 * `apart`. */
static void rotations(double *a, slong m, slong n, double apart, unsigned long *state)
{
    slong i, p, q, turn, k = m < n ? m : n;

    for (i = 0; i < k; i++)
        a[i + i * m] = 1 + apart * (double)i;
    for (turn = 0; turn < 3 * m; turn++) {
        double c = uniform(state), s = sqrt(1 - c * c);
        p = turn % m;
        q = (p + 1 + turn / m) % m;
        for (i = 0; p != q && i < n; i++) {
            double x = a[p + i * m], y = a[q + i * m];
            a[p + i * m] = c * x - s * y;
            a[q + i * m] = s * x + c * y;
        }
    }
}

static void integers(double *a, slong m, slong n, slong rank, unsigned long *state)
{
    slong i, j;

    for (i = 0; i < m; i++)
        for (j = 0; j < n; j++)
            a[i + j * m] = j < rank ? floor(5 * uniform(state)) : a[i + (j - rank) * m];
}

static void rescale(double *a, slong m, slong n, slong how)
{
    static const int exponents[] = {0, 0, -996, 996, -1060, 0, 0};
    slong i, j;

    for (i = 0; i < m; i++)
        for (j = 0; j < n; j++) {
            a[i + j * m] = ldexp(a[i + j * m], exponents[how % 7]);
            if (how % 7 == 5)
                a[i + j * m] = ldexp(a[i + j * m], (int)(-6 * j));
            if (how % 7 == 6)
                a[i + j * m] = ldexp(a[i + j * m], (int)(-250 * i));
        }
}

double *double_matrix_new(slong *m, slong *n, slong index)
{
    static const double ratios[] = {1, 0.5, 1e-2, 1e-6};
    unsigned long state = (unsigned long)index * 2654435761UL + 12345;
    slong kind = index % 8, least;
    double *a;

    *m = 1 + (slong)(4.5 * (1 + uniform(&state)));
    *n = index % 16 == 3 ? 1 : 1 + (slong)(4.5 * (1 + uniform(&state)));
    least = *m < *n ? *m : *n;
    a = calloc((size_t)(*m * *n), sizeof(double));
    if (kind < 4)
        outer_products(a, *m, *n, kind == 0 ? 12 : least, ratios[kind], &state);
    else if (kind == 4)
        outer_products(a, *m, *n, least - least / 2, 1, &state);
    else if (kind < 7)
        rotations(a, *m, *n, kind == 5 ? 0 : 1e-12, &state);
    else
        integers(a, *m, *n, 1 + least / 2, &state);
    rescale(a, *m, *n, index / 8);
    return a;
}

void matrix_of_doubles(struct mc_matrix *A, const double *a, slong m, slong n)
{
    slong i;

    mc_matrix_init_dyadic(A, NULL, m, n);
    for (i = 0; i < m * n; i++)
        mc_matrix_set_double(A, i % m, i / m, a[i]);
}
