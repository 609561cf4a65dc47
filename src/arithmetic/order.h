// SPDX-License-Identifier: Apache-2.0
/* Within this room: the k products of an entry in the order of their chains. */
#ifndef ORDER_H
#define ORDER_H

#include <stddef.h>
#include "muoncheck/arithmetic.h"

/* order[0], ..., order[k - 1]: chain after chain. */
void chain_order(uint32_t *order, const struct mc_accumulation *sum, size_t k);

/* How many from order[at] on, at < k, make the next chain. */
size_t chain_length(const struct mc_accumulation *sum, size_t k, size_t at);

#endif
