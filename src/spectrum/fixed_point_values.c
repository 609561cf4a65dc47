// SPDX-License-Identifier: Apache-2.0
#include <stdlib.h>

#include "spectrum/fixed_point_bound.h"

struct value {
    arf_t s;
    slong column;
};

static int larger_first(const void *a, const void *b)
{
    const struct value *x = a, *y = b;
    int order = arf_cmp(y->s, x->s);

    return order ? order : (x->column > y->column) - (x->column < y->column);
}

/* s = sqrt(g_j (1 + 2 H_jj)) 2^-scale_j, rounded; 0 returned when it is not positive. */
static int value_of(arf_t s, const struct parts *p, slong j, slong prec)
{
    const struct fixed_point *f = p->f;
    arf_srcptr h = arb_midref(turn_w(p, j, j)), g = arb_midref(arb_mat_entry(f->g, j, j));

    arf_mul_2exp_si(s, h, 1);
    arf_add_ui(s, s, 1, prec, ARF_RND_NEAR);
    arf_mul(s, s, g, prec, ARF_RND_NEAR);
    if (arf_sgn(s) <= 0)
        return 0;
    arf_sqrt(s, s, prec, ARF_RND_NEAR);
    arf_mul_2exp_si(s, s, -f->scale[j]);
    return 1;
}

int parts_values(struct mc_svd *svd, struct parts *p, slong prec)
{
    const struct fixed_point *f = p->f;
    struct value *values = flint_malloc(sizeof *values * (size_t)(p->k + 1));
    int fine = 1;
    slong j;

    for (j = 0; j < p->k; j++) {
        values[j].column = f->order[j];
        arf_init(values[j].s);
        fine = value_of(values[j].s, p, f->order[j], prec) && fine;
        p->is_kept[f->order[j]] = 1;
    }
    qsort(values, (size_t)p->k, sizeof *values, larger_first);
    for (j = 0; j < p->k; j++) {
        p->column[j] = values[j].column;
        arb_set_arf(svd->s + j, values[j].s);
        arb_mul_2exp_si(p->length + j, svd->s + j, f->scale[p->column[j]]);
        arb_get_mag(p->over + j, p->length + j);
        arb_get_mag_lower(p->under + j, p->length + j);
        mag_inv(p->under + j, p->under + j);
        arf_clear(values[j].s);
    }
    flint_free(values);
    return fine;
}
