// SPDX-License-Identifier: Apache-2.0
#include <math.h>
#include <string.h>

#include "product/kernels.h"

/* clang 14 gives the clones names that its own linker step does not find. */
#if defined(__x86_64__) && defined(__gnu_linux__) && !defined(__clang__)
#define EVERY_CPU __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define EVERY_CPU
#endif

static const double HALF_WAY = 0x1.8p52;

/* Eight doubles at a time, four of these at once: enough sums under way to hide the latency. */
typedef double lanes __attribute__((vector_size(64)));
enum { LANES = 8, AT_ONCE = 4, STRIP = LANES * AT_ONCE };

/* sum[t] = sum_k in[k stride + t] coefficient[k] for a strip of entries. */
static inline __attribute__((always_inline)) void
strip_sums(lanes sum[AT_ONCE], const double *in, size_t count, size_t stride,
           const double *coefficient)
{
    for (size_t t = 0; t < AT_ONCE; t++)
        sum[t] = (lanes){0};
    for (size_t k = 0; k < count; k++, in += stride)
        for (size_t t = 0; t < AT_ONCE; t++) {
            lanes x;
            memcpy(&x, in + t * LANES, sizeof x);
            sum[t] += x * coefficient[k];
        }
}

/* The same for one entry at the end. */
static inline double entry_sum(const double *in, size_t count, size_t stride,
                               const double *coefficient)
{
    double sum = 0;

    for (size_t k = 0; k < count; k++)
        sum += in[k * stride] * coefficient[k];
    return sum;
}

EVERY_CPU void kernel_residues(double *restrict out, const double *restrict in, size_t n,
                               size_t count, size_t stride, const double *coefficient, double p,
                               double inverse)
{
    size_t i = 0;

    for (; i + STRIP <= n; i += STRIP) {
        lanes sum[AT_ONCE];
        strip_sums(sum, in + i, count, stride, coefficient);
        for (size_t t = 0; t < AT_ONCE; t++) {
            sum[t] -= ((sum[t] * inverse + HALF_WAY) - HALF_WAY) * p;
            memcpy(out + i + t * LANES, sum + t, sizeof sum[t]);
        }
    }
    for (; i < n; i++) {
        double sum = entry_sum(in + i, count, stride, coefficient);
        out[i] = sum - ((sum * inverse + HALF_WAY) - HALF_WAY) * p;
    }
}

EVERY_CPU void kernel_digits(double *restrict out, double *restrict carry,
                             const double *restrict in, size_t n, size_t count, size_t stride,
                             const double *coefficient)
{
    size_t i = 0;

    for (; i + STRIP <= n; i += STRIP) {
        lanes sum[AT_ONCE];
        strip_sums(sum, in + i, count, stride, coefficient);
        for (size_t t = 0; t < AT_ONCE; t++) {
            lanes c;
            memcpy(&c, carry + i + t * LANES, sizeof c);
            sum[t] += c;
            c = (sum[t] * 0x1p-24 + HALF_WAY) - HALF_WAY;
            sum[t] -= c * 0x1p24;
            memcpy(carry + i + t * LANES, &c, sizeof c);
            memcpy(out + i + t * LANES, sum + t, sizeof sum[t]);
        }
    }
    for (; i < n; i++) {
        double sum = entry_sum(in + i, count, stride, coefficient) + carry[i];
        carry[i] = (sum * 0x1p-24 + HALF_WAY) - HALF_WAY;
        out[i] = sum - carry[i] * 0x1p24;
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
