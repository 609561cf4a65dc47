// SPDX-License-Identifier: Apache-2.0
#include "iteration/qdwh.h"
#include "iteration/schedule.h"

/* d = (4 (1 - l^2) / l^4)^(1/3) */
static void cube_root(arb_t d, const arb_t square)
{
    arb_t t;

    arb_init(t);
    arb_sub_ui(d, square, 1, SCHEDULE_PREC);
    arb_mul_si(d, d, -4, SCHEDULE_PREC);
    arb_sqr(t, square, SCHEDULE_PREC);
    arb_div(d, d, t, SCHEDULE_PREC);
    arb_root_ui(d, d, 3, SCHEDULE_PREC);
    arb_clear(t);
}

/* a from l^2 */
static void first_weight(arb_t a, const arb_t square)
{
    arb_t d, root, inner;

    arb_init(d);
    arb_init(root);
    arb_init(inner);
    cube_root(d, square);
    arb_add_ui(root, d, 1, SCHEDULE_PREC);
    arb_sqrt(root, root, SCHEDULE_PREC);
    arb_sub_ui(inner, square, 2, SCHEDULE_PREC);
    arb_mul_si(inner, inner, -8, SCHEDULE_PREC);
    arb_div(inner, inner, square, SCHEDULE_PREC);
    arb_div(inner, inner, root, SCHEDULE_PREC);
    arb_mul_2exp_si(d, d, 2);
    arb_sub(inner, inner, d, SCHEDULE_PREC);
    arb_add_ui(inner, inner, 8, SCHEDULE_PREC);
    arb_sqrt(inner, inner, SCHEDULE_PREC);
    arb_mul_2exp_si(inner, inner, -1);
    arb_add(a, root, inner, SCHEDULE_PREC);
    arb_clear(d);
    arb_clear(root);
    arb_clear(inner);
}

void qdwh_weights(fmpq_t a, fmpq_t b, fmpq_t c, const fmpq_t l)
{
    arb_t square;
    fmpq_t gap;

    arb_init(square);
    fmpq_init(gap);
    fmpq_set_si(gap, 1, 1);
    fmpq_sub(gap, gap, l);
    fmpq_mul_2exp(gap, gap, 64);
    fmpq_set_si(a, 3, 1);
    if (fmpq_cmp_ui(gap, 1) >= 0) {
        arb_set_fmpq(square, l, SCHEDULE_PREC);
        arb_sqr(square, square, SCHEDULE_PREC);
        first_weight(square, square);
        rational_middle(a, square);
    }
    fmpq_sub_si(b, a, 1);
    fmpq_mul(b, b, b);
    fmpq_div_2exp(b, b, 2);
    fmpq_add(c, a, b);
    fmpq_sub_si(c, c, 1);
    arb_clear(square);
    fmpq_clear(gap);
}
