// SPDX-License-Identifier: Apache-2.0
#include <cblas.h>
#include <stdlib.h>

#include "certificate/blocked.h"
#include "certificate/dense.h"
#include "certificate/upward.h"

/* The largest beta with k 2^(2 beta) <= 2^53. */
static int split_bits(slong k)
{
    int bits = 0;

    while (((slong)1 << bits) < k)
        bits++;
    return (53 - bits) / 2;
}

static void split_column(double *high, double *low, const double *a, slong k, int beta)
{
    double largest = 0, shift;
    int e;
    slong i;

    for (i = 0; i < k; i++)
        largest = fmax(largest, fabs(a[i]));
    frexp(largest, &e);
    /* ulp(a + shift) = grid = 2^(e - beta), since shift = 1.5 2^52 grid and |a| <= 2^e. */
    shift = ldexp(1.5, 52 + e - beta);
    for (i = 0; i < k; i++) {
        double h = (a[i] + shift) - shift;
        high[i] = h;
        low[i] = a[i] - h;
    }
}

void split(double *high, double *low, const double *A, slong k, slong p)
{
    int beta = split_bits(k);
    slong j;

    for (j = 0; j < p; j++)
        split_column(high + j * k, low + j * k, A + j * k, k, beta);
}

/* head = high_A^T high_B in one dgemm a strip: exact in any order. */
static void exact_product(double *head, const double *A, const double *B, slong k, slong p,
                          slong q, enum blocked_part part)
{
    enum { STRIP = 256 };
    slong j;

    for (j = 0; j < q; j += STRIP) {
        slong top = part == BLOCKED_LOWER ? j : 0, wide = q - j < STRIP ? q - j : STRIP;
        cblas_dgemm(CblasColMajor, CblasTrans, CblasNoTrans, (int)(p - top), (int)wide, (int)k,
                    1, A + top * k, (int)k, B + j * k, (int)k, 0, head + top + j * p, (int)p);
    }
}

bool split_product(double *head, double *tail, double *error, const double *A, const double *B,
                   slong k, slong p, slong q, enum blocked_part part)
{
    size_t a = (size_t)(k * p), b = (size_t)(k * q);
    double *room = malloc(sizeof(double) * (2 * a + 2 * b + 1)), norms;
    double *high_a = room, *low_a = high_a + a, *high_b = low_a + a, *low_b = high_b + b;
    bool done = false;

    if (room) {
        split(high_a, low_a, A, k, p);
        split(high_b, low_b, B, k, q);
        exact_product(head, high_a, high_b, k, p, q, part);
        done = blocked_product(tail, high_a, low_b, k, p, q, part, false) &&
               blocked_product(tail, low_a, B, k, p, q, part, true);
        norms = add_up(mul_up(dense_norm_up(high_a, k, p), dense_norm_up(low_b, k, q)),
                       mul_up(dense_norm_up(low_a, k, p), dense_norm_up(B, k, q)));
        *error = add_up(blocked_error_up(k, p, q, 2, norms),
                        mul_up((double)(p * q) * (double)k, 0x1p-890));
    }
    free(room);
    return done;
}
