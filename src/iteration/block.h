// SPDX-License-Identifier: Apache-2.0
/* Within this room: blocks copied out of a matrix and back, exactly. */
#ifndef BLOCK_H
#define BLOCK_H

#include "muoncheck/arb.h"

/* B (initialised) = the block of A of its shape whose upper left entry is (i, j); and back. */
void block_get(arb_mat_t B, const arb_mat_t A, slong i, slong j);
void block_set(arb_mat_t A, slong i, slong j, const arb_mat_t B);

#endif
