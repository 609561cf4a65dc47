// SPDX-License-Identifier: Apache-2.0
#include "arithmetic/chain.h"
#include "arithmetic/rounding.h"

#if defined(__x86_64__) && defined(__gnu_linux__) && !defined(__clang__)
#define EVERY_CPU __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define EVERY_CPU
#endif

EVERY_CPU void chain_fp32(float *restrict s, const float *a, const float *b,
                          const struct chain *c)
{
    for (size_t t = 0; t < c->count; t++) {
        const float x = a[c->order[t]], *row = b + c->order[t] * c->stride;

        if (c->fused)
            for (size_t j = 0; j < c->n; j++)
                s[j] = fmaf(x, row[j], s[j]);
        else
            for (size_t j = 0; j < c->n; j++)
                s[j] += x * row[j];
    }
}

EVERY_CPU void chain_fp64(double *restrict s, const double *a, const double *b,
                          const struct chain *c)
{
    for (size_t t = 0; t < c->count; t++) {
        const double x = a[c->order[t]], *row = b + c->order[t] * c->stride;

        if (c->fused)
            for (size_t j = 0; j < c->n; j++)
                s[j] = fma(x, row[j], s[j]);
        else
            for (size_t j = 0; j < c->n; j++)
                s[j] += x * row[j];
    }
}

EVERY_CPU void merge_fp32(float *restrict s, const float *restrict t, size_t n)
{
    for (size_t j = 0; j < n; j++)
        s[j] += t[j];
}

EVERY_CPU void merge_fp64(double *restrict s, const double *restrict t, size_t n)
{
    for (size_t j = 0; j < n; j++)
        s[j] += t[j];
}

/* To nearest the double sum needs no odd rounding: 53 >= 2 * 24 + 2 bits make the second
 * rounding of a sum of two values harmless (Figueroa 1995); a product is exact.  fma has no
 * such luck. */
IN_PLACE double step(double s, double x, double y, const struct rounder *r, bool fused,
                     uint32_t one, uint32_t two)
{
    double product = x * y;

    if (!fused)
        product = round_to(product, r, one);
    if (!fused && r->mode == MC_NEAREST)
        return round_to(s + product, r, two);
    return round_to(odd_sum(s, product), r, two);
}

/* One mode and one kind of step at a time, so that the loop has no branches. */
IN_PLACE void steps(double *restrict s, const double *a, const double *b, const struct chain *c,
                    enum mc_rounding mode, bool fused)
{
    struct rounder r = c->r;
    uint64_t seed = c->stream.seed, at = c->stream.drawn;

    r.mode = mode;
    for (size_t t = 0; t < c->count; t++, at += 2 * c->n) {
        const double *row = b + c->order[t] * c->stride;
        double x = a[c->order[t]];

        x = fabs(x) < r.tiny ? 0 : x;
        for (size_t j = 0; j < c->n; j++) {
            double y = fabs(row[j]) < r.tiny ? 0 : row[j];
            uint32_t one = mode == MC_STOCHASTIC ? stream_draw(seed, at + 2 * j) : 0;
            uint32_t two = mode == MC_STOCHASTIC ? stream_draw(seed, at + 2 * j + 1) : 0;

            s[j] = step(s[j], x, y, &r, fused, one, two);
        }
    }
}

#define MODE(mode)                                                                            \
    case mode:                                                                                \
        if (c->fused)                                                                         \
            steps(s, a, b, c, mode, true);                                                    \
        else                                                                                  \
            steps(s, a, b, c, mode, false);                                                   \
        break

EVERY_CPU void chain_emulated(double *restrict s, const double *a, const double *b,
                              const struct chain *c)
{
    switch (c->r.mode) {
    MODE(MC_NEAREST);
    MODE(MC_TOWARD_ZERO);
    MODE(MC_UPWARD);
    MODE(MC_DOWNWARD);
    MODE(MC_AWAY);
    MODE(MC_STOCHASTIC);
    }
}

EVERY_CPU void merge_emulated(double *restrict s, const double *restrict t,
                              const struct chain *c)
{
    for (size_t j = 0; j < c->n; j++)
        s[j] = round_to(odd_sum(s[j], t[j]), &c->r,
                        stream_draw(c->stream.seed, c->stream.drawn + j));
}

/* x cut to a multiple of a power of two, toward zero. */
IN_PLACE double cut(double x, double quantum)
{
    return trunc(x / quantum) * quantum;
}

/* Exact: at most 65 multiples of one quantum, each below 2^(p + guard) of them. */
EVERY_CPU void chain_aligned(double *restrict s, const double *a, const double *b,
                             const struct chain *c)
{
    struct rounder r = c->r;

    r.mode = MC_TOWARD_ZERO;
    for (size_t j = 0; j < c->n; j++) {
        double largest = fabs(s[j]), sum = 0, quantum;

        for (size_t t = 0; t < c->count; t++)
            largest = fmax(largest, fabs(a[c->order[t]] * b[c->order[t] * c->stride + j]));
        quantum = double_of(binade(largest, &r) -
                            ((uint64_t)(r.precision - 1 + c->guard) << 52));
        for (size_t t = 0; t < c->count; t++)
            sum += cut(a[c->order[t]] * b[c->order[t] * c->stride + j], quantum);
        s[j] = round_to(sum + cut(s[j], quantum), &r, 0);
    }
}
