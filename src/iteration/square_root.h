// SPDX-License-Identifier: Apache-2.0
/* Within this room: Newton for the square root, w+ = (w + 2 + 1/w) / 4 on the coupled product. */
#ifndef SQUARE_ROOT_H
#define SQUARE_ROOT_H

#include "muoncheck/iteration.h"

void square_root_newton_map(arb_t next, const arb_t w, slong p, slong prec);

/* e^2 / (4 (1 - e)); indeterminate from e = 1 on. */
void square_root_newton_bound(arb_t next, const arb_t e, slong prec);

#endif
