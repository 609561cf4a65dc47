// SPDX-License-Identifier: Apache-2.0
/*
 * What refinement in fixed point holds at its peak, the dearest of the usual ways: planes of A
 * and W = A V and of the n x n matrices V, G, S, F, T, the workspace of the largest product,
 * and balls of the input, of the result and of both on their way.
 */
#include <stdint.h>

#include "muoncheck/product.h"
#include "muoncheck/spectrum.h"

/* Bits that planes carry beyond those of the answer, and the bits of a plane. */
enum { BEYOND = 64, PLANE_BITS = 24 };

/* Balls of the tall shape: A as given, as enclosed and as scaled, U, W, A come back from
 * planes; of the square one: V, and V, G, S, F of the iteration. */
enum { TALL_BALLS = 6, SQUARE_BALLS = 5, TALL_PLANES = 2, SQUARE_PLANES = 5 };

static size_t sum_or_most(size_t a, size_t b)
{
    return a > SIZE_MAX - b ? SIZE_MAX : a + b;
}

/* A ball, its limbs on the heap where there are more than two, and what the heap keeps beside
 * them. */
static size_t ball_bytes(slong bits)
{
    size_t limbs = (size_t)(bits / FLINT_BITS) + 2;

    return sizeof(arb_struct) + (limbs > 2 ? (limbs + 4) * sizeof(mp_limb_t) : 0);
}

size_t mc_svd_bytes(slong rows, slong cols, slong bits, int threads)
{
    slong m = FLINT_MAX(rows, cols), n = FLINT_MIN(rows, cols);
    size_t tall = (size_t)m * (size_t)n, square = (size_t)n * (size_t)n;
    size_t planes = ((size_t)(bits + BEYOND) / PLANE_BITS + 2) * sizeof(float);
    size_t product = mc_product_bytes(m, n, n, bits + BEYOND, bits + BEYOND, threads);
    size_t gram = mc_product_bytes(n, m, n, bits + BEYOND, 0, threads);

    return sum_or_most(
        product > gram ? product : gram,
        tall * (TALL_PLANES * planes + TALL_BALLS * ball_bytes(bits + BEYOND)) +
            square * (SQUARE_PLANES * planes + SQUARE_BALLS * ball_bytes(bits + BEYOND)));
}
