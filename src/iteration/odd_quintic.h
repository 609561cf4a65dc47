// SPDX-License-Identifier: Apache-2.0
/*
 * Within this room: X+ = (a X + b G X + c G^2 X) / d with G = X X^T, on the smaller side: for
 * more rows than columns G = X^T X stands at the right.  w+ = w (a + b w^2 + c w^4) / d.  In
 * the order of the published code: (b G + (c G) G), then a X + (...) X, which for more rows
 * than columns it does on the transpose.
 */
#ifndef ODD_QUINTIC_H
#define ODD_QUINTIC_H

#include "muoncheck/iteration.h"

struct odd_quintic {
    slong a, b, c;
    ulong d;
};

/* X+ = a X + (b G + c G^2) X */
void odd_quintic_apply(struct mc_state *state, const fmpq_t a, const fmpq_t b, const fmpq_t c);

enum mc_status odd_quintic_step(struct mc_state *state, const struct odd_quintic *f);
void odd_quintic_map(arb_t next, const arb_t w, const struct odd_quintic *f, slong prec);

#endif
