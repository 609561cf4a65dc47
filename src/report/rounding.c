// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Every entry of the product is 1 + (SIZE - 1) 2^-120, which is no double: rounded upward each
 * is above 1, rounded downward each is exactly 1, whatever the order of the sum.
 */
#include <cblas.h>
#include <fenv.h>
#include <stddef.h>

#include "report/rounding.h"

enum { SIZE = 64 };

struct product {
    double a[SIZE * SIZE], b[SIZE * SIZE], c[SIZE * SIZE];
};

static void fill(struct product *p)
{
    for (size_t i = 0; i < SIZE; i++)
        for (size_t j = 0; j < SIZE; j++) {
            p->a[i * SIZE + j] = j == 0 ? 1 : 0x1p-60;
            p->b[i * SIZE + j] = i == 0 ? 1 : 0x1p-60;
        }
}

/* How many entries come out above 1 in rounding mode `mode`. */
static size_t count_above_one(struct product *p, int mode)
{
    size_t above = 0;

    fesetround(mode);
    cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, SIZE, SIZE, SIZE, 1, p->a, SIZE,
                p->b, SIZE, 0, p->c, SIZE);
    for (size_t i = 0; i < SIZE * SIZE; i++)
        above += p->c[i] > 1;
    return above;
}

bool blas_obeys_rounding(void)
{
    static _Thread_local struct product p;
    int mode = fegetround(), threads = openblas_get_num_threads();
    size_t upward, downward;

    fill(&p);
    openblas_set_num_threads(1);
    upward = count_above_one(&p, FE_UPWARD);
    downward = count_above_one(&p, FE_DOWNWARD);
    fesetround(mode);
    openblas_set_num_threads(threads);
    return upward == SIZE * SIZE && downward == 0;
}
