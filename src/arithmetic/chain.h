// SPDX-License-Identifier: Apache-2.0
/*
 * Within this room: the inner loops of products, on n columns at once.
 *
 *   chain    s_j <- fl(s_j + a_k b_kj) for k = order[0], order[1], ..., order[count - 1]
 *   merge    s_j <- fl(s_j + t_j)
 *   aligned  s_j <- MC_ALIGNED of s_j and the `count` <= 64 products of order[0], ...
 *
 * b_kj = b[k * stride + j].  fp32 and fp64 run in the machine's own arithmetic and in whatever
 * rounding mode stands; the emulated loops need the machine to round to nearest, and draw
 * 2 (t n + j) and the one after it of the stream for step t, column j.  Compiled without
 * contraction: fused means fma and else there is none.
 */
#ifndef CHAIN_H
#define CHAIN_H

#include <stddef.h>
#include "arithmetic/format.h"

struct chain {
    const uint32_t *order;
    size_t count, stride, n;
    bool fused;
    int guard;                   /* aligned                                                   */
    struct rounder r;            /* emulated and aligned                                      */
    struct mc_stream stream;     /* emulated                                                  */
};

void chain_fp32(float *restrict s, const float *a, const float *b, const struct chain *c);
void chain_fp64(double *restrict s, const double *a, const double *b, const struct chain *c);
void chain_emulated(double *restrict s, const double *a, const double *b,
                    const struct chain *c);
void chain_aligned(double *restrict s, const double *a, const double *b, const struct chain *c);

void merge_fp32(float *restrict s, const float *restrict t, size_t n);
void merge_fp64(double *restrict s, const double *restrict t, size_t n);
void merge_emulated(double *restrict s, const double *restrict t, const struct chain *c);

#endif
