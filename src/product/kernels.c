// SPDX-License-Identifier: Apache-2.0
#include <math.h>

#include "product/kernels.h"

/* clang 14 gives the clones names that its own linker step does not find. */
#if defined(__x86_64__) && defined(__gnu_linux__) && !defined(__clang__)
#define EVERY_CPU __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define EVERY_CPU
#endif

static const double HALF_WAY = 0x1.8p52;

EVERY_CPU void kernel_reduce(double *restrict x, size_t n, double p, double inverse)
{
    for (size_t i = 0; i < n; i++) {
        double q = (x[i] * inverse + HALF_WAY) - HALF_WAY;
        x[i] -= q * p;
    }
}

EVERY_CPU void kernel_weigh(double *restrict v, const double *restrict c, size_t n, double p,
                            double inverse, double w)
{
    for (size_t i = 0; i < n; i++) {
        double q = (c[i] * inverse + HALF_WAY) - HALF_WAY;
        double r = (c[i] - q * p) * w;
        double s = (r * inverse + HALF_WAY) - HALF_WAY;
        v[i] = r - s * p;
    }
}

EVERY_CPU int kernel_quotient(double *restrict q, const double *restrict v, size_t n,
                              size_t count, size_t stride, const double *inverse, double limit)
{
    int near = 1;

    for (size_t i = 0; i < n; i++)
        q[i] = 0;
    for (size_t k = 0; k < count; k++)
        for (size_t i = 0; i < n; i++)
            q[i] += v[k * stride + i] * inverse[k];
    for (size_t i = 0; i < n; i++) {
        double nearest = (q[i] + HALF_WAY) - HALF_WAY;

        near &= fabs(q[i] - nearest) <= limit;   /* no for NaN */
        q[i] = nearest;
    }
    return near;
}

EVERY_CPU void kernel_carry(double *restrict x, double *restrict carry, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        double t = x[i] + carry[i];
        double c = (t * 0x1p-24 + HALF_WAY) - HALF_WAY;
        carry[i] = c;
        x[i] = t - c * 0x1p24;
    }
}

EVERY_CPU void kernel_spread(double *restrict column, size_t stride, const int32_t *restrict tile,
                             size_t width, size_t count, size_t rows)
{
    for (size_t k = 0; k < count; k++)
        for (size_t i = 0; i < rows; i++)
            column[k * stride + i] = tile[k * width + i];
}
