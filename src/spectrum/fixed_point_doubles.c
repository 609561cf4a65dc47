// SPDX-License-Identifier: Apache-2.0
/* From planes of digits to pairs of doubles. */
#include "product/moduli.h"
#include "product/planes.h"
#include "spectrum/fixed_point_pair.h"

enum { LIFT_FROM = -700 };

/* Is there a digit in plane k off the diagonal, or on it too where `all`? */
static int has_digits(const struct mc_planes *P, slong k, int all)
{
    for (slong i = 0; i < P->rows; i++) {
        const float *digit = P->digits + (k * P->rows + i) * P->cols;
        for (slong j = 0; j < P->cols; j++)
            if (digit[j] != 0 && (all || i != j))
                return 1;
    }
    return 0;
}

/* P times 2^shift, without the planes that have nothing off the diagonal, or nothing at all. */
static struct mc_planes leading_planes(const struct mc_planes *P, int all, slong shift)
{
    struct mc_planes view = *P;

    while (view.count > 0 && !has_digits(P, view.count - 1, all))
        view.count--;
    view.exponent += shift;
    return view;
}

void turn_read(struct turn *t, const struct fixed_point *f)
{
    struct mc_planes g = leading_planes(&f->G, f->unit > LIFT_FROM, 0);
    struct mc_planes s = leading_planes(&f->S, 1, 0);
    slong top = FLINT_MAX(g.exponent + DIGIT_BITS * g.count, s.exponent + DIGIT_BITS * s.count),
          j;
    arf_t rest;

    t->shift = f->unit > LIFT_FROM ? 0 : FLINT_MAX(0, -top);
    g.exponent += t->shift;
    s.exponent += t->shift;
    planes_to_pairs(t->g_hi, t->g_lo, &g);
    planes_to_pairs(t->s_hi, t->s_lo, &s);
    arf_init(rest);
    for (j = 0; f->unit <= LIFT_FROM && j < t->n; j++) {
        arf_srcptr square = arb_midref(arb_mat_entry(t->squares, j, 0));
        t->g_hi[j * (t->n + 1)] = arf_get_d(square, ARF_RND_NEAR);
        arf_set_d(rest, t->g_hi[j * (t->n + 1)]);
        arf_sub(rest, square, rest, 60, ARF_RND_NEAR);
        t->g_lo[j * (t->n + 1)] = arf_get_d(rest, ARF_RND_NEAR);
    }
    arf_clear(rest);
}
