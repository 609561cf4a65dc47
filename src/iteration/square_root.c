// SPDX-License-Identifier: Apache-2.0
#include "iteration/square_root.h"

void square_root_newton_map(arb_t next, const arb_t w, slong p, slong prec)
{
    arb_t inverse;

    arb_init(inverse);
    arb_inv(inverse, w, prec);
    arb_add(next, w, inverse, prec);
    arb_add_ui(next, next, 2, prec);
    arb_mul_2exp_si(next, next, -2);
    arb_clear(inverse);
}

void square_root_newton_bound(arb_t next, const arb_t e, slong prec)
{
    arb_t rest;

    arb_init(rest);
    arb_sub_ui(rest, e, 1, prec);
    arb_neg(rest, rest);
    if (arb_is_positive(rest)) {
        arb_sqr(next, e, prec);
        arb_div(next, next, rest, prec);
        arb_mul_2exp_si(next, next, -2);
    } else {
        arb_indeterminate(next);
    }
    arb_clear(rest);
}
