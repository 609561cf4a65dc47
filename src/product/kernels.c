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

/* Eight doubles at a time; eight sums of these under way hide the latency. */
typedef double lanes __attribute__((vector_size(64)));
typedef float narrow __attribute__((vector_size(32)));
enum { LANES = 8, PARTS = STEP / LANES };

/* sum[q][t] = sum_k in[k stride + t LANES] coefficient[QUAD k + q]. */
static inline __attribute__((always_inline)) void
quad_sums(lanes sum[QUAD][PARTS], const double *in, size_t count, size_t stride,
          const double *coefficient)
{
    for (size_t q = 0; q < QUAD; q++)
        for (size_t t = 0; t < PARTS; t++)
            sum[q][t] = (lanes){0};
    for (size_t k = 0; k < count; k++, in += stride, coefficient += QUAD) {
        lanes x[PARTS];
        memcpy(x, in, sizeof x);
        for (size_t q = 0; q < QUAD; q++)
            for (size_t t = 0; t < PARTS; t++)
                sum[q][t] += x[t] * coefficient[q];
    }
}

static inline __attribute__((always_inline)) void store(float *out, const lanes *x)
{
    for (size_t t = 0; t < PARTS; t++) {
        narrow y = __builtin_convertvector(x[t], narrow);
        memcpy(out + t * LANES, &y, sizeof y);
    }
}

EVERY_CPU void kernel_residues(float *restrict out, size_t apart, const double *restrict in,
                               size_t n, size_t count, size_t stride, const double *coefficient,
                               const double *p, const double *inverse)
{
    for (size_t i = 0; i < n; i += STEP) {
        lanes sum[QUAD][PARTS];
        quad_sums(sum, in + i, count, stride, coefficient);
        for (size_t q = 0; q < QUAD; q++) {
            for (size_t t = 0; t < PARTS; t++)
                sum[q][t] -= ((sum[q][t] * inverse[q] + HALF_WAY) - HALF_WAY) * p[q];
            store(out + q * apart + i, sum[q]);
        }
    }
}

EVERY_CPU void kernel_digits(float *restrict out, size_t apart, double *restrict carry,
                             const double *restrict in, size_t n, size_t count, size_t stride,
                             const double *coefficient)
{
    for (size_t i = 0; i < n; i += STEP) {
        lanes sum[QUAD][PARTS], c[PARTS];
        quad_sums(sum, in + i, count, stride, coefficient);
        memcpy(c, carry + i, sizeof c);
        for (size_t q = 0; q < QUAD; q++) {
            for (size_t t = 0; t < PARTS; t++) {
                sum[q][t] += c[t];
                c[t] = (sum[q][t] * 0x1p-24 + HALF_WAY) - HALF_WAY;
                sum[q][t] -= c[t] * 0x1p24;
            }
            store(out + q * apart + i, sum[q]);
        }
        memcpy(carry + i, c, sizeof c);
    }
}

EVERY_CPU void kernel_weigh(float *restrict v, const double *restrict c, size_t n, double p,
                            double inverse, double w)
{
    for (size_t i = 0; i < n; i++) {
        double q = (c[i] * inverse + HALF_WAY) - HALF_WAY;
        double r = (c[i] - q * p) * w;
        double s = (r * inverse + HALF_WAY) - HALF_WAY;
        v[i] = (float)(r - s * p);
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

EVERY_CPU void kernel_squares(double *restrict square, const float *restrict high,
                              const float *restrict low, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        double x = fabs((double)high[i]) * 0x1p24 + fabs((double)low[i]) + 1;
        square[i] += x * x;
    }
}

EVERY_CPU void kernel_carry(float *restrict x, double *restrict carry, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        double t = x[i] + carry[i];
        double c = (t * 0x1p-24 + HALF_WAY) - HALF_WAY;
        carry[i] = c;
        x[i] = (float)(t - c * 0x1p24);
    }
}

EVERY_CPU void kernel_widen(double *restrict out, const float *restrict in, size_t n)
{
    for (size_t i = 0; i < n; i++)
        out[i] = in[i];
}

/* 24 bits below the leading bit of 2^52 are a number; less 2^52 + 2^23, it is the digit. */
static inline __attribute__((always_inline)) float digit_of(uint64_t bits, double sign)
{
    uint64_t image = (bits & 0xffffff) | 0x4330000000000000;
    double x;

    memcpy(&x, &image, sizeof x);
    return (float)((x - (0x1p52 + 0x1p23)) * sign);
}

EVERY_CPU void kernel_split(float *restrict out, size_t apart, const uint64_t *restrict t,
                            size_t width, const double *restrict sign, size_t n, size_t count)
{
    for (size_t k = 0; k < count; k++, out += apart) {
        const uint64_t *low = t + 24 * k / 64 * width, *high = low + width;
        unsigned down = 24 * k % 64;

        if (down <= 40)
            for (size_t i = 0; i < n; i++)
                out[i] = digit_of(low[i] >> down, sign[i]);
        else
            for (size_t i = 0; i < n; i++)
                out[i] = digit_of(low[i] >> down | high[i] << (64 - down), sign[i]);
    }
}

/* An integer |x| < 2^51 added to 3 2^51 stands in the low bits of the sum. */
EVERY_CPU void kernel_join(int64_t *restrict out, const float *restrict low,
                           const float *restrict high, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        double x = low[i] + high[i] * 0x1p24 + HALF_WAY;
        int64_t image;

        memcpy(&image, &x, sizeof image);
        out[i] = image - 0x4338000000000000;
    }
}
