// SPDX-License-Identifier: Apache-2.0
#include "arithmetic/order.h"

static size_t chain_width(const struct mc_accumulation *sum, size_t k)
{
    size_t width = (size_t)(sum->width > 0 ? sum->width : 1);

    switch (sum->order) {
    case MC_SEQUENTIAL:
    case MC_SWAPPED_PAIRS:
        return k;
    case MC_PAIRWISE:
        return 1;
    case MC_BLOCKS:
    case MC_ALIGNED:
        return width;
    case MC_LANES:
    case MC_SPLIT:
        break;
    }
    return (k + width - 1) / width;
}

/* Lane l of L holds k = l, l + L, ...; the first k mod L lanes have one more than the
 * others. */
void chain_order(uint32_t *order, const struct mc_accumulation *sum, size_t k)
{
    size_t at = 0, i, lane, lanes = (size_t)sum->width;

    for (i = 0; i < k; i++)
        order[i] = (uint32_t)i;
    for (i = 0; sum->order == MC_SWAPPED_PAIRS && i + 1 < k; i += 2) {
        order[i] = (uint32_t)i + 1;
        order[i + 1] = (uint32_t)i;
    }
    for (lane = 0; sum->order == MC_LANES && lane < lanes; lane++)
        for (i = lane; i < k; i += lanes)
            order[at++] = (uint32_t)i;
}

size_t chain_length(const struct mc_accumulation *sum, size_t k, size_t at)
{
    size_t width = chain_width(sum, k), length = width, lanes = (size_t)sum->width, full;

    if (sum->order == MC_LANES && k % lanes) {
        full = k % lanes * width;
        length = at < full ? width : width - 1;
    }
    return length < k - at ? length : k - at;
}
