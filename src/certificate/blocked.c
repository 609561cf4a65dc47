// SPDX-License-Identifier: Apache-2.0
#include <cblas.h>
#include <stdlib.h>

#include "certificate/blocked.h"
#include "certificate/upward.h"

/* BLOCK by STRIP by p: the strip of C and its increment stay in the cache. */
enum { BLOCK = 128, STRIP = 256 };

static slong least(slong a, slong b)
{
    return a < b ? a : b;
}

/* C[top.., j..j+wide) gets or receives A^T B; T is scratch of p x STRIP. */
static void strip_product(double *C, double *T, const double *A, const double *B, slong k,
                          slong p, slong top, slong j, slong wide, bool accumulate)
{
    double *strip = C + top + j * p;
    slong rows = p - top, l, c;

    for (l = 0; l < k; l += BLOCK) {
        bool first = !l && !accumulate;

        cblas_dgemm(CblasColMajor, CblasTrans, CblasNoTrans, (int)rows, (int)wide,
                    (int)least(BLOCK, k - l), 1, A + l + top * k, (int)k, B + l + j * k, (int)k,
                    0, first ? strip : T, (int)(first ? p : rows));
        for (c = 0; !first && c < wide; c++)
            cblas_daxpy((int)rows, 1, T + c * rows, 1, strip + c * p, 1);
    }
}

bool blocked_product(double *C, const double *A, const double *B, slong k, slong p, slong q,
                     enum blocked_part part, bool accumulate)
{
    double *T = malloc(sizeof(double) * (size_t)(p * STRIP + 1));
    slong j;

    for (j = 0; T && j < q; j += STRIP)
        strip_product(C, T, A, B, k, p, part == BLOCKED_LOWER ? j : 0, j, least(STRIP, q - j),
                      accumulate);
    free(T);
    return T;
}

double blocked_error_up(slong k, slong p, slong q, slong calls, double norms)
{
    double blocks = (double)calls * (double)((k + BLOCK - 1) / BLOCK);
    double products = (double)calls * (double)k;
    double entries = (double)p * (double)q;

    /* Underflow: ETA / 2 a product, at most doubled by the roundings that follow. */
    return add_up(mul_up(gamma_up((double)least(BLOCK, k) + blocks), norms),
                  mul_up(mul_up(entries, products), ETA));
}
